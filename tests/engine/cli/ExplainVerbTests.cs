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
        shown.Out.Split('\n').Where(line => line.StartsWith('│')).ShouldAllBe(line => line.TrimEnd().Length <= 80);
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

    /// <summary>Half of the truth is hidden from the model: the groups of the hidden column are predicted too high and too low.</summary>
    [Test]
    public void A_table_is_explained_with_a_card_that_names_its_bias_000_12_004_21()
    {
        using var folder = new TemporaryFolder();
        var draws = new RandomStream(9);
        File.WriteAllLines(folder["table.csv"], ["x1,x2,paper,y (nm)", .. Enumerable.Range(0, 120).Select(i =>
        {
            double a = 2 * draws.Unit() - 1, b = 2 * draws.Unit() - 1;
            return FormattableString.Invariant($"{a},{b},paper{i % 2},{10 + 3 * a + b * b + (i % 2 == 0 ? 2 : -2)}");
        })]);
        Cli.Outcome found = Cli.Run("explain", folder["table.csv"], "--target", "y", "--features", "x1", "x2", "--bias-by", "paper", "--line", "7", "--together", "x1+x2",
            "--report", folder["card.html"], "--json");

        found.Code.ShouldBe(CommandLine.Done, found.Error);
        found.Json.GetProperty("traced_line").GetInt64().ShouldBe(7);
        found.Json.GetProperty("traces")[0].GetProperty("method").GetString().ShouldBe("exact TreeSHAP");
        found.Json.GetProperty("traces")[0].GetProperty("residual").GetDouble().ShouldBeLessThan(1e-6);
        found.Json.GetProperty("agreement").GetString()!.ShouldContain("x1 matters most");
        found.Json.GetProperty("nearest").GetArrayLength().ShouldBe(5);
        found.Json.GetProperty("together").GetProperty("x1 + x2").GetProperty("percent").GetDouble().ShouldBe(100, 1e-9);
        var card = found.Json.GetProperty("card");
        card.GetProperty("bias").EnumerateArray().ShouldAllBe(group => group.GetProperty("probability").GetDouble() < 0.01);
        card.GetProperty("limits").EnumerateArray().Select(limit => limit.GetString()!).ShouldContain(limit => limit.Contains("for paper paper"));
        string page = File.ReadAllText(folder["card.html"]);
        page.ShouldContain("Model card");
        page.ShouldContain("For whom it leans");
    }

    [Test]
    public void A_table_needs_an_outcome()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder["table.csv"], ["x,y", "1,2", "2,3"]);
        Cli.Run("explain", folder["table.csv"]).Error.Trim()
            .ShouldBe($"surrogate explain {folder["table.csv"]}: name the outcome to explain with --target, or a model that surrogate table learn kept.");
        Cli.Run("explain", folder["table.csv"], "--target", "y").Error.Trim()
            .ShouldBe($"{folder["table.csv"]}, column 'y': 2 rows have an outcome, and at least 10 are needed.");
    }
}
