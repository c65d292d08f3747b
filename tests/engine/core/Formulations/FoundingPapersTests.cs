using SurrogateEngine.Data;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Tests.Cli;
using SurrogateEngine.Tests.Kernels;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Tests.Formulations;

/// <summary>What the founding papers say acts on release, each in the documented direction.</summary>
public sealed class FoundingPapersTests
{
    static readonly BatchOptions Exact = new() { Precision = Precision.Double, RelativeTolerance = 1e-8, AbsoluteTolerance = 1e-11 };

    static double[] Middle(ReleaseModel model) => [.. model.Parameters.Select(parameter => parameter.Middle)];

    /// <summary>000.03: a burst, then a slow release: two slopes.</summary>
    [Test]
    public void A_burst_is_followed_by_slow_release()
    {
        CarrierResult made = CarrierWorkflow.Run(new() { Carrier = "plga-nanoparticle", Set = ["burst_score=1", "burst_rate=20 1/d"] });
        double At(double day) => made.Curves[Array.FindLastIndex(made.Times, time => time <= day)];
        (At(0.1) / 0.1).ShouldBeGreaterThan(10 * (At(10) - At(1)) / 9);
    }

    /// <summary>000.04: a step of pH and an enzyme change the rate when they come, and not before.</summary>
    [TestCase("diffusion+protonation", "\"pH\": 5.0"), TestCase("diffusion+degradation+enzyme", "\"E\": \"500 nM\"")]
    [TestCase("acid-linker", "\"pH\": 5.0")]
    public void A_trigger_acts_when_it_comes(string name, string sets)
    {
        ReleaseModel model = Catalog.Get(name);
        Scenario scenario = Scenario.Parse($$"""{ "model": "{{name}}", "schedule": [{ "at": 0 }, { "at": "2 d", {{sets}} }] }""");
        double day = model.TimeUnit == "h" ? 24 : 1;
        double[] times = [1.9 * day, 2 * day, 2.5 * day, 4 * day], row = Middle(model);
        double[] with = Batches.Solve(model, row, Exact with { Schedule = scenario.Schedule }, times);
        double[] quiet = Batches.Solve(model, row, Exact with { Schedule = Schedule.Usual(model.Inputs) }, times);
        Math.Abs(with[1] - quiet[1]).ShouldBeLessThan(1e-7);
        (with[2] - quiet[2]).ShouldBeGreaterThan(1e-4);
    }

    /// <summary>001.02: shape is an input; early release goes as surface over volume, 2 (S/V) sqrt(D t / pi), whatever the shape.</summary>
    [Test]
    public void Early_release_goes_as_surface_over_volume()
    {
        BatchOptions fine = Exact with { Shells = 200, Grading = 20 };
        double Early(string shape) => Batches.Solve(Catalog.Get(shape), [1, 1, 1e12, 1e12, 0, 1], fine, [1e-4])[0];
        double slab = Early("diffusion-slab");
        slab.ShouldBe(2 * Math.Sqrt(1e-4 / Math.PI), 2e-4);
        (Early("diffusion-cylinder") / slab).ShouldBe(2, 0.02);
        (Early("diffusion-sphere") / slab).ShouldBe(3, 0.04);
    }

    /// <summary>001.05: pH, temperature, magnetic field, light and enzymes, one model each at least.</summary>
    [TestCase("ph-carrier", 5.5), TestCase("arrhenius-release", 42), TestCase("magnetic-release", 3), TestCase("light-release", 1)]
    [TestCase("photothermal-release", 1), TestCase("gel-sphere", 2), TestCase("weak-base-dissolution", 1.5)]
    public void Every_stimulus_moves_the_release(string name, double level)
    {
        ReleaseModel model = Catalog.Get(name);
        double[] usual = [.. model.Inputs.Select(input => input.Usual)], on = [.. usual];
        on[0] = level;
        double[] off = Batches.Solve(model, Middle(model), Exact with { Schedule = new([0], usual) });
        double[] stirred = Batches.Solve(model, Middle(model), Exact with { Schedule = new([0], on) });
        off.Take(model.DefaultTimes.Count).Zip(stirred, (a, b) => Math.Abs(a - b)).Max().ShouldBeGreaterThan(1e-3);
    }

    /// <summary>001.06: smaller particles release faster where diffusion or dissolution limits; of PLGA as a whole that is not claimed.
    /// </summary>
    [TestCase("diffusion-sphere"), TestCase("nanocrystal"), TestCase("particle-dissolution"), TestCase("dispersed-sphere")]
    [TestCase("scission-sphere"), TestCase("lossy-sphere")]
    public void Small_particles_release_faster(string name)
    {
        ReleaseModel model = Catalog.Get(name);
        double[] small = Middle(model), large = Middle(model);
        small[0] = model.Parameters[0].At(0.2);
        large[0] = model.Parameters[0].At(0.8);
        double[] fast = Batches.Solve(model, small, Exact), slow = Batches.Solve(model, large, Exact);
        fast.Take(model.DefaultTimes.Count).Sum().ShouldBeGreaterThan(slow.Take(model.DefaultTimes.Count).Sum());
    }

