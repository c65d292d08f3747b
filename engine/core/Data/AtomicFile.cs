using System.Text;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Data;

/// <summary>Files that are there whole or not at all, whatever happens while they are written.</summary>
static class AtomicFile
{
    /// <summary>Writes beside the file, waits until the bytes are on the disk, then puts it in the file's place.</summary>
    /// <exception cref="RefusedException">The disk is full or the place can't be written; what was there before still is.</exception>
    public static void Write(string path, Action<Stream> write) => Saving.Whole(path, write, e => Refusals.CannotWrite(path, e));

    /// <inheritdoc cref="Write(string, Action{Stream})"/>
    public static void Write(string path, ReadOnlyMemory<byte> bytes) => Write(path, stream => stream.Write(bytes.Span));

    /// <summary>Writes a file that the user named, in UTF-8.</summary>
    /// <exception cref="RefusedException">The file is there already and may not be replaced, or cannot be written.</exception>
    public static void WriteNamed(string path, string text, bool replace) => WriteNamed(path, new UTF8Encoding(false).GetBytes(text), replace);

    /// <inheritdoc cref="WriteNamed(string, string, bool)"/>
    public static void WriteNamed(string path, byte[] bytes, bool replace)
    {
        if (!replace && File.Exists(path))
            throw Refusals.FileIsThere(path);
        Saving.Whole(path, stream => stream.Write(bytes), e => Refusals.CannotSave(path, e));
    }
}
