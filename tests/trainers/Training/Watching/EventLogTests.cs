using System.Text.Json;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training.Watching;

/// <summary>What TensorBoard would see, read back with a reader of its own.</summary>
public sealed class EventLogTests
{
    string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("events-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void A_training_leaves_the_scalars_of_its_metrics()
    {
        using var surrogate = Trainer.Train(FirstOrderRelease.SmallPlan, FirstOrderRelease.Curves(400), folder);
        var events = TensorBoardReader.ReadFolder(folder);
        events[0].FileVersion.ShouldBe("brain.Event:2");
        var lines = File.ReadLines(Path.Combine(folder, "metrics.jsonl")).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        events.Count.ShouldBe(1 + lines.Length);
        foreach (var (line, seen) in lines.Zip(events.Skip(1)))
        {
            seen.Step.ShouldBe(line.GetProperty("step").GetInt64());
            seen.WallTime.ShouldBe(DateTimeOffset.UtcNow.ToUnixTimeSeconds(), 3600);
            foreach (string name in (string[])["loss", "val_rel_l2_mean", "lr", "samples_per_s", "seconds"])
                seen.Scalars[name].ShouldBe((float)line.GetProperty(name).GetDouble(), name);
        }
    }

    [Test]
    public void Steps_that_are_trained_again_stand_there_once()
    {
        var log = EventLog.Open(folder, 0);
        foreach (long step in (long[])[10, 20, 30, 40])
            log.Add(step, [("loss", 1.0 / step)]);
        string first = Directory.GetFiles(folder).Single();
        // A process killed amid a record leaves part of it.
        File.WriteAllBytes(first, File.ReadAllBytes(first)[..^7]);
        var resumed = EventLog.Open(folder, 20);
        foreach (long step in (long[])[30, 40])
            resumed.Add(step, [("loss", 1.0 / step)]);
        Steps().ShouldBe([10, 20, 30, 40]);
        EventLog.Open(folder, 40).Add(50, [("loss", double.NaN)]);
        Steps().ShouldBe([10, 20, 30, 40, 50]);
        Directory.GetFiles(folder).Length.ShouldBe(3);
    }

    [Test]
    public void A_fresh_run_forgets_the_one_before()
    {
        EventLog.Open(folder, 0).Add(10, [("loss", 1)]);
        EventLog.Open(folder, 0).Add(5, [("loss", 2)]);
        Steps().ShouldBe([5]);
    }

    IEnumerable<long> Steps() => TensorBoardReader.ReadFolder(folder).Where(e => e.FileVersion.Length == 0).Select(e => e.Step);
}
