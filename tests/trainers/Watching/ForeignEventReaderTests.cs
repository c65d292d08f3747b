using System.Text.Json;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training.Watching;

/// <summary>Event files read by other people's programs: npm's tfrecord for the framing and its checksums, protobufjs for the messages.</summary>
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
        var reader = IndependentReader.Require("tfrecord", "tfrecord", "events.mjs");
        var set = FirstOrderRelease.Curves(400);
        using (var stop = new CancellationTokenSource())
            Should.Throw<TrainingInterruptedException>(() => Trainer.Train(FirstOrderRelease.SmallPlan, set, folder, new StopAfter(3, stop), stop.Token));
        Trainer.Train(FirstOrderRelease.SmallPlan, set, folder, resume: true).Dispose();

        string[] files = [.. Directory.GetFiles(folder, "*tfevents*").Order(StringComparer.Ordinal)];
        using JsonDocument read = reader.Read(files);
        read.RootElement.GetArrayLength().ShouldBe(2, "each sitting writes a file");
        foreach (JsonElement file in read.RootElement.EnumerateArray())
            (file[0].GetProperty("fileVersion").GetString(), file[0].GetProperty("scalars").EnumerateObject().Count()).ShouldBe(("brain.Event:2", 0));
        JsonElement[] events = [.. read.RootElement.EnumerateArray().SelectMany(file => file.EnumerateArray().Skip(1))];
        JsonElement[] lines = [.. File.ReadLines(Path.Combine(folder, "metrics.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];
        events.Length.ShouldBe(lines.Length);
        foreach (var (line, seen) in lines.Zip(events))
        {
            seen.GetProperty("step").GetInt64().ShouldBe(line.GetProperty("step").GetInt64());
            seen.GetProperty("wallTime").GetDouble().ShouldBe(DateTimeOffset.UtcNow.ToUnixTimeSeconds(), 3600);
            seen.GetProperty("scalars").EnumerateObject().Select(scalar => scalar.Name).ShouldBe(Names);
            foreach (string name in Names)
                seen.GetProperty("scalars").GetProperty(name).GetSingle().ShouldBe((float)line.GetProperty(name).GetDouble(), name);
        }
    }

    [Test]
    public void A_flipped_bit_is_noticed()
    {
        var reader = IndependentReader.Require("tfrecord", "tfrecord", "events.mjs");
        EventLog.Open(folder, 0).Add(10, [("loss", 0.5)]);
        string file = Directory.GetFiles(folder).Single();
        byte[] bytes = File.ReadAllBytes(file);
        bytes[^6] ^= 1;
        File.WriteAllBytes(file, bytes);
        Should.Throw<ShouldAssertException>(() => reader.Read([file])).Message.ShouldContain("CRC32C");
    }
}
