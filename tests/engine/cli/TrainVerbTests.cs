using SurrogateEngine.Cli;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Cli;

/// <summary>Training on fresh simulations, asked for as a user would.</summary>
public sealed class TrainVerbTests
{
    const string Scenario = """{ "model": "burst-erosion", "samples": 64, "times": [0, 1, 5, 30] }""";

    const string Plan = """
        {
          "network": { "width": 8, "depth": 1 }, "schedule": { "epochs": 3, "seconds": 0 }, "data": { "batch": 32, "epoch_rows": 256 },
          "runtime": { "threads": 1, "simulation_threads": 1, "device": "cpu" }
        }
        """;

    [Test]
    public void It_learns_from_fresh_simulations_of_a_device_the_same_each_time()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["s.json"], Scenario);
        File.WriteAllText(folder["plan.json"], Plan);
        Cli.Outcome first = Train(folder, "first", "--simulation-device", "cpu"),
            second = Train(folder, "second", "--simulation-device", "cpu");
        first.Json.GetProperty("training_curves").GetInt64().ShouldBeGreaterThanOrEqualTo(256);
        first.Json.GetProperty("test").GetProperty("rel_l2_mean").GetDouble().ShouldBeInRange(1e-9, 0.5);
        second.Json.GetProperty("test").GetRawText().ShouldBe(first.Json.GetProperty("test").GetRawText());
        Train(folder, "host");
        using Surrogate one = Surrogate.Load(folder["first.surrogate"]), two = Surrogate.Load(folder["second.surrogate"]),
            host = Surrogate.Load(folder["host.surrogate"]);
        two.Card.ContentHash.ShouldBe(one.Card.ContentHash);
        // The data that a surrogate learned from are named after where they were solved.
        host.Card.DatasetHash.ShouldNotBe(one.Card.DatasetHash);
    }

    [Test]
    public void A_device_that_is_not_there_is_refused_in_one_sentence()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["s.json"], Scenario);
        Cli.Outcome refused = Cli.Run("train", folder["s.json"], "--simulation-device", "cuda:77", "--output", folder["x.surrogate"]);
        refused.Code.ShouldBe(CommandLine.Refused);
        refused.Error.Trim().ShouldStartWith("surrogate train --simulation-device: There is no device 'cuda:77' here; there are host, ");
        File.Exists(folder["x.surrogate"]).ShouldBeFalse();
    }

    static Cli.Outcome Train(TemporaryFolder folder, string name, params string[] more)
    {
        Cli.Outcome done = Cli.Run(["train", folder["s.json"], "--plan", folder["plan.json"], "--output", folder[$"{name}.surrogate"],
            "--json", .. more]);
        done.Code.ShouldBe(CommandLine.Done, done.Error);
        return done;
    }
}
