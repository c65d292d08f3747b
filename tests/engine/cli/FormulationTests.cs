using System.Text.Json;
using SurrogateEngine.Cli;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Tests.Cli;

/// <summary>Single formulations of <c>simulate</c>: --set, --sweep and --compare.</summary>
public sealed class FormulationTests
{
    [Test]
    public void One_formulation_is_the_closed_form_and_says_what_was_not_set()
    {
        Cli.Outcome made = Cli.Run("simulate", "burst-erosion", "--set", "phi=0.3", "kb=2/d", "ks=0.1/d", "Vm=0/d", "--json");
        made.Code.ShouldBe(CommandLine.Done, made.Error);
        JsonElement of = made.Json.GetProperty("formulations")[0];
        double[] times = Numbers(made.Json.GetProperty("times")), released = Numbers(of.GetProperty("outputs")[0].GetProperty("curve"));
        times.ShouldBe(Catalog.Models.Get("burst-erosion").DefaultTimes.ToArray());
        for (int j = 0; j < times.Length; j++)
            released[j].ShouldBe(1 - 0.3 * Math.Exp(-2 * times[j]) - 0.7 * Math.Exp(-0.1 * times[j]), 2e-5);
        made.Error.ShouldContain("burst-erosion: not set, and taken from the middle of the range: Km 0.224, ke 0.447 1/d.");
        made.Error.ShouldContain("Vm 0 1/d lies outside the range of Vm, 0.005 to 0.1 1/d.");
    }

    [Test]
    public void A_parameter_may_be_called_by_what_it_is_and_given_in_another_unit()
    {
        JsonElement of = Cli.Run("simulate", "plga-sphere", "--set", "radius=0.12um", "--json").Json.GetProperty("formulations")[0];
        JsonElement radius = of.GetProperty("parameters")[0];
        (radius.GetProperty("name").GetString(), radius.GetProperty("set").GetBoolean()).ShouldBe(("R", true));
        radius.GetProperty("value").GetDouble().ShouldBe(120, 1e-9);
    }

    [Test]
    public void A_sweep_goes_from_low_to_high_on_the_parameters_scale()
    {
        using var folder = new TemporaryFolder();
        Cli.Outcome made = Cli.Run("simulate", "plga-sphere", "--sweep", "radius=20..500nm", "--output", folder["f.csv"], "--plot", folder["f.svg"], "--json");
        double[] radii = [.. made.Json.GetProperty("formulations").EnumerateArray().Select(of => of.GetProperty("parameters")[0].GetProperty("value").GetDouble())];
        radii.Length.ShouldBe(9);
        (radii[0], radii[4], radii[8]).ShouldBe((20, Math.Sqrt(20 * 500), 500), Comparer);
        string[] lines = Cli.Table(folder["f.csv"]);
        lines[0].Split(',')[..2].ShouldBe(["time_d", "Q (R = 20 nm)"]);
        lines.Length.ShouldBe(65);
        string svg = File.ReadAllText(folder["f.svg"]);
        svg.ShouldContain("R (nm)");
        File.ReadLines(folder["f.csv"]).First().ShouldBe($"# scenario_sha256 {Scenario.Default(Catalog.Models.Get("plga-sphere")).Hash}");
        svg.ShouldContain(Scenario.Default(Catalog.Models.Get("plga-sphere")).Hash);
    }

    [Test]
    public void Models_are_compared_at_the_times_of_the_first_in_its_unit()
    {
        // A model in hours beside one in days: both at the days of the first.
        Cli.Outcome made = Cli.Run("simulate", "burst-erosion", "--compare", "thermo-liposome", "--json");
        JsonElement[] formulations = [.. made.Json.GetProperty("formulations").EnumerateArray()];
        formulations.Select(of => of.GetProperty("model").GetString()).ShouldBe(["burst-erosion", "thermo-liposome"]);
        JsonElement later = Cli.Run("simulate", "thermo-liposome", "--set", "kl=1.138/h", "--json").Json;
        double own = Numbers(later.GetProperty("formulations")[0].GetProperty("outputs")[0].GetProperty("curve"))[^1];
        double[] days = Numbers(made.Json.GetProperty("times")), compared = Numbers(formulations[1].GetProperty("outputs")[0].GetProperty("curve"));
        int after = Array.FindIndex(days, day => day > 4 / 24.0);
        compared[after].ShouldBeGreaterThanOrEqualTo(own - 1e-3);
        compared[0].ShouldBeLessThan(0.1);
        Cli.Run("simulate", "--compare", "burst-erosion", "plga-sphere", "--json").Json.GetProperty("formulations").GetArrayLength().ShouldBe(2);
    }

