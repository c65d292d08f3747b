using System.Diagnostics;
using SurrogateEngine.Data;

namespace SurrogateEngine.Tests.Kernels.Integration;

/// <summary>A machine without AVX-512, or without any vector unit .NET uses, gives the same curves to rounding.</summary>
public sealed class FallbackTests
{
    const string Sample = """
        { "model": "plga-sphere", "samples": 48, "seed": 3, "shard_size": 48 }
        """;

    [TestCase("DOTNET_EnableAVX512")]
    [TestCase("DOTNET_EnableAVX2")]
    [TestCase("DOTNET_EnableHWIntrinsic")]
    public void Curves_are_the_same_to_rounding(string switchedOff)
    {
        string folder = Directory.CreateTempSubdirectory("surrogate-fallback-").FullName;
        try
        {
            float[] usual = Simulate(folder, "usual", null), without = Simulate(folder, "without", switchedOff);
            without.Length.ShouldBe(48 * 64);
            usual.Zip(without, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-4f);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static float[] Simulate(string folder, string name, string? switchedOff)
    {
        string sample = Path.Combine(folder, "scenario.json"), output = Path.Combine(folder, name);
        File.WriteAllText(sample, Sample);
        string command = Path.Combine(TestContext.CurrentContext.TestDirectory, "surrogate.dll");
        var start = new ProcessStartInfo("dotnet", [command, "simulate", sample, "--output", output, "--quiet"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true
        };
        if (switchedOff != null)
            start.Environment[switchedOff] = "0";
        using Process process = Process.Start(start)!;
        string said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, said);
        return Dataset.Open(output).LoadFinished().Curves.ToArray();
    }
}
