using System.Text.Json;
using SurrogateEngine.Trainers;
using Tensorboard;

namespace SurrogateEngine.Tests.Training.Watching;

/// <summary>Event files whose messages are read by TensorFlow's own classes for them, as TorchSharp brings them along.</summary>
public sealed class ForeignEventReaderTests
{
    static readonly string[] Names = ["loss", "val_rel_l2_mean", "lr", "samples_per_s", "seconds"];

    string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("foreign-events-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void A_training_resumed_once_leaves_the_scalars_of_its_metrics()
    {
        var set = FirstOrderRelease.Curves(400);
        using (var stop = new CancellationTokenSource())
            Should.Throw<TrainingInterruptedException>(() =>
                Trainer.Train(FirstOrderRelease.SmallPlan, set, folder, new StopAfter(3, stop), stop.Token));
        Trainer.Train(FirstOrderRelease.SmallPlan, set, folder, resume: true).Dispose();

        Event[][] files = [.. Directory.GetFiles(folder, "*tfevents*").Order(StringComparer.Ordinal).Select(Read)];
        files.Length.ShouldBe(2, "each session writes a file");
        foreach (Event[] file in files)
            (file[0].FileVersion, file[0].Summary).ShouldBe(("brain.Event:2", null));
        Event[] events = [.. files.SelectMany(file => file.Skip(1))];
        JsonElement[] lines = [.. File.ReadLines(Path.Combine(folder, "metrics.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement)];
        events.Length.ShouldBe(lines.Length);
        foreach (var (line, seen) in lines.Zip(events))
        {
            seen.Step.ShouldBe(line.GetProperty("step").GetInt64());
            seen.WallTime.ShouldBe(DateTimeOffset.UtcNow.ToUnixTimeSeconds(), 3600);
            seen.Summary.Value.Select(scalar => scalar.Tag).ShouldBe(Names);
            foreach (var scalar in seen.Summary.Value)
                scalar.SimpleValue.ShouldBe((float)line.GetProperty(scalar.Tag).GetDouble(), scalar.Tag);
        }
    }

    [Test]
    public void A_flipped_bit_is_noticed()
    {
        EventLog.Open(folder, 0).Add(10, [("loss", 0.5)]);
        string file = Directory.GetFiles(folder).Single();
        Read(file).Length.ShouldBe(2);
        byte[] bytes = File.ReadAllBytes(file);
        bytes[^6] ^= 1;
        File.WriteAllBytes(file, bytes);
        Should.Throw<ShouldAssertException>(() => Read(file));
    }

    static Event[] Read(string file) => [.. TensorBoardReader.Records(File.ReadAllBytes(file)).Select(Event.Parser.ParseFrom)];
}
