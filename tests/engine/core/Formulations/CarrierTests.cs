using SurrogateEngine.Design;
using SurrogateEngine.Fitting;
using SurrogateEngine.Formulations;
using SurrogateEngine.Kernels;
using SurrogateEngine.Sampling;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Statistics;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Tests.Formulations;

/// <summary>000.01, 000.02, 001.09, 004.01: carriers by what a laboratory names, each variable acting as the literature documents.
/// </summary>
public sealed class CarrierTests
{
    static IEnumerable<string> Names => CarrierWorkflow.All.Select(carrier => carrier.Name);

    [TestCaseSource(nameof(Names))]
    public void Every_formulation_of_a_carriers_usual_ranges_is_solved(string name)
    {
        const int Count = 512;
        Scenario scenario = Scenario.Default(Catalog.Get(name)) with { Samples = Count };
        var rows = new double[Count * scenario.Parameters.Count];
        scenario.Formulations().Fill(0, Count, rows);
        double[] times = [.. scenario.Times], curves = new double[Count * scenario.Model.Outputs.Count * times.Length];
        var outcomes = new Outcome[Count];

        HostBatchSolver.Solve(scenario.Model, rows, times, curves, outcomes, scenario.Options);

        outcomes.ShouldAllBe(outcome => outcome == Outcome.Finished);
        // The released fraction; other outputs have scales of their own.
        int width = scenario.Model.Outputs.Count * times.Length;
        curves.Where((_, k) => k % width < times.Length).ShouldAllBe(value => value > -1e-4 && value < 1 + 1e-4);
    }

    [TestCase("plga-nanoparticle", "lactide=0.5", "lactide=0.9", TestName = "Glycolide makes PLGA release faster")]
    [TestCase("plga-nanoparticle", "T=42degC", "T=34degC", TestName = "Heat makes PLGA release faster")]
    [TestCase("plga-nanoparticle", "drug_mass=200Da", "drug_mass=1200Da", TestName = "A larger drug comes out later")]
    [TestCase("plga-nanoparticle", "polymer_mass=8kDa", "polymer_mass=90kDa", TestName = "A longer polymer holds the drug longer")]
    [TestCase("plga-nanoparticle", "logP=1", "logP=5", TestName = "A hydrophobic drug stays where the medium is small")]
    [TestCase("plga-nanoparticle", "pH=2", "pH=7.4", TestName = "Acid makes PLGA release faster")]
    [TestCase("plga-nanoparticle", "loading=0.3", "loading=0.01", TestName = "Loading raises the burst as much as its slope says")]
    [TestCase("plga-nanoprecipitate", "size_score=-1", "size_score=1", TestName = "Smaller particles of one diffusivity release faster")]
    [TestCase("thermosensitive-liposome", "mspc=9.5mol%", "mspc=6mol%", TestName = "Lysolipid opens a liposome faster")]
    [TestCase("thermosensitive-liposome", "dspc=0", "dspc=0.15", TestName = "DSPC moves the transition above the heat")]
    [TestCase("liposome", "pHi=7.4", "pHi=4", TestName = "Acid inside holds a base")]
    [TestCase("liposome", "transition=10degC", "transition=52degC", TestName = "A gel membrane leaks less")]
    [TestCase("drug-nanocrystal", "diameter=80nm", "diameter=800nm", TestName = "Small crystals dissolve faster")]
    [TestCase("drug-nanocrystal", "melting_point=100degC", "melting_point=250degC", TestName = "A high-melting drug dissolves slowly")]
    [TestCase("acid-labile-micelle", "half_life=2h", "half_life=20h", TestName = "A labile linker releases faster")]
    [TestCase("acid-labile-micelle", "selectivity=5", "selectivity=250", TestName = "A selective linker holds in blood")]
    [TestCase("hydrogel", "crosslink=0.003", "crosslink=0.03", TestName = "Crosslinks hold the drug of a gel")]
    [TestCase("hydrogel", "drug_mass=200Da", "drug_mass=500Da", TestName = "A larger drug leaves a gel later")]
    [TestCase("dendrimer", "pH=5", "pH=7.4", TestName = "Protons drive a drug out of a dendrimer")]
    [TestCase("dendrimer", "generation=3", "generation=6", TestName = "A larger dendrimer has more sites")]
    [TestCase("lipid-nanoparticle", "pKa=7", "pKa=6", TestName = "A more basic lipid lets RNA out sooner")]
    [TestCase("solid-lipid-nanoparticle", "phi=0.6", "phi=0.1", TestName = "A drug-enriched shell bursts")]
    [TestCase("solid-lipid-nanoparticle", "L=38degC", "L=60degC", TestName = "A molten lipid lets the drug through")]
    [TestCase("gold-composite", "gold=0.1g/L", "gold=0.01g/L", TestName = "More gold makes light release more")]
    [TestCase("gold-composite", "core=5nm", "core=50nm", TestName = "Small gold spheres turn more light into heat")]
    [TestCase("gold-composite", "Ea=170kJ/mol", "Ea=70kJ/mol", TestName = "A temperature-responsive carrier answers heat")]
    [TestCase("magnetic-composite", "magnetite=4g/L", "magnetite=0.6g/L", TestName = "More magnetite makes a field release more")]
    public void A_variable_moves_the_curve_in_its_documented_direction(string name, string faster, string slower) =>
        MeanRelease(name, faster).ShouldBeGreaterThan(MeanRelease(name, slower) + 1e-6);

