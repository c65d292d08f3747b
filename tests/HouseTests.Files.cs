using System.Text.RegularExpressions;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests;

/// <content>Every file is short, finished, and tested where it must be.</content>
public sealed partial class HouseTests
{
    const int LongestLine = 140;

    /// <summary>Endings of files that people write.</summary>
    static readonly string[] Written = [".cs", ".csproj", ".props", ".targets", ".md", ".json", ".sh", ".js", ".css", ".html"];

    /// <summary>Sentences to a user stay whole: a line may be longer where a literal is what makes it so.</summary>
    [Test]
    public void No_line_is_longer_than_140_columns_but_for_its_sentences() =>
        Repository.Files("", ".cs").SelectMany(file => LinesOutsideRawStrings(file))
            .Where(at => at.Line.Length > LongestLine && !Literal().Matches(at.Line).Any(text => text.Length > LongestLine / 3))
            .Select(at => at.Place)
            .ShouldBeEmpty($"Wrap lines at {LongestLine} columns.");

    [TestCase("kernels")]
    [TestCase("trainers")]
    [TestCase("engine")]
    public void What_is_built_is_chosen_by_project_files_and_not_by_the_preprocessor(string folder) =>
        Repository.Files(folder, ".cs").Where(file => ConditionalCompilation().IsMatch(Repository.Code(file)))
            .ShouldBeEmpty("Directory.Build.props and .targets choose; the source is the same for all.");

    [Test]
    public void Nothing_is_left_unfinished() =>
        Repository.Files("", ".cs").Where(file => !IsThisTest(file) && Unfinished().IsMatch(File.ReadAllText(Repository.Locate(file))))
            .ShouldBeEmpty("Finish it or leave it out.");

    [Test]
    public void No_file_names_a_path_of_somebodys_machine() =>
        Written.SelectMany(ending => Repository.Files("", ending))
            .Where(file => !IsThisTest(file) && MachinePath().IsMatch(File.ReadAllText(Repository.Locate(file))))
            .ShouldBeEmpty("Paths are relative to the repository or given by the user.");

    [Test]
    public void Every_model_has_its_file_and_its_test_file()
    {
        foreach (var model in Catalog.Models)
            ShouldHaveFileAndTest("kernels/Models", model.GetType().Name.Replace("Model", ""));
    }

    [Test]
    public void Every_solver_has_its_file_and_its_test_file()
    {
        foreach (string solver in Catalog.Methods.Names)
            ShouldHaveFileAndTest("kernels/Solvers", solver);
    }

    [Test]
    public void Every_network_has_its_test_file()
    {
        var networks = Repository.Files("trainers/Networks", ".cs").Where(file => NetworkClass().IsMatch(Repository.Code(file))).ToArray();
        networks.ShouldNotBeEmpty();
        foreach (string network in networks)
            ShouldHaveFileAndTest("trainers/Networks", Path.GetFileNameWithoutExtension(network));
    }

    static void ShouldHaveFileAndTest(string folder, string name)
    {
        Named(folder, name).ShouldHaveSingleItem($"{folder} should hold one file named after {name}.");
        Named("tests", name + "Tests").ShouldHaveSingleItem($"{name} needs its own test file, tests/{folder}/{name}Tests.cs.");
    }

    static IEnumerable<(string Place, string Line)> LinesOutsideRawStrings(string file)
    {
        bool raw = false;
        foreach (var (i, line) in Repository.Lines(file).Index())
        {
            if (!raw)
                yield return ($"{file}:{i + 1}", line);
            raw ^= RawQuotes().Count(line) % 2 == 1;
        }
    }

    static string[] Named(string folder, string name) =>
        [.. Repository.Files(folder, ".cs").Where(file => Path.GetFileNameWithoutExtension(file)
        .Equals(name, StringComparison.OrdinalIgnoreCase))];

    static bool IsThisTest(string file) => file == "tests/HouseTests.Files.cs";

    [GeneratedRegex(@"""{3,}")]
    private static partial Regex RawQuotes();

    [GeneratedRegex(@""".*""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"^\s*#(if|elif|else|define)\b", RegexOptions.Multiline)]
    private static partial Regex ConditionalCompilation();

    [GeneratedRegex(@"NotImplementedException\(\)|\b(TODO|FIXME|XXX|HACK)\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"(^|[\s""'(=:])/(work|home|root|Users|mnt|opt)/\w|[A-Z]:\\\\?Users", RegexOptions.Multiline)]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"class\s+\w+.*:\s*.*Module", RegexOptions.None)]
    private static partial Regex NetworkClass();
}
