namespace SurrogateEngine.Tests;

/// <summary>
/// Published data that keep their own licenses and so are not in the repository: in <c>shared</c> beside it, or where SURROGATE_SHARED
/// says. A test that needs what isn't there is skipped with a sentence.
/// </summary>
static class SharedData
{
    static string Folder => Environment.GetEnvironmentVariable("SURROGATE_SHARED") ?? Path.Combine(Repository.Root, "..", "shared");

    /// <summary>A file of it.</summary>
    public static string File(string path)
    {
        string full = Path.GetFullPath(Path.Combine(Folder, path));
        if (!System.IO.File.Exists(full))
            Assert.Ignore($"{path} is not on this machine; put the published data beside the repository in 'shared', or name their folder in SURROGATE_SHARED.");
        return full;
    }

    /// <summary>Cells of a CSV file without commas in cells, quotes taken off, the header first.</summary>
    public static string[][] Csv(string path) =>
        [.. System.IO.File.ReadLines(File(path)).Select(line => line.Split(',').Select(cell => cell.Trim('"')).ToArray())];
}
