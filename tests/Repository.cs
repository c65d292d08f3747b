using System.Text.RegularExpressions;

namespace SurrogateEngine.Tests;

/// <summary>The checkout the tests were built from, for tests about the source itself.</summary>
static partial class Repository
{
    static readonly string[] NotSource = ["bin", "obj", ".git", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts", "runs", ".vs",
        ".idea"];

    /// <summary>The folder that holds SurrogateEngine.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Where a path given from the root lies.</summary>
    public static string Locate(string path) => Path.Combine(Root, path);

    /// <summary>Paths of the source files with that ending, from the root, with forward slashes, sorted.</summary>
    public static IReadOnlyList<string> Files(string folder, string ending) =>
        [.. Walk(Locate(folder)).Where(file => file.EndsWith(ending, StringComparison.Ordinal)).Select(FromRoot)
        .Order(StringComparer.Ordinal)];

    /// <summary>The lines of a source file.</summary>
    public static string[] Lines(string path) => File.ReadAllLines(Locate(path));

    /// <summary>A C# file without its comments.</summary>
    public static string Code(string path) => LineComment().Replace(File.ReadAllText(Locate(path)), "");

    static IEnumerable<string> Walk(string folder) => !Directory.Exists(folder) ? [] :
        Directory.EnumerateFiles(folder).Concat(
            Directory.EnumerateDirectories(folder)
                .Where(child => !NotSource.Contains(Path.GetFileName(child)))
                .SelectMany(Walk));

    static string FromRoot(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder != null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "SurrogateEngine.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds SurrogateEngine.sln.");
    }

    /// <summary>Line comments outside a web address.</summary>
    [GeneratedRegex(@"(?<!:)//.*$", RegexOptions.Multiline)]
    private static partial Regex LineComment();
}
