using System.Diagnostics;
using System.Runtime.InteropServices;
using SurrogateEngine.Data;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Tests.Engine.Core.Data;

/// <summary>The command itself, ended by the operating system in the middle of its work.</summary>
public sealed class KilledProcessTests
{
    const int Sigint = 2, Sigkill = 9;
    const int Shards = 60;

    const string ScenarioText =
        """
        { "model": "burst-erosion", "samples": 12000, "shard_size": 200, "times": [0, 0.1, 1, 10, 30], "seed": 5 }
        """;

    readonly SortedDictionary<string, byte[]> uninterrupted = Uninterrupted();

    [Test]
    [Platform("Unix", Reason = "other systems have other signals")]
    public void A_killed_simulation_is_resumed_to_the_same_bytes()
    {
        using var sample = new DatasetSample();

        string folder = Interrupted(sample, Sigkill, out int exitCode);

        exitCode.ShouldBe(128 + Sigkill);
        Should.NotThrow(Dataset.Open(folder).Verify);
        Finish(sample, folder);
        DatasetSample.ShouldBeTheSame(folder, uninterrupted);
    }

    [Test]
    [Platform("Unix", Reason = "other systems have other signals")]
    public void Ctrl_C_ends_with_130_and_is_resumed_to_the_same_bytes()
    {
        using var sample = new DatasetSample();

        string folder = Interrupted(sample, Sigint, out int exitCode);

        exitCode.ShouldBe(130);
        Directory.GetFiles(folder, "*.tmp").ShouldBeEmpty();
        Finish(sample, folder);
        DatasetSample.ShouldBeTheSame(folder, uninterrupted);
    }

    static SortedDictionary<string, byte[]> Uninterrupted()
    {
        using var sample = new DatasetSample();
        Simulation.Run(Scenario.Parse(ScenarioText), sample.Folder);
        return DatasetSample.Snapshot(sample.Folder);
    }

    /// <summary>Starts a simulation and sends the signal once a few shards are there. On a busy machine the run may end first: then
    /// again.</summary>
    static string Interrupted(DatasetSample sample, int signal, out int exitCode)
    {
        File.WriteAllText(sample["scenario.json"], ScenarioText);
        for (int attempt = 0; ; attempt++)
        {
            string folder = sample[$"set{attempt}"];
            using Process process = Start(sample, folder);
            while (!process.HasExited && !File.Exists(Path.Combine(folder, ShardEntry.FileName(3))))
                Thread.Sleep(1);
            kill(process.Id, signal);
            process.WaitForExit();
            exitCode = process.ExitCode;
            int finished = Manifest.Load(folder).Shards.Count;
            if (finished == Shards && attempt < 5)
                continue;
            finished.ShouldBeInRange(3, Shards - 1);
            return folder;
        }
    }

    static void Finish(DatasetSample sample, string folder)
    {
        using Process process = Start(sample, folder, "--resume");
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
    }

    static Process Start(DatasetSample sample, string folder, params string[] more) => Process.Start(
        new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "surrogate.dll"), "simulate", sample["scenario.json"], "--output", folder, "--quiet",
            .. more])
        {
            RedirectStandardError = true,
            // A killed runtime leaves its diagnostic sockets in the temp folder.
            Environment = { ["DOTNET_EnableDiagnostics"] = "0" },
            RedirectStandardOutput = true,
        })!;

    [DllImport("libc")]
    static extern int kill(int process, int signal);
}
