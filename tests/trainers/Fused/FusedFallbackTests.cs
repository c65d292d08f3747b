using System.Diagnostics;
using System.Text.Json;

namespace SurrogateEngine.Tests.Training.Fused;

/// <summary>A processor without AVX-512 trains in the fused step too, one without AVX2 through the tensor library, to the same errors
/// within rounding.</summary>
public sealed class FusedFallbackTests
{
    string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("fused-fallback-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Training_is_the_same_to_rounding()
    {
        string scenario = Path.Combine(folder, "scenario.json"), data = Path.Combine(folder, "data"),
            plan = Path.Combine(folder, "plan.json");
        File.WriteAllText(scenario, """{ "model": "plga-sphere", "samples": 256, "seed": 3, "shard_size": 256 }""");
        File.WriteAllText(plan, """{ "network": { "width": 24, "depth": 1 }, "data": { "batch": 32 }, "schedule": { "epochs": 3 }, "optimizer": { "learning_rate": 1e-3 } }""");
        Run(null, "simulate", scenario, "--output", data, "--quiet");
        var (usual, who) = Train(data, plan, "usual", null);
        who.ShouldBe(System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated ? "fused" : "torch");
        foreach (var (switchedOff, expected) in new[] { ("DOTNET_EnableAVX512", who), ("DOTNET_EnableAVX2", "torch"),
            ("DOTNET_EnableHWIntrinsic", "torch") })
        {
            var (loss, by) = Train(data, plan, switchedOff, switchedOff);
            by.ShouldBe(expected, switchedOff);
            loss.ShouldBe(usual, 1e-3 * usual, switchedOff);
        }
    }

    (double Loss, string Who) Train(string data, string plan, string name, string? switchedOff)
    {
        string output = Path.Combine(folder, name + ".surrogate"), run = Path.Combine(folder, name + ".run");
        Run(switchedOff, "train", data, "--plan", plan, "--output", output, "--quiet");
        using var last = JsonDocument.Parse(File.ReadAllLines(Path.Combine(run, "metrics.jsonl"))[^1]);
        return (last.RootElement.GetProperty("loss").GetDouble(), last.RootElement.GetProperty("training_step").GetString()!);
    }

    static void Run(string? switchedOff, params string[] arguments)
    {
        string command = Path.Combine(TestContext.CurrentContext.TestDirectory, "surrogate.dll");
        var start = new ProcessStartInfo("dotnet", [command, .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true };
        if (switchedOff is not null)
            start.Environment[switchedOff] = "0";
        using var process = Process.Start(start)!;
        string said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, said);
    }
}
