using System.Text.Json;
using SurrogateEngine.Cli;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Tests.Cli;

public sealed class InitVerbTests
{
    [Test]
    public void It_writes_a_file_that_reads_back()
    {
        using var folder = new TemporaryFolder();
        Cli.Outcome done = Cli.Run("init", "plga-sphere", "--output", folder["s.json"], "--json");
        done.Code.ShouldBe(CommandLine.Done);
        Scenario scenario = Scenario.Load(folder["s.json"]);
        scenario.ShouldBe(Scenario.Default(Catalog.Models.Find("plga-sphere")!));
        done.Json.GetProperty("hash").GetString().ShouldBe(scenario.Hash);
        Directory.GetFiles(folder.Root).Length.ShouldBe(1);
    }

    [Test]
    public void It_does_not_replace_a_file_unless_told_to()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["s.json"], "mine");
        Cli.Outcome refused = Cli.Run("init", "plga-sphere", "-o", folder["s.json"]);
        refused.Code.ShouldBe(CommandLine.Refused);
        refused.Error.ShouldContain("is there already");
        File.ReadAllText(folder["s.json"]).ShouldBe("mine");
        Cli.Run("init", "plga-sphere", "-o", folder["s.json"], "--force").Code.ShouldBe(CommandLine.Done);
        File.ReadAllText(folder["s.json"]).ShouldNotBe("mine");
    }

    [Test]
    public void A_folder_that_does_not_exist_is_the_users_fault()
    {
        Cli.Outcome refused = Cli.Run("init", "plga-sphere", "-o", Path.Combine("no-such-folder", "s.json"));
        refused.Code.ShouldBe(CommandLine.Refused);
        refused.Error.ShouldContain("its folder does not exist");
    }

    [Test]
    public void The_schema_and_the_file_can_be_printed()
    {
        Should.NotThrow(() => JsonDocument.Parse(Cli.Run("init", "--schema").Out));
        Scenario.Parse(Cli.Run("init", "burst-erosion", "-o", "-").Out).Model.Name.ShouldBe("burst-erosion");
    }

    /// <summary>000.16: infection, cancer and chronic inflammation, one worked scenario each; 001.05: what sets them off.</summary>
    [TestCase("infection", "pH", "E"), TestCase("cancer", "T", "pH"), TestCase("inflammation")]
    public void Worked_scenarios_are_written_read_and_solved(string name, params string[] inputs)
    {
        using var folder = new TemporaryFolder();
        Cli.Run("init", name, "-o", folder["s.json"]).Code.ShouldBe(CommandLine.Done);
        Scenario scenario = Scenario.Load(folder["s.json"]);
        scenario.Model.Inputs.Select(input => input.Name).Order().ShouldBe(inputs.Order());
        Cli.Outcome made = Cli.Run("simulate", folder["s.json"], "--samples", "200", "-o", folder["d"], "--json");
        made.Json.GetProperty("finished").GetInt64().ShouldBe(200);
        Cli.Run("simulate", name, "--set", $"{scenario.Parameters[0].Name}={scenario.Parameters[0].Low}{scenario.Parameters[0].Unit}", "--json")
            .Code.ShouldBe(CommandLine.Done);
    }
}
