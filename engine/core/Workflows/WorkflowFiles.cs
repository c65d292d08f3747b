using System.Text;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Workflows;

/// <summary>What several workflows do with the files they are given.</summary>
static class WorkflowFiles
{
    /// <summary>A scenario file, the name of a worked scenario, or that of a model for its default scenario.</summary>
    /// <exception cref="RefusedException">It is neither, or the file can't be used.</exception>
    public static Scenario Scenario(string word)
    {
        if (File.Exists(word) || Directory.Exists(word))
            return Scenarios.Scenario.Load(word);
        if (ScenarioExamples.Text(word) is { } example)
            return Scenarios.Scenario.Parse(example, word);
        return Catalog.Find(word) is { } model
            ? Scenarios.Scenario.Default(model)
            : throw Refusals.NoScenario(word, [.. Catalog.Names, .. ScenarioExamples.Names]);
    }

    /// <summary>Whether a word stands for a model or a scenario, and not for a surrogate or an empirical formula.</summary>
    public static bool IsScenario(string word) => Catalog.Find(word) is not null || ScenarioExamples.Text(word) is not null
        || word.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Name of a file made from another, in the current folder: <c>plga.json</c> gives <c>plga</c> plus the ending.</summary>
    public static string Derived(string from, string ending, string withoutEnding = "")
    {
        string name = Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(from));
        return (name.EndsWith(withoutEnding, StringComparison.Ordinal) ? name[..^withoutEnding.Length] : name) + ending;
    }

    /// <summary>All text of a file the user named.</summary>
    /// <exception cref="RefusedException">It can't be read.</exception>
    public static string Text(string path, string what)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refusals.CannotRead(path, what, e);
        }
    }

    /// <summary>Writes a file that the user named.</summary>
    /// <exception cref="RefusedException">The file is there already and may not be replaced, or cannot be written.</exception>
    public static void Write(string path, ReadOnlyMemory<byte> bytes, bool replace)
    {
        if (!replace && File.Exists(path))
            throw Refusals.FileIsThere(path);
        AtomicFile.Write(path, bytes);
    }

    /// <inheritdoc cref="Write(string, ReadOnlyMemory{byte}, bool)"/>
    public static void Write(string path, string text, bool replace) => Write(path, Encoding.UTF8.GetBytes(text), replace);

    /// <summary>Makes a folder, with the folders above it.</summary>
    /// <exception cref="RefusedException">It can't be made.</exception>
    public static void MakeFolder(string path)
    {
        if (File.Exists(path))
            throw Refusals.IsAFile(path);
        AtomicFile.Try(path, () => Directory.CreateDirectory(path));
    }

    /// <summary>Refuses a file that could not be written in the end because its folder is missing or it is one itself; null is no
    /// file.</summary>
    /// <exception cref="RefusedException">It is such a file.</exception>
    public static void RequireFolderOf(string? path)
    {
        if (path is null)
            return;
        if (Directory.Exists(path))
            throw Refusals.IsAFolder(path);
        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
            throw AtomicFile.CannotWrite(path, new DirectoryNotFoundException());
    }
}
