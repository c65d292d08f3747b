using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SurrogateEngine.Tests;

/// <summary>References point one way, and each borrowed library is named in one place.</summary>
public sealed partial class HouseTests
{
    /// <summary>Who may refer to whom; nobody else to anybody.</summary>
    static readonly Dictionary<string, string[]> AllowedReferences = new()
    {
        ["kernels/SurrogateEngine.Kernels.csproj"] = [],
        ["trainers/SurrogateEngine.Trainers.csproj"] = ["kernels/SurrogateEngine.Kernels.csproj"],
        ["engine/core/SurrogateEngine.csproj"] = ["trainers/SurrogateEngine.Trainers.csproj"],
        ["engine/cli/surrogate.csproj"] = ["engine/core/SurrogateEngine.csproj"],
        ["bench/SurrogateEngine.Bench.csproj"] = ["engine/core/SurrogateEngine.csproj", "engine/cli/surrogate.csproj"],
        ["tests/Examples/Plugin/Plugin.csproj"] = ["engine/cli/surrogate.csproj"],
        ["tests/SurrogateEngine.Tests.csproj"] = ["engine/cli/surrogate.csproj", "bench/SurrogateEngine.Bench.csproj"],
    };

    /// <summary>Projects that get a borrowed library.</summary>
    static readonly Dictionary<string, string[]> AllowedUses = new()
    {
        ["UsesIlgpu"] = ["kernels/SurrogateEngine.Kernels.csproj", "tests/SurrogateEngine.Tests.csproj"],
        ["UsesTorchSharp"] = ["trainers/SurrogateEngine.Trainers.csproj", "bench/SurrogateEngine.Bench.csproj",
        "tests/SurrogateEngine.Tests.csproj", "tests/Examples/Plugin/Plugin.csproj"],
        ["UsesParquet"] = ["engine/core/SurrogateEngine.csproj", "tests/SurrogateEngine.Tests.csproj"],
    };

    /// <summary>Folders in which a borrowed library may be named.</summary>
    static readonly Dictionary<string, string[]> AllowedNames = new()
    {
        ["ILGPU"] = ["kernels/Device/", "tests/kernels/Device/"],
        ["TorchSharp"] = ["trainers/", "tests/trainers/", "tests/Examples/", "bench/"],
        ["Parquet"] = ["engine/core/Data/", "tests/engine/core/Data/"],
        ["Google.Protobuf"] = ["trainers/Files/Protobuf/"],
        ["ExcelDataReader"] = ["engine/core/Data/"],
        ["Microsoft.ML.Trainers"] = ["trainers/Tabular/", "tests/trainers/Tabular/"],
        ["DuckDB"] = ["tests/engine/core/Data/"],
        ["SkiaSharp"] = ["engine/core/Report/Svg/", "tests/engine/core/Report/Svg/"],
    };

    [Test]
    public void References_point_one_way()
    {
        foreach (string project in Repository.Files("", ".csproj"))
        {
            AllowedReferences.ShouldContainKey(project, $"{project} is new: add it to AllowedReferences and say whom it may refer to.");
            foreach (string reference in ReferencesOf(project))
                AllowedReferences[project].ShouldContain(reference,
                    $"{project} refers to {reference}; the order is engine/cli -> engine/core -> trainers -> kernels.");
        }
    }

    [TestCase("UsesIlgpu")]
    [TestCase("UsesTorchSharp")]
    [TestCase("UsesParquet")]
    public void A_borrowed_library_is_asked_for_only_where_it_belongs(string property)
    {
        var users = Repository.Files("", ".csproj").Where(project => Elements(project, property).Any(element => element.Value == "true"))
            .ToArray();
        users.ShouldNotBeEmpty();
        users.Except(AllowedUses[property]).ShouldBeEmpty($"{property} belongs to {string.Join(", ", AllowedUses[property])} only.");
    }

    [TestCase("ILGPU")]
    [TestCase("TorchSharp")]
    [TestCase("Parquet")]
    [TestCase("Google.Protobuf")]
    [TestCase("DuckDB")]
    [TestCase("SkiaSharp")]
    [TestCase("ExcelDataReader")]
    [TestCase("Microsoft.ML.Trainers")]
    public void A_borrowed_library_is_named_only_where_it_belongs(string library)
    {
        var name = new Regex($@"using\s+(static\s+)?(\w+\s*=\s*)?(global::)?{library}\s*[.;]|global::{library}\.");
        var named = Repository.Files("", ".cs").Where(file => name.IsMatch(Repository.Code(file))).ToArray();
        named.ShouldNotBeEmpty();
        named.Where(file => !AllowedNames[library].Any(folder => file.StartsWith(folder, StringComparison.Ordinal)))
            .ShouldBeEmpty(
                $"{library} is named only in {string.Join(", ", AllowedNames[library])}; give those files what they need through our own types.");
    }

    [Test]
    public void Every_project_is_in_the_solution()
    {
        string solution = File.ReadAllText(Repository.Locate("SurrogateEngine.sln")).Replace('\\', '/');
        // The examples are what other people's projects look like.
        foreach (string project in Repository.Files("", ".csproj")
            .Where(project => !project.StartsWith("tests/Examples/", StringComparison.Ordinal)))
            solution.ShouldContain(project);
    }

    static IEnumerable<string> ReferencesOf(string project) =>
        Elements(project, "ProjectReference")
            .Select(element => Path.Combine(Path.GetDirectoryName(Repository.Locate(project))!, element.Attribute("Include")!.Value))
            .Select(path => Path.GetRelativePath(Repository.Root, Path.GetFullPath(path)).Replace('\\', '/'));

    static IEnumerable<XElement> Elements(string project, string name) =>
        XDocument.Load(Repository.Locate(project)).Descendants(name);
}
