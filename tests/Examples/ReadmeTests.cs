using System.Text.RegularExpressions;
using SurrogateEngine.Kernels;
using SurrogateEngine.Tests.Cli;

namespace SurrogateEngine.Tests.Examples;

/// <summary>C# in a README is part of a file in this folder, which is compiled and run.</summary>
public sealed partial class ReadmeTests
{
    [Test]
    public void Every_sample_of_a_readme_stands_in_a_file_that_is_compiled()
    {
        string[] compiled = [.. Repository.Files("tests/Examples", ".cs").Select(file => Plain(Repository.Lines(file)))];
        var samples = Repository.Files("", ".md").SelectMany(file => Sample().Matches(File.ReadAllText(Repository.Locate(file)))
            .Select(match => (File: file, Code: Plain(match.Groups[1].Value.Split('\n'))))).ToArray();

        samples.Length.ShouldBeGreaterThan(1);
        foreach (var (file, code) in samples)
            compiled.Any(text => text.Contains(code, StringComparison.Ordinal))
                .ShouldBeTrue($"{file} quotes code that stands in no file of tests/Examples:\n{code}");
    }

    [Test]
    public void The_pipeline_in_five_lines_explains_a_profile()
    {
        using var folder = new TemporaryFolder();
        FromCSharp.Run(folder.Root).Quality.R2.ShouldBeGreaterThan(0.95);
    }

    [Test]
    public void Measured_profiles_in_six_lines_are_fitted_and_forecast() => LaboratoryFromCSharp.Run().Times[^1].ShouldBe(30, 1e-9);

    [Test]
    public void The_model_of_two_pools_empties_them()
    {
        double[] times = [0.5, 3, 20], row = [0.3, 4, 0.1], curve = new double[times.Length];
        var options = new BatchOptions { Precision = Precision.Double, RelativeTolerance = 1e-9, AbsoluteTolerance = 1e-12 };
        HostBatchSolver.Solve(new TwoPoolsModel(), row, times, curve, new Outcome[1], options);

        for (int j = 0; j < times.Length; j++)
            curve[j].ShouldBe(1 - 0.3 * Math.Exp(-4 * times[j]) - 0.7 * Math.Exp(-0.1 * times[j]), 1e-7);
    }

    /// <summary>Lines without indentation: a quoted method stands farther left than in its class.</summary>
    static string Plain(IEnumerable<string> lines) => string.Join('\n', lines.Select(line => line.Trim())).Trim();

    [GeneratedRegex(@"^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Sample();
}
