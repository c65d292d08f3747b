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
}
