using System.Text.Json;

namespace SurrogateEngine.Tests.Cli;

/// <summary>surrogate fit PROFILE --models, for one profile and for a folder.</summary>
public sealed class EmpiricalFitTests
{
    static void Write(string path, double rate) => File.WriteAllText(path,
        "time_h,release_percent\n" + string.Concat(Enumerable.Range(1, 8).Select(hour =>
            FormattableString.Invariant($"{hour},{100 * (1 - Math.Exp(-rate * hour)) + 0.2 * (hour % 2):F3}\n"))));

    [Test]
    public void One_profile_gives_a_table_a_report_curves_and_an_object()
    {
        using var folder = new TemporaryFolder();
        string profile = folder["p.csv"], report = folder["r.html"], curves = folder["c.csv"];
        Write(profile, 0.2);

        Cli.Outcome run = Cli.Run("fit", profile, "--models", "empirical", "--report", report, "--output", curves, "--json");

        run.Code.ShouldBe(0, run.Error);
        JsonElement best = run.Json.GetProperty("models")[0];
        run.Json.GetProperty("best").GetString().ShouldBe("first-order");
        best.GetProperty("parameters")[0].GetProperty("value").GetDouble().ShouldBe(0.2, 0.005);
        best.GetProperty("parameters")[0].GetProperty("unit").GetString().ShouldBe("1/h");
        best.GetProperty("criteria").GetProperty("aic_corrected").GetDouble().ShouldBeLessThan(0);
        File.ReadAllText(report).ShouldContain("Akaike weight");
        File.ReadLines(curves).First(line => !line.StartsWith('#')).ShouldStartWith("time_h,measured_percent,first-order");
        Cli.Run("fit", profile, "--models", "weibull").Out.ShouldContain("a = Td^b");
    }

    [Test]
    public void A_folder_gives_one_table_that_an_interrupted_run_goes_on_with()
    {
        using var folder = new TemporaryFolder();
        string profiles = folder["profiles"], table = folder["fits.csv"], part = table + ".part";
        Directory.CreateDirectory(profiles);
        for (int i = 1; i <= 4; i++)
            Write(Path.Combine(profiles, $"p{i}.csv"), 0.1 * i);
        File.WriteAllText(Path.Combine(profiles, "p9.csv"), "time_h,release_percent\n1,x\n");
        Cli.Outcome whole = Cli.Run("fit", profiles, "--models", "first-order", "higuchi", "--output", table, "--json");
        whole.Code.ShouldBe(0, whole.Error);
        whole.Json.GetProperty("refused")[0].GetString()!.ShouldContain("p9.csv, line 2");
        string expected = File.ReadAllText(table);
        expected.Split('\n').Length.ShouldBe(1 + 4 * 2 + 1);

        // As a killed run leaves it: two profiles done, a third begun.
        string[] lines = expected.Split('\n');
        File.WriteAllText(part,
            string.Join('\n', ["# first-order higuchi, weights 1", lines[0], lines[1], lines[2], "# done p1", lines[3], lines[4],
                "# done p2", lines[5]]));
        File.Delete(table);
        Cli.Outcome resumed = Cli.Run("fit", profiles, "--models", "first-order", "higuchi", "--output", table, "--resume");

        resumed.Code.ShouldBe(0, resumed.Error);
        File.ReadAllText(table).ShouldBe(expected);
        File.Exists(part).ShouldBeFalse();
        File.WriteAllText(part, "# weibull, weights 1\nx\n");
        Cli.Run("fit", profiles, "--models", "higuchi", "--output", table, "--resume").Error.ShouldContain("begun with weibull, weights 1");
    }

    [TestCase("surrogate fit: <profile> is missing", "letrozole-plga")]
    [TestCase("did you mean 'weibull'?", "letrozole-plga", "--models", "weibul")]
    [TestCase("points can't be weighted so", "letrozole-plga", "--models", "weibull", "--weights", "1/z")]
    [TestCase("needs a standard deviation", "letrozole-plga", "--models", "weibull", "--weights", "1/sd^2")]
    [TestCase("one word too many", "letrozole-plga", "letrozole-plga", "--models", "weibull")]
    public void A_mistake_gets_one_sentence(string part, params string[] words)
    {
        Cli.Outcome run = Cli.Run(["fit", .. words]);

        run.Code.ShouldBe(1);
        run.Error.TrimEnd().ShouldContain(part);
        run.Error.TrimEnd().Split('\n').Length.ShouldBe(1);
    }
}
