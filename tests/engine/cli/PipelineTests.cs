using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using SurrogateEngine.Cli;

namespace SurrogateEngine.Tests.Cli;

/// <summary>Runs the pipeline once with a small quickstart and then every verb behind it with what the quickstart left.</summary>
[TestFixture]
public sealed class PipelineTests
{
    TemporaryFolder folder = null!;
    Cli.Outcome quickstart = null!;

    string Root => folder["q"];

    string Surrogate => Path.Combine(Root, "plga-sphere.surrogate");

    string Data => Path.Combine(Root, "data");

    [OneTimeSetUp]
    public void Quickstart()
    {
        folder = new TemporaryFolder();
        quickstart = Cli.Run("quickstart", "--output", Root, "--samples", "1500", "--seconds", "2", "--json");
    }

    [OneTimeTearDown]
    public void TidyUp() => folder.Dispose();

    [Test]
    public void Quickstart_ends_with_one_line_of_json()
    {
        quickstart.Code.ShouldBe(CommandLine.Done, quickstart.Error);
        quickstart.Out.Trim().Split('\n').Length.ShouldBe(1);
        JsonElement json = quickstart.Json;
        json.GetProperty("curves").GetInt64().ShouldBe(1500);
        foreach (string key in (string[])["rel_l2_mean", "rel_l2_p99", "rel_l2_max", "predict_curves_per_s", "peak_memory_bytes",
            "seconds"])
            json.GetProperty(key).GetDouble().ShouldBeGreaterThan(0, key);
        // Two seconds are little training on a busy machine; nothing learned would be an error of 1 and more.
        json.GetProperty("rel_l2_mean").GetDouble().ShouldBeLessThan(1);
        json.GetProperty("fits")[0].GetProperty("mechanistic").GetProperty("f2").GetDouble().ShouldBeGreaterThan(0);
    }

    [Test]
    public void Quickstart_leaves_a_report_and_says_where_everything_is()
    {
        string report = File.ReadAllText(quickstart.Json.GetProperty("report").GetString()!);
        report.ShouldStartWith("<!DOCTYPE html>");
        report.ShouldContain("paclitaxel");
        report.ShouldContain("<svg");
        foreach (string name in (string[])["report.html", "plga-sphere.surrogate", "data", "scenario.json"])
            quickstart.Error.ShouldContain(Path.Combine(Root, name));
        quickstart.Error.ShouldContain("Try next");
    }

    [Test]
    public void Evaluate_finds_the_error_the_quickstart_reported()
    {
        Cli.Outcome evaluated = Cli.Run("evaluate", Surrogate, Data, "--json", "--report", folder["evaluation.html"]);
        evaluated.Code.ShouldBe(CommandLine.Done, evaluated.Error);
        evaluated.Json.GetProperty("held_out").GetBoolean().ShouldBeTrue();
        evaluated.Json.GetProperty("rel_l2_mean").GetDouble().ShouldBe(quickstart.Json.GetProperty("rel_l2_mean").GetDouble(), 1e-9);
        evaluated.Json.GetProperty("band_whole_curves_held").GetDouble().ShouldBeInRange(0.6, 1);
        string page = File.ReadAllText(folder["evaluation.html"]);
        page.ShouldContain("class=\"band t-");
        page.ShouldContain("Bands around predictions");
        Cli.Run("evaluate", Surrogate, Data, "--all", "--json").Json.GetProperty("curves").GetInt32().ShouldBe(1500);
    }

    [Test]
    public void Predict_gives_a_curve_for_every_line_of_its_template()
    {
        string formulations = folder["f.csv"], curves = folder["c.csv"];
        Cli.Run("predict", Surrogate, "--template", formulations).Code.ShouldBe(CommandLine.Done);
        Cli.Outcome predicted = Cli.Run("predict", Surrogate, formulations, "--output", curves, "--json");
        predicted.Code.ShouldBe(CommandLine.Done, predicted.Error);
        (predicted.Json.GetProperty("curves").GetInt32(), predicted.Json.GetProperty("out_of_range").GetInt32()).ShouldBe((5, 0));
        string[] lines = Cli.Table(curves);
        lines.Length.ShouldBe(6);
        lines[1].ShouldStartWith("middle,");
        double last = double.Parse(lines[1].Split(',')[^1], CultureInfo.InvariantCulture);
        last.ShouldBeInRange(0.1, 1);
    }