    [TestCase("simulate plga-sphere --set radius", "surrogate simulate --set radius: this is not of the form NAME=VALUE; write e.g. R=120nm.")]
    [TestCase("simulate plga-sphere --set Rr=5nm", "surrogate simulate --set Rr=5nm: no model here has such a parameter; did you mean 'R'?")]
    [TestCase("simulate plga-sphere --set porosity=5",
        "surrogate simulate --set porosity=5: no model here has such a parameter; they have R, tau, alpha, k, beta, phi, kb, kappa.")]
    [TestCase("simulate plga-sphere --set R=5d", "surrogate simulate --set R=5d: ")]
    [TestCase("simulate plga-sphere --set phi=2", "surrogate simulate --set phi=2: ")]
    [TestCase("simulate plga-sphere --sweep R=20nm", "surrogate simulate --sweep R=20nm: this is not of the form NAME=LOW..HIGH; write e.g. R=20..500nm.")]
    [TestCase("simulate plga-sphere --sweep R=500..20nm", "surrogate simulate --sweep R=500..20nm: R goes from 500 to 20 nm; give the smaller end first.")]
    [TestCase("simulate plga-sphere --sweep R=20..50nm --compare plga-local", "surrogate simulate: --sweep draws one model and --compare several; leave out one of them.")]
    [TestCase("simulate plga-sphere --set R=20nm --samples 10", "surrogate simulate --samples: this is for a data set, ")]
    [TestCase("simulate plga-sphere --compare plga-lokal", "plga-lokal: there is no such file or release model; did you mean 'plga-local'?")]
    public void What_cannot_be_meant_is_refused(string line, string says)
    {
        Cli.Outcome refused = Cli.Run(line.Split(' '));
        refused.Code.ShouldBe(CommandLine.Refused);
        refused.Error.ShouldStartWith(says);
    }

    static IEqualityComparer<(double, double, double)> Comparer { get; } = EqualityComparer<(double, double, double)>.Create(
        (a, b) => Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) + Math.Abs(a.Item3 - b.Item3) < 1e-9);

    static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetDouble())];

    [Test]
    public void Particles_of_many_sizes_are_one_value_away()
    {
        Cli.Outcome one = Cli.Run("simulate", "plga-sphere", "--set", "size_cv=0.3", "--json", "--quiet");
        one.Code.ShouldBe(CommandLine.Done);
        one.Json.GetProperty("formulations")[0].GetProperty("model").GetString().ShouldBe("plga-sphere+sizes");
        Cli.Run("simulate", "burst-erosion", "--set", "size_cv=0.3").Error.ShouldContain("burst-erosion has no particle size that could vary");
        Scenario scenario = Scenario.Parse("""{ "model": "diffusion-sphere", "parameters": { "size_cv": 0.2 } }""");
        scenario.Model.Name.ShouldBe("diffusion-sphere+sizes");
        Scenario.Parse(scenario.ToCanonicalJson()).ShouldBe(scenario);
    }

    [Test]
    public void A_formulation_under_a_schedule_is_told_what_it_leaks()
    {
        Cli.Outcome told = Cli.Run("simulate", "infection", "--set", "open=200", "--json");
        told.Json.GetProperty("formulations")[0].GetProperty("trigger").GetProperty("selectivity").GetDouble().ShouldBeGreaterThan(1);
        Cli.Run("simulate", "infection", "--set", "open=200").Out.ShouldContain("leaks");
    }
}