    /// <summary>001.07: surface charge acts on the partition of an ionized drug and on aggregation.</summary>
    [Test]
    public void Charge_holds_a_drug_of_the_other_sign_and_keeps_particles_apart()
    {
        ReleaseModel liposome = Catalog.Get("liposome-permeation");
        double Out(double potential) => Batches.Solve(liposome, [300, 50, 8.5, 5, 1, potential, 1e-3], Exact, [24])[0];
        Out(40).ShouldBeGreaterThan(Out(-40));
        double Apart(double zeta) => Batches.Solve(Catalog.Get("aggregating-sphere"), [100, 100, zeta, 20, 2, 1e11, 2], Exact, [1])[1];
        Apart(-50).ShouldBeGreaterThan(Apart(-15));
    }

    /// <summary>002.02: what molecular dynamics would give enters as numbers: a partition by logP, a binding constant.</summary>
    [Test]
    public void A_molecule_enters_by_its_partition_and_its_binding()
    {
        double Bound(string affinity) => CarrierWorkflow.Run(new() { Carrier = "dendrimer", Set = [affinity] }).Curves[20];
        Bound("site_affinity=0.02").ShouldBeGreaterThan(Bound("site_affinity=0.5"));
    }

    /// <summary>004.03: preparation acts on entrapment and loading, size on the diffusion time, surfactant on leakage, pH and temperature
    /// on the zeta potential.</summary>
    [Test]
    public void Preparation_reaches_the_parameters_of_release()
    {
        double Of(string gives, params string[] set)
        {
            CarrierResult made = CarrierWorkflow.Run(new() { Carrier = "plga-nanoprecipitate", Set = set });
            return made.Chain.Links.FirstOrDefault(link => link.Link.Gives == gives)?.Value
                ?? made.Chain.Parameters.Single(at => at.Parameter.Name == gives).Value;
        }

        Of("EE", "polymer_mass=90kDa").ShouldBeGreaterThan(Of("EE", "polymer_mass=10kDa"));
        Of("EE", "surfactant=2%").ShouldBeGreaterThan(Of("EE", "surfactant=0.2%"));
        double share = Of("EE", "drug_to_polymer=0.1");
        Of("loading", "drug_to_polymer=0.1").ShouldBe(share * 0.1 / (1 + share * 0.1), 1e-12);
        (Of("tau", "size_score=1") / Of("tau", "size_score=0")).ShouldBe(Math.Exp(2 * 0.43), 1e-9);
        Of("kappa", "medium_surfactant=5g/L", "solubilization=10L/g")
            .ShouldBe(Of("kappa", "medium_surfactant=0g/L") * (1 + 10 * (5 - 0.02)), 1e-6);
        Of("zeta", "pH=7.4", "salt=10mM", "end_groups=0.04 1/nm2").ShouldBeInRange(-35, -20);
        Of("zeta", "pH=2").ShouldBeGreaterThan(Of("zeta", "pH=7.4"));
        Math.Abs(Of("zeta", "T=42degC") - Of("zeta", "T=30degC")).ShouldBeGreaterThan(1e-3);
    }

    /// <summary>000.13, 004.04: a data set says under which preparation, surroundings and medium its curves hold, with units, seed and
    /// versions.</summary>
    [Test]
    public void A_data_set_names_preparation_surroundings_and_medium()
    {
        using var folder = new TemporaryFolder();
        Scenario scenario = Scenario.Default(Catalog.Get("plga-nanoprecipitate")) with { Samples = 16, Seed = 5 };
        SimulateWorkflow.Simulate(scenario, folder["data"], resume: false, null, default);
        Manifest manifest = Manifest.Load(folder["data"]);
        Dictionary<string, string> units = manifest.Scenario.Space.Parameters
            .ToDictionary(parameter => parameter.Name, parameter => parameter.Unit);
        foreach ((string name, string unit) in (ReadOnlySpan<(string, string)>)[
            ("drug_to_polymer", ""), ("surfactant", "%"), ("water_to_organic", ""), ("polymer_mass", "kDa"), ("lactide", ""),
            ("T", "degC"), ("pH", ""), ("salt", "mM"), ("medium", ""), ("medium_surfactant", "g/L")])
            units[name].ShouldBe(unit, name);
        manifest.Scenario.Seed.ShouldBe(5ul);
        File.ReadAllText(Path.Combine(folder["data"], Manifest.FileName)).ShouldContain(Manifest.ThisSoftware);
    }
}