    [Test]
    public void Predict_says_which_formulations_it_was_not_trained_for()
    {
        File.WriteAllText(folder["wide.csv"], "R [um],tau,alpha,k,beta,phi,kb,kappa\n0.1,1,1,0.1,5,0.1,5,10\n9,1,1,0.1,5,0.1,5,10\n");
        Cli.Outcome predicted = Cli.Run("predict", Surrogate, folder["wide.csv"], "-o", folder["wide-curves.csv"], "--json");
        predicted.Json.GetProperty("out_of_range").GetInt32().ShouldBe(1);
        predicted.Error.ShouldContain("may be far off");
    }

    [Test]
    public void Predict_adds_bands_when_asked()
    {
        string curves = folder["bands.csv"];
        File.WriteAllText(folder["one.csv"], "R,tau,alpha,k,beta,phi,kb,kappa\n200,3,1,0.1,5,0.1,5,10\n");
        Cli.Outcome predicted = Cli.Run("predict", Surrogate, folder["one.csv"], "-o", curves, "--bands", "0.9", "--json");
        predicted.Code.ShouldBe(CommandLine.Done, predicted.Error);
        predicted.Json.GetProperty("band_coverage").GetDouble().ShouldBe(0.9);
        predicted.Json.GetProperty("band_mean_half_width").GetDouble().ShouldBeInRange(1e-6, 0.5);
        predicted.Json.GetProperty("not_applicable").GetInt32().ShouldBe(0);
        string[][] lines = [.. Cli.Table(curves).Select(line => line.Split(','))];
        lines[0][9..11].ShouldBe(["in_range", "applicable"]);
        int times = (lines[0].Length - 11) / 3;
        double Value(int column) => double.Parse(lines[1][11 + column], CultureInfo.InvariantCulture);
        lines[0][11 + times].ShouldStartWith("Q_low@");
        for (int j = 0; j < times; j++)
            Value(j).ShouldBeInRange(Value(times + j), Value(2 * times + j));
        Cli.Outcome refused = Cli.Run("predict", Surrogate, folder["one.csv"], "--bands", "0.77");
        (refused.Code, refused.Error.Trim())
            .ShouldBe((CommandLine.Refused, $"--bands 0.77: {Surrogate} has bands for 0.5, 0.8, 0.9, 0.95; give one of these."));
    }

    [Test]
    public void Fit_explains_a_profile_with_what_is_known_held()
    {
        Cli.Outcome fit = Cli.Run("fit", Surrogate, "letrozole-plga", "--fix", "R=0.293um", "kappa=50", "--report", folder["fit.html"],
            "--json");
        fit.Code.ShouldBe(CommandLine.Done, fit.Error);
        JsonElement radius = fit.Json.GetProperty("parameters")[0];
        radius.GetProperty("value").GetDouble().ShouldBe(293, 1e-9);
        radius.GetProperty("identifiability").GetString().ShouldBe("fixed");
        File.ReadAllText(folder["fit.html"]).ShouldContain("letrozole");
    }

    [Test]
    public void Train_makes_the_same_surrogate_from_the_plan_the_quickstart_used()
    {
        string plan = Path.Combine(Root, "training", "plan.json"), again = folder["again.surrogate"];
        Cli.Outcome trained = Cli.Run("train", Data, "--plan", plan, "--output", again, "--json");
        trained.Code.ShouldBe(CommandLine.Done, trained.Error);
        JsonElement test = trained.Json.GetProperty("test");
        test.GetProperty("rel_l2_mean").GetDouble().ShouldBe(quickstart.Json.GetProperty("rel_l2_mean").GetDouble());
    }

