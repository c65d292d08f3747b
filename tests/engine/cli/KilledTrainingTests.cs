using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using SurrogateEngine.Data;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Tests.Training.Watching;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Cli;

/// <summary>A training that the operating system ends again and again, at moments it was not asked about.</summary>
public sealed class KilledTrainingTests
{
    const int Sigkill = 9, Kills = 3, Epochs = 120;

    TemporaryFolder folder = null!;

    [SetUp]
    public void Prepare()
    {
        folder = new TemporaryFolder();
        Simulation.Run(Scenario.Parse("""{ "model": "burst-erosion", "samples": 700, "times": [0, 0.1, 1, 10, 30], "seed": 5 }"""), folder["set"]);
        var plan = new TrainingPlan
        {
            Network = new() { Width = 16, Depth = 2 },
            Schedule = new() { Epochs = Epochs, Patience = 0 },
            Data = new() { Batch = 64, ValidationShare = 0.1 },
            Runtime = new() { CheckpointSeconds = 0.03, Threads = 1 },
        };
        File.WriteAllText(folder["plan.json"], plan.ToJson());
    }

    [TearDown]
    public void TidyUp() => folder.Dispose();

    [Test]
    [Platform("Unix", Reason = "other systems have other signals")]
    public void A_training_killed_at_random_moments_ends_with_the_bits_of_an_undisturbed_one()
    {
        using (Process undisturbed = Start("undisturbed"))
            Finish(undisturbed);
        // On a busy machine a run may end before it is killed: then again with a run of its own.
        string killed = Enumerable.Range(0, 5).Select(attempt => $"killed{attempt}").First(name => KillAndResume(name) > 0);
        File.ReadAllBytes(folder[$"{killed}.surrogate"]).ShouldBe(File.ReadAllBytes(folder["undisturbed.surrogate"]));
        Trained(killed, "metrics.jsonl").ShouldBe(Trained("undisturbed", "metrics.jsonl"));
        Steps(killed).ShouldBe(Steps("undisturbed"));
        Directory.GetFiles(folder[$"{killed}.run"], "*.tmp").ShouldBeEmpty();
    }

    /// <summary>Kills a run after so many epochs and a random while, resumes it, and so on; then lets it finish.</summary>
    /// <returns>How often it was killed.</returns>
    int KillAndResume(string name)
    {
        var random = new Random(7);
        for (int kills = 0, seen = 0; ; kills++)
        {
            using Process process = Start(name, "--resume");
            int until = seen + random.Next(1, Epochs / Kills);
            double more = random.NextDouble() * 5;
            if (kills == Kills)
            {
                Finish(process);
                return kills;
            }
            while (!process.HasExited && EpochsDone(name) < until)
                Thread.Sleep(1);
            Thread.Sleep(TimeSpan.FromMilliseconds(more));
            _ = kill(process.Id, Sigkill);
            process.WaitForExit();
            if (process.ExitCode == 0)
                return kills;
            process.ExitCode.ShouldBe(128 + Sigkill);
            seen = EpochsDone(name);
        }
    }

    int EpochsDone(string name)
    {
        string metrics = Path.Combine(folder[$"{name}.run"], "metrics.jsonl");
        try
        {
            return File.Exists(metrics) ? File.ReadAllLines(metrics).Length : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>Epoch, step, loss and validation error of every line: all that does not tell the time.</summary>
    IEnumerable<string> Trained(string name, string file) => File.ReadLines(Path.Combine(folder[$"{name}.run"], file)).Select(line =>
    {
        JsonElement json = JsonDocument.Parse(line).RootElement;
        return string.Join(' ', ((string[])["epoch", "step", "loss", "val_rel_l2_mean", "lr"])
            .Select(key => json.GetProperty(key).GetRawText()));
    });

    IEnumerable<long> Steps(string name) =>
        TensorBoardReader.ReadFolder(folder[$"{name}.run"]).Where(e => e.FileVersion.Length == 0).Select(e => e.Step);

    static void Finish(Process process)
    {
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
    }

    Process Start(string name, params string[] more) => Process.Start(
        new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "surrogate.dll"), "train", folder["set"], "--plan", folder["plan.json"], "--output",
            folder[$"{name}.surrogate"], "--quiet", .. more])
        {
            RedirectStandardError = true,
            // A killed runtime leaves its diagnostic sockets in the temp folder.
            Environment = { ["DOTNET_EnableDiagnostics"] = "0" },
            RedirectStandardOutput = true,
        })!;

    [DllImport("libc")]
    static extern int kill(int process, int signal);
}