    [Test]
    public void A_cation_is_held_by_a_negative_surface() =>
        MeanRelease("plga-nanoparticle", "zeta=40mV", "pKa=9.5")
            .ShouldBeGreaterThan(MeanRelease("plga-nanoparticle", "zeta=-40mV", "pKa=9.5"));

    [Test]
    public void Surfactant_draws_a_drug_into_a_small_medium()
    {
        string[] small = ["logP=4", "medium_surfactant=5g/L"];
        MeanRelease("plga-nanoprecipitate", [.. small, "solubilization=50L/g"])
            .ShouldBeGreaterThan(MeanRelease("plga-nanoprecipitate", [.. small, "solubilization=0L/g"]) + 0.01);
    }

    [Test]
    public void A_size_distribution_is_that_of_many_sizes()
    {
        var carrier = (Carrier)Catalog.Get("plga-nanoparticle");
        CarrierResult broad = CarrierWorkflow.Run(new() { Carrier = carrier.Name, Set = ["pdi=0.3", "burst_score=-3"] });
        double s = Math.Sqrt(Math.Log(1.3)), sum = 0;
        var expected = new double[broad.Times.Length];
        for (int node = -24; node <= 24; node++)
        {
            double z = node / 4.0, weight = Math.Exp(-z * z / 2), diameter = broad.Chain.Row[0] * Math.Exp(s * z);
            CarrierResult one = CarrierWorkflow.Run(
                new() { Carrier = carrier.Name, Set = [FormattableString.Invariant($"diameter={diameter}nm"), "pdi=0", "burst_score=-3"] });
            sum += weight;
            for (int j = 0; j < expected.Length; j++)
                expected[j] += weight * one.Curves[j];
        }

        for (int j = 0; j < expected.Length; j++)
            broad.Curves[j].ShouldBe(expected[j] / sum, 4e-3);
    }

    [Test]
    public void A_user_replaces_or_scales_what_the_relations_say()
    {
        ModelParameterValue K(params string[] set) => CarrierWorkflow.Run(new() { Carrier = "plga-microsphere", Set = set })
            .Chain.Parameters.Single(at => at.Parameter.Name == "k");

        double usual = K().Value;
        K("k_factor=2").Value.ShouldBe(2 * usual, 1e-12);
        K("k=0.03 1/d").ShouldSatisfyAllConditions(k => k.Value.ShouldBe(0.03), k => k.Overridden.ShouldBeTrue());
    }

