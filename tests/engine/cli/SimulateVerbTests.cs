using SurrogateEngine.Cli;

namespace SurrogateEngine.Tests.Cli;

public sealed class SimulateVerbTests
{
    [Test]
    public void It_solves_a_scenario_into_a_folder()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["s.json"], """{ "model": "burst-erosion", "samples": 5000, "shard_size": 64, "times": [1, 2] }""");
        Cli.Outcome done = Cli.Run("simulate", folder["s.json"], "--samples", "200", "--output", folder["data"], "--json");
        done.Code.ShouldBe(CommandLine.Done, done.Error);
        done.Json.GetProperty("rows").GetInt64().ShouldBe(200);
        done.Json.GetProperty("outcomes").GetProperty("finished").GetInt64().ShouldBe(200);
        Directory.GetFiles(folder["data"], "*.parquet").Length.ShouldBe(4);
        done.Error.ShouldContain("surrogate train");
    }

    [Test]
    public void A_stopped_run_says_how_to_go_on_and_goes_on()
    {
        using var folder = new TemporaryFolder();
        string[] line = ["simulate", "burst-erosion", "--samples", "100", "--output", folder["data"]];
        Cli.Outcome stopped = Cli.Run(new CancellationToken(canceled: true), line);
        stopped.Code.ShouldBe(CommandLine.Interrupted);
        stopped.Error.ShouldContain($"surrogate {string.Join(' ', line)} --resume");
        Cli.Run([.. line, "--resume"]).Code.ShouldBe(CommandLine.Done);
        Cli.Outcome again = Cli.Run(line);
        again.Code.ShouldBe(CommandLine.Refused);
        again.Error.ShouldContain("already holds a data set");
    }

    [Test]
    public void Quiet_leaves_only_the_result()
    {
        using var folder = new TemporaryFolder();
        Cli.Outcome done = Cli.Run("simulate", "burst-erosion", "--samples", "50", "--output", folder["data"], "--json", "--quiet");
        done.Error.ShouldBeEmpty();
        done.Out.Trim().Split('\n').Length.ShouldBe(1);
    }

    [Test]
    public void A_scenario_that_cannot_be_done_is_refused_before_anything_is_written()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["s.json"], """{ "model": "burst-erosion", "smaples": 10 }""");
        Cli.Outcome refused = Cli.Run("simulate", folder["s.json"], "--output", folder["data"]);
        refused.Code.ShouldBe(CommandLine.Refused);
        refused.Error.Trim()
            .ShouldBe($"{folder["s.json"]}:1:29 ($.smaples): 'smaples' is not a key of a scenario; did you mean 'samples'?");
        Directory.Exists(folder["data"]).ShouldBeFalse();
    }
}
