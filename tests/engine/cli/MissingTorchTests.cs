using System.Diagnostics;
using SurrogateEngine.Data;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Tests.Cli;

/// <summary>The command where TorchSharp's native library is damaged.</summary>
[Platform("Linux", Reason = "other systems have other libraries")]
public sealed class MissingTorchTests
{
    [TestCase("not a library"), TestCase("")]
    public void One_sentence_says_that_the_library_does_not_load_and_what_to_do(string content)
    {
        using var folder = new TemporaryFolder();
        CopyProgram(folder["program"]);
        File.WriteAllText(Path.Combine(folder["program"], "runtimes", "linux-x64", "native", "libLibTorchSharp.so"), content);
        Simulation.Run(Scenario.Parse("""{ "model": "burst-erosion", "samples": 200, "times": [0, 1, 30], "seed": 5 }"""), folder["set"]);
        using Process process = Process.Start(
            new ProcessStartInfo("dotnet", [Path.Combine(folder["program"], "surrogate.dll"), "train", folder["set"], "--output",
            folder["x.surrogate"], "--quiet"])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                Environment = { ["DOTNET_EnableDiagnostics"] = "0" },
            })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string[] error = process.StandardError.ReadToEnd().TrimEnd().Split('\n');
        process.WaitForExit();
        process.ExitCode.ShouldBe(1, string.Join('\n', error));
        error.Length.ShouldBe(1, string.Join('\n', error));
        error[0].ShouldContain("TorchSharp's native library, which does not load on");
        error[0].ShouldContain("libtorch-cpu-linux-x64");
        output.Result.ShouldBe("");
        File.Exists(folder["x.surrogate"]).ShouldBeFalse();
    }

    // Native libraries stay links to the package folder.
    static void CopyProgram(string to)
    {
        foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(AppContext.BaseDirectory, file), copy = Path.Combine(to, relative);
            if (relative.Contains("runtimes", StringComparison.Ordinal)
                && !relative.Contains("linux-x64", StringComparison.Ordinal))
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            if (Path.GetFileName(file) == "libLibTorchSharp.so")
                continue;
            if (relative.Contains("linux-x64", StringComparison.Ordinal))
                File.CreateSymbolicLink(copy, file);
            else
                File.Copy(file, copy);
        }
    }
}
