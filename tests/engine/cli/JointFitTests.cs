using System.Globalization;
using System.Text.Json;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Tests.Cli;

/// <summary>The command on several profiles at once.</summary>
public sealed class JointFitTests
{
    static readonly string[] Held = ["--fix", "Vm=0.02 1/d", "Km=0.2", "ke=0.5 1/d"];

    /// <summary>Profiles of a burst and a first-order pool, as a table with one column that tells them apart.</summary>
    static string Table(TemporaryFolder folder)
    {
        string rows = "";
        foreach ((string name, double phi) in new[] { ("A", 0.15), ("B", 0.3), ("C", 0.45) })
            foreach (double day in new[] { 0.25, 0.5, 1, 2, 4, 7, 10, 14, 20 })
            {
                double released = phi * (1 - Math.Exp(-2 * day)) + (1 - phi) * (1 - Math.Exp(-0.06 * day));
                rows += string.Create(CultureInfo.InvariantCulture, $"{name},{day},{100 * released}\n");
            }

        File.WriteAllText(folder["three.csv"], "batch,time_d,release_percent\n" + rows);
        return folder["three.csv"];
    }

    [Test]
    public void Shared_and_separate_parameters_come_as_tables_a_file_a_picture_and_a_page()
    {
        using var folder = new TemporaryFolder();

        Cli.Outcome run = Cli.Run(["fit", Table(folder), "--model", "burst-erosion", "--share", "kb", "ks", "--separate", "phi", .. Held,
            "--output", folder["p.csv"], "--plot", folder["p.svg"], "--report", folder["p.html"], "--json"]);

        run.Code.ShouldBe(0, run.Error);
        JsonElement fit = run.Json.GetProperty("fits")[0];
        fit.GetProperty("shared").EnumerateArray().Select(of => of.GetProperty("name").GetString()).ShouldBe(["kb", "ks"]);
        JsonElement[] profiles = [.. fit.GetProperty("profiles").EnumerateArray()];
        profiles.Select(of => of.GetProperty("name").GetString()).ShouldBe(["A", "B", "C"]);
        profiles[2].GetProperty("parameters")[0].GetProperty("value").GetDouble().ShouldBeGreaterThan(
            profiles[0].GetProperty("parameters")[0].GetProperty("value").GetDouble() + 0.2);
        Cli.Table(folder["p.csv"]).Length.ShouldBe(1 + 2 + 3);
        File.ReadAllText(folder["p.svg"]).ShouldContain("fitted to all");
        File.ReadAllText(folder["p.html"]).ShouldContain("Shared by all profiles");
    }

    // Each profile may have a schedule of its own, and a scenario can be the model.
    [Test]
    public void Profiles_under_schedules_of_their_own_are_explained_together()
    {
        using var folder = new TemporaryFolder();
        foreach ((string name, string schedule) in new[] { ("once", "[{ \"at\": 0, \"dose\": 1 }]"),
            ("twice", "[{ \"at\": 0, \"dose\": 0.3 }, { \"at\": \"10 h\", \"dose\": 2 }]") })
        {
            File.WriteAllText(folder[name + ".json"],
                $$"""{ "model": "enzyme-erosion", "parameters": { "R": "200 nm" }, "schedule": {{schedule}} }""");
            FormulationResult truth = FormulationWorkflow.Run(
                new() { Models = [folder[name + ".json"]], Set = ["v=40nm/h", "K=1.2", "kd=0.15/h"] });
            double[] released = truth.Released(truth.Formulations[0]);
            File.WriteAllLines(folder[name + ".csv"], ["time_h,release_fraction", .. Enumerable.Range(0, truth.Times.Count)
                .Where(j => j % 5 == 4).Select(j => FormattableString.Invariant($"{truth.Times[j]},{released[j]}"))]);
        }

        string[] common = ["fit", folder["once.csv"], folder["twice.csv"], "--model", "enzyme-erosion", "--fix", "R=200nm",
            "--share", "v", "K", "kd"];
        Cli.Outcome run = Cli.Run([.. common, "--schedule", folder["once.json"], folder["twice.json"], "--report", folder["r.html"], "--json"]);

        run.Code.ShouldBe(0, run.Error);
        JsonElement fit = run.Json.GetProperty("fits")[0];
        fit.GetProperty("rmse_percent").GetDouble().ShouldBeLessThan(0.02);
        fit.GetProperty("shared").EnumerateArray().Single(of => of.GetProperty("name").GetString() == "kd")
            .GetProperty("value").GetDouble().ShouldBe(0.15, 0.003);
        File.ReadAllText(folder["r.html"]).ShouldContain("twice.json");
        Cli.Run([.. common, "--schedule", "infection"]).Error.ShouldContain("whose conditions are not those of enzyme-erosion");
        Cli.Run("fit", folder["once.csv"], folder["twice.csv"], "--model", folder["twice.json"], "--schedule", folder["once.json"])
            .Error.ShouldContain("brings a schedule already");
    }

    [Test]
    public void Two_files_are_two_profiles_and_a_posterior_has_its_table()
    {
        using var folder = new TemporaryFolder();
        string all = Table(folder);
        string[] lines = File.ReadAllLines(all);
        foreach (string name in new[] { "A", "B" })
            File.WriteAllLines(folder[name + ".csv"], [lines[0], .. lines.Where(line => line.StartsWith(name, StringComparison.Ordinal))]);

        Cli.Outcome run = Cli.Run(["fit", folder["A.csv"], folder["B.csv"], "--model", "burst-erosion", "--separate", "phi", .. Held,
            "--posterior", "--draws", "60"]);

        run.Code.ShouldBe(0, run.Error);
        run.Out.ShouldContain("R-hat");
        run.Out.ShouldContain("Fit of 2 profiles, 18 points");
    }

    [Test]
    public void What_means_nothing_is_refused()
    {
        using var folder = new TemporaryFolder();
        string table = Table(folder);

        Cli.Run("fit", table, "--models", "weibull", "--share", "Td").Error.ShouldContain("--share means nothing there");
        Cli.Run("fit", table, "--model", "burst-erosion", "--share", "kq").Error.ShouldContain("'kq' is not a parameter");
        Cli.Run("fit", table, "--model", "burst-erosion", "--loss", "l1").Error.ShouldContain("there is no such loss");
        Cli.Run("fit", "x.surrogate", table, "--share", "kb").Error.ShouldContain("--share means nothing there");
    }
}
