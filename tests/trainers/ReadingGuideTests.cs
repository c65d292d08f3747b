using System.Text.RegularExpressions;

namespace SurrogateEngine.Tests.Training;

/// <summary>The way through a training that trainers/README.md shows.</summary>
public sealed partial class ReadingGuideTests
{
    const int MostFiles = 15;

    [Test]
    public void A_training_takes_fifteen_files_to_read_and_all_of_them_are_there()
    {
        string readme = File.ReadAllText(Repository.Locate("trainers/README.md"));
        string guide = readme.Split("## How a network is trained")[1].Split("\n## ")[0];
        string[] files = [.. Step().Matches(guide).Select(step => step.Groups["file"].Value)];

        files.Length.ShouldBeInRange(10, MostFiles);
        files.Distinct().Count().ShouldBe(files.Length);
        foreach (string file in files)
            File.Exists(Repository.Locate($"trainers/{file}")).ShouldBeTrue(file);
        foreach (Match other in Mentioned().Matches(guide))
            Repository.Files("", ".cs").ShouldContain(file => file == other.Groups[1].Value || file == $"trainers/{other.Groups[1].Value}");
    }

    [GeneratedRegex(@"^\d+\. `(?<file>[^`]+\.cs)`: \S", RegexOptions.Multiline)]
    private static partial Regex Step();

    [GeneratedRegex(@"`([^`]+\.cs)`")]
    private static partial Regex Mentioned();
}