    [Test]
    public void Every_report_and_table_names_the_hashes_of_what_it_was_made_from()
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Surrogate)));
        File.WriteAllText(folder["p.csv"], "time_d,release_percent\n1,10\n5,20\n20,40\n60,70\n");
        string profile = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(folder["p.csv"])));
        Cli.Run("fit", Surrogate, folder["p.csv"], "--no-check", "--report", folder["hashes.html"]).Code.ShouldBe(CommandLine.Done);
        string page = File.ReadAllText(folder["hashes.html"]);
        page.ShouldContain(hash);
        page.ShouldContain(profile);
        System.Text.RegularExpressions.Regex.Replace(page, "</?span[^>]*>", "")
            .ShouldContain(WebUtility.HtmlEncode($"surrogate fit {Surrogate} {folder["p.csv"]} --no-check"));
        Cli.Run("evaluate", Surrogate, Data, "--report", folder["hashes2.html"]).Code.ShouldBe(CommandLine.Done);
        File.ReadAllText(folder["hashes2.html"]).ShouldContain(hash);
        Cli.Run("predict", Surrogate, "--template", folder["h.csv"]).Code.ShouldBe(CommandLine.Done);
        Cli.Outcome predicted = Cli.Run("predict", Surrogate, folder["h.csv"], "--output", folder["h.parquet"], "--json");
        predicted.Json.GetProperty("provenance").GetProperty("surrogate_sha256").GetString().ShouldBe(hash);
        File.ReadAllText(folder["h.parquet"], System.Text.Encoding.Latin1).ShouldContain(hash);
    }

    [Test]
    public void Train_starts_from_another_surrogate()
    {
        Cli.Outcome trained = Cli.Run("train", Data, "--from", Surrogate, "--freeze", "2", "--epochs", "2", "--output",
            folder["tuned.surrogate"], "--json");
        trained.Code.ShouldBe(CommandLine.Done, trained.Error);
        JsonElement origin = trained.Json.GetProperty("origin");
        (origin.GetProperty("model").GetString(), origin.GetProperty("frozen").GetArrayLength()).ShouldBe(("plga-sphere", 2));
        trained.Error.ShouldContain("frozen first, block0");
        trained.Json.GetProperty("test").GetProperty("rel_l2_mean").GetDouble().ShouldBeLessThan(0.3);
    }

    [TestCase("there is nothing to tune", "--fine-tune")]
    [TestCase("keep one of", "--fine-tune", "--freeze", "1", "--from")]
    [TestCase("no such file", "--from", "none.surrogate")]
    public void What_cannot_be_started_from_is_refused(string says, params string[] words)
    {
        string[] source = words[^1] == "--from" ? [Surrogate] : [];
        Cli.Outcome refused = Cli.Run(["train", Data, .. words, .. source]);
        refused.Code.ShouldBe(CommandLine.Refused);
        refused.Error.ShouldContain(says);
    }

    [Test]
    public void A_stopped_quickstart_says_how_to_go_on()
    {
        Cli.Outcome stopped = Cli.Run(new CancellationToken(canceled: true), "quickstart", "--output", folder["stopped"], "--samples",
            "1000", "--seconds", "1");
        stopped.Code.ShouldBe(CommandLine.Interrupted);
        stopped.Error.ShouldContain($"surrogate quickstart --output {folder["stopped"]} --samples 1000 --seconds 1 --resume");
    }

    [Test]
    public void A_stopped_prediction_leaves_no_file()
    {
        string formulations = folder["stopped.csv"], curves = folder["stopped-curves.csv"];
        Cli.Run("predict", Surrogate, "--template", formulations).Code.ShouldBe(CommandLine.Done);
        Cli.Outcome stopped = Cli.Run(new CancellationToken(canceled: true), "predict", Surrogate, formulations, "--output", curves,
            "--bands", "0.9", "--json");
        stopped.Code.ShouldBe(CommandLine.Interrupted);
        stopped.Error.ShouldContain("Stopped; nothing was written.");
        stopped.Json.GetProperty("interrupted").GetBoolean().ShouldBeTrue();
        File.Exists(curves).ShouldBeFalse();
    }

    [TestCase("no-such.surrogate", "letrozole-plga", "no-such.surrogate")]
    [TestCase(null, "no-such.csv", "no-such.csv: there is no such file")]
    public void What_is_missing_is_named(string? surrogate, string profile, string begin)
    {
        Cli.Outcome refused = Cli.Run("fit", surrogate ?? Surrogate, profile);
        refused.Code.ShouldBe(CommandLine.Refused);
        refused.Error.ShouldStartWith(begin);
    }
}