    [Test]
    public void A_carrier_is_designed_and_fitted_like_any_model_its_held_variables_at_what_is_given()
    {
        DesignResult designed = DesignWorkflow.Run(new DesignRequest
        {
            Surrogate = "acid-labile-micelle",
            Release = ["20h=40%"],
            Designs = 1,
        });
        designed.Met.ShouldHaveSingleItem();
        var fit = MechanisticFitWorkflow.Run(new MechanisticFitRequest
        {
            Profile = "letrozole-plga",
            Models = ["plga-microsphere"],
            Fixed = ["T=40degC", "lactide=0.75"],
            Options = new FitOptions { Candidates = 64, Starts = 2, Walkers = 8, Walk = 2 },
        }).Single().Fit;
        fit.Parameters.Single(p => p.About.Name == "T").Value.ShouldBe(40);
        fit.Parameters.Single(p => p.About.Name == "k").Value.ShouldBe(0, "no parameter is searched in place of its relations");
    }

    [Test]
    public void A_variable_outside_a_relations_range_is_flagged() =>
        CarrierWorkflow.Run(new() { Carrier = "plga-nanoparticle", Set = ["lactide=0.3"] }).Chain.Doubts.ShouldHaveSingleItem()
            .ShouldBe("lactide is 0.3 mol/mol, outside the 0.5 to 1 mol/mol in which 'hydrolysis rate by lactide fraction' was seen to hold.");

    [Test]
    public void A_scenario_names_a_carrier_and_refuses_two_models()
    {
        Scenario scenario = Scenario.Parse("""{ "carrier": "plga-nanoparticle", "parameters": { "diameter": "0.2 um" } }""");
        scenario.Model.ShouldBeOfType<PlgaNanoparticle>();
        scenario.Parameters[0].Low.ShouldBe(200, 1e-9);
        Scenario.Parse(scenario.ToCanonicalJson()).ShouldBe(scenario);
        Should.Throw<RefusedException>(() => Scenario.Parse("""{ "model": "plga-sphere", "carrier": "plga-nanoparticle" }"""))
            .Message.ShouldEndWith("a scenario has one of model, carrier and mechanisms; a carrier brings its own model; remove the others.");
    }

    [Test]
    public void Variables_that_act_are_differentiated_through_their_relations()
    {
        var carrier = (Carrier)Catalog.Get("plga-nanoparticle");
        double[] row = [.. carrier.Parameters.Select(parameter => parameter.HeldAt ?? parameter.Middle)], times = [0.5, 4, 20];
        int[] by = [0, 2, 4, 5, 8];
        double[] curve = new double[3], slopes = new double[by.Length * 3], up = new double[3], down = new double[3];
        var options = new BatchOptions { Precision = Precision.Double, RelativeTolerance = 1e-9, AbsoluteTolerance = 1e-12 };
        HostBatchSolver.SolveWithSensitivities(carrier, row, by, times, curve, slopes, new Outcome[1], options);
        for (int k = 0; k < by.Length; k++)
        {
            double step = 1e-4 * row[by[k]];
            HostBatchSolver.Solve(carrier, Moved(row, by[k], step), times, up, new Outcome[1], options);
            HostBatchSolver.Solve(carrier, Moved(row, by[k], -step), times, down, new Outcome[1], options);
            for (int j = 0; j < 3; j++)
                slopes[k * 3 + j].ShouldBe((up[j] - down[j]) / (2 * step), 1e-4 * Math.Abs(slopes[k * 3 + j]) + 1e-6 / row[by[k]]);
        }
    }

    static double[] Moved(double[] row, int column, double by)
    {
        double[] moved = [.. row];
        moved[column] += by;
        return moved;
    }

    /// <summary>Mean of the released fraction over the usual times, in a medium small enough to matter.</summary>
    static double MeanRelease(string name, params string[] set)
    {
        string[] medium = name.StartsWith("plga", StringComparison.Ordinal) ? ["medium=300"] : [];
        CarrierResult result = CarrierWorkflow.Run(new() { Carrier = name, Set = [.. medium, .. set] });
        return result.Curves.Take(result.Times.Length).Average();
    }
}
