using SurrogateEngine.Cli;

namespace SurrogateEngine.Tests.Cli;

/// <summary>Requirements 000.15 and 004.20.</summary>
public sealed class ExplainVerbTests
{
    [Test]
    public void A_model_is_explained_for_people_and_for_programs_000_15()
    {
        using var folder = new TemporaryFolder();
        Cli.Outcome shown = Cli.Run("explain", "burst-erosion", "--samples", "32", "--set", "ks=0.1/d", "--report", folder["why.html"],
            "--plot", folder["why.svg"]);

        shown.Code.ShouldBe(CommandLine.Done, shown.Error);
        shown.Out.ShouldContain("share of each input, %");
        shown.Out.ShouldContain("prediction");
        shown.Out.Split('\n').ShouldAllBe(line => line.Length <= 120);
        File.ReadAllText(folder["why.html"]).ShouldContain("Where the variance comes from");
        File.ReadAllText(folder["why.svg"]).ShouldContain("interactions");

        Cli.Outcome json = Cli.Run("explain", "burst-erosion", "--samples", "32", "--set", "ks=0.1/d", "--json");
        var trace = json.Json.GetProperty("traces")[0];
        trace.GetProperty("row").GetProperty("ks").GetDouble().ShouldBe(0.1);
        trace.GetProperty("residual").GetDouble().ShouldBeLessThan(1e-6);
        foreach (var method in json.Json.GetProperty("importances").EnumerateObject())
            method.Value.EnumerateObject().Sum(input => input.Value.GetProperty("percent").GetDouble()).ShouldBe(100, 1e-6, method.Name);
    }

    [TestCase("surrogate explain --samples 3: give 16 or more.", "burst-erosion", "--samples", "3")]
    [TestCase("surrogate explain --curve blod: burst-erosion has no such curve; use \"F\" or \"R\".", "burst-erosion", "--curve", "blod")]
    [TestCase("surrogate explain --set kz=1: 'kz' is not a parameter; did you mean 'kb'?", "burst-erosion", "--set", "kz=1")]
    public void What_cannot_be_explained_is_refused_with_one_sentence(string sentence, params string[] args)
    {
        Cli.Outcome refused = Cli.Run(["explain", .. args]);
        refused.Code.ShouldBe(CommandLine.Refused);
        refused.Error.Trim().ShouldBe(sentence);
    }
}
