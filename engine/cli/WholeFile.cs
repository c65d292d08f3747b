using System.Text;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Cli;

/// <summary>Writes a file as a whole or not at all.</summary>
static class WholeFile
{
    /// <summary>Writes the contents beside <paramref name="path"/> and renames them there.</summary>
    /// <exception cref="RefusedException">The file is there already and may not be replaced, or cannot be written.</exception>
    public static void Write(string path, string text, bool replace) => Write(path, new UTF8Encoding(false).GetBytes(text), replace);

    /// <inheritdoc cref="Write(string, string, bool)"/>
    public static void Write(string path, byte[] bytes, bool replace)
    {
        if (!replace && File.Exists(path))
            throw Refusals.FileIsThere(path);
        Saving.Whole(path, file => file.Write(bytes), e => Refusals.CannotSave(path, e));
    }
}
