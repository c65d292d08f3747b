using System.Globalization;
using SurrogateEngine.Cli;

namespace SurrogateEngine.Tests.Cli;

/// <summary>Inputs at the limits of sense get an answer or a sentence.</summary>
public sealed class CornerTests
{
    static string Case(string name) => Path.Combine(TestContext.CurrentContext.TestDirectory, "data", "cases", name);

    [Test]
    public void A_column_that_never_varies_is_exactly_the_constant_and_has_no_band()
    {
        using var folder = new TemporaryFolder();
        string surrogate = Trained(folder, Case("c01-zero-time.json"));
        Done("predict", surrogate, "--template", folder["f.csv"]);
        Done("predict", surrogate, folder["f.csv"], "--bands", "0.9", "--output", folder["c.csv"]);
        string[][] lines = [.. Cli.Table(folder["c.csv"]).Select(line => line.Split(','))];
        int[] atZero = [.. Enumerable.Range(0, lines[0].Length).Where(column => lines[0][column].EndsWith("@0d", StringComparison.Ordinal)
            && lines[0][column].StartsWith("F", StringComparison.Ordinal))];
        atZero.Length.ShouldBe(3);
        foreach (string[] line in lines[1..])
            foreach (int column in atZero)
                double.Parse(line[column], CultureInfo.InvariantCulture).ShouldBe(0);
    }

    [Test]
    public void Where_nothing_varies_the_remedy_is_to_let_something_vary()
    {
        using var folder = new TemporaryFolder();
        Done("simulate", Case("c04-all-fixed.json"), "--output", folder["data"]);
        Cli.Outcome refused = Cli.Run("train", folder["data"], "--epochs", "1", "--output", folder["s.surrogate"]);
        refused.Code.ShouldBe(CommandLine.Refused);
        refused.Error.ShouldContain("No parameter varies in this data set");
        refused.Error.ShouldNotContain("simulate more");
    }

    [Test]
    public void Too_few_rows_for_bands_are_named_as_the_reason()
    {
        using var folder = new TemporaryFolder();
        Done("simulate", Case("c02-n20.json"), "--output", folder["data"]);
        Cli.Outcome trained = Cli.Run("train", folder["data"], "--epochs", "1", "--width", "8", "--output", folder["s.surrogate"]);
        if (trained.Code == CommandLine.Refused)
        {
            trained.Error.ShouldContain("simulate more formulations");
            return;
        }

        Done("predict", folder["s.surrogate"], "--template", folder["f.csv"]);
        Cli.Outcome refused = Cli.Run("predict", folder["s.surrogate"], folder["f.csv"], "--bands", "0.9", "--output", folder["c.csv"]);
        refused.Code.ShouldBe(CommandLine.Refused);
        refused.Error.ShouldContain("train it on more formulations");
    }

    [Test]
    public void Zero_on_a_logarithmic_scale_and_a_rounded_end_are_told_apart()
    {
        using var folder = new TemporaryFolder();
        string surrogate = Trained(folder, "burst-erosion");
        File.WriteAllText(folder["f.csv"],
            $"phi,kb,ks,Vm,Km,ke\n0.3,0,0.05,0.02,0.2,0.5\n0.3,1,{(double)0.01f:R},0.02,0.2,{(double)0.1f:R}\n");
        Cli.Outcome made = Done("predict", surrogate, folder["f.csv"], "--output", folder["c.csv"], "--json");
        made.Json.GetProperty("without_curve").GetInt32().ShouldBe(1);
        made.Json.GetProperty("out_of_range").GetInt32().ShouldBe(1);
        made.Error.ShouldContain("1 of them are empty: kb is 0 or below there");
        made.Error.ShouldNotContain("may be far off");
    }

    [TestCase(1, 1, "add up to 2 times the whole")]
    [TestCase(50, 50, "as if they were percent")]
    [TestCase(0.5, 0.5, "")]
    public void Doses_of_more_than_the_whole_are_doubted_aloud(double first, double second, string says)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["s.json"], string.Create(CultureInfo.InvariantCulture, $$"""
            { "model": "thermo-liposome", "samples": 16, "times": [1, 2, 4],
              "schedule": [{ "at": 0, "T": "37 degC", "dose": {{first}} }, { "at": "1 h", "T": "37 degC", "dose": {{second}} }] }
            """));
        Cli.Outcome done = Done("simulate", folder["s.json"], "--output", folder["data"]);
        if (says.Length > 0)
            done.Error.ShouldContain(says);
        else
            done.Error.ShouldNotContain("add up");
    }

    static string Trained(TemporaryFolder folder, string scenario)
    {
        Done("simulate", scenario, "--samples", "600", "--output", folder["data"]);
        Done("train", folder["data"], "--epochs", "2", "--width", "16", "--output", folder["s.surrogate"]);
        return folder["s.surrogate"];
    }

    static Cli.Outcome Done(params string[] args)
    {
        Cli.Outcome done = Cli.Run(args);
        done.Code.ShouldBe(CommandLine.Done, $"{string.Join(' ', args)}: {done.Error}");
        return done;
    }
}
