using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Device;

namespace SurrogateEngine.Tests.Kernels.Models;

/// <summary>000.03, 000.11: mechanisms compose by being named.</summary>
public sealed class ComposedModelTests
{
    static readonly BatchOptions Exact = new() { Precision = Precision.Double, RelativeTolerance = 1e-9, AbsoluteTolerance = 1e-12 };

    static ReleaseModel Model(string words) => Catalog.Get(words);

    static readonly double[] Times = [0.01, 0.3, 2, 15];

    static void Agree(ReleaseModel one, double[] row, ReleaseModel other, double[] same, double within = 1e-6, BatchOptions? options = null)
    {
        double[] a = Batches.Solve(one, row, options ?? Exact, Times), b = Batches.Solve(other, same, Exact, Times);
        a[..Times.Length].Zip(b, (x, y) => Math.Abs(x - y)).Max().ShouldBeLessThan(within, $"{one.Name}, {other.Name}");
    }

    [Test]
    public void Diffusion_burst_receptor_and_film_are_the_models_of_diffusion()
    {
        double[] composed = [150, 2000, 0.2, 3, 40, 5], known = [150, 2000, 5, 40, 0.2, 3];
        Agree(Model("diffusion+burst+receptor+film"), composed, Catalog.Get("diffusion-sphere"), known);
        Agree(Model("diffusion+slab+burst+receptor+film"), composed, Catalog.Get("diffusion-slab"), known);
        Agree(Model("diffusion+cylinder+burst+receptor+film"), composed, Catalog.Get("diffusion-cylinder"), known);
    }

    [Test]
    public void Degradation_is_that_of_a_degrading_sphere() =>
        // R, D, phi, kb, kappa, k, beta, alpha beside R, tau, alpha, k, beta, phi, kb, kappa.
        Agree(Model("diffusion+burst+receptor+degradation"), [100, 500, 0.1, 4, 30, 0.05, 6, 2],
            Catalog.Get("plga-sphere"), [100, 20, 2, 0.05, 6, 0.1, 4, 30]);

    [Test]
    public void Binding_is_that_of_an_affine_sphere() =>
        Agree(Model("diffusion+burst+receptor+binding"), [100, 1e5, 0.1, 4, 300, 20, 3, 0.4],
            Catalog.Get("affinity-sphere"), [0.1, 20, 3, 0.4, 0.1, 4, 300]);

    [Test]
    public void Loss_is_that_of_a_lossy_sphere() =>
        Agree(Model("diffusion+burst+loss"), [100, 1000, 0.1, 4, 0.2], Catalog.Get("lossy-sphere"), [100, 1000, 0.2, 0.1, 4]);

    [Test]
    public void Dissolution_at_once_is_that_of_a_saturated_matrix() =>
        Agree(Model("diffusion+dissolution"), [100, 3e4, 0.2, 1e5], Catalog.Get("dispersed-sphere"), [100, 3e4, 0.2, 1e5], 2e-3);

    [Test]
    public void A_warm_matrix_is_that_of_the_table()
    {
        // Arrhenius pulse 37/42/37 degC, 80 kJ/mol, D/R^2 = 0.001.
        foreach ((string[] words, double[] row) in References.Oracle("sphere_uniform_D_of_time.csv", words: 1))
            if (words[0].StartsWith("Arrhenius", StringComparison.Ordinal))
                Batches.Solve(Model("diffusion+temperature"), [1, 0.001, 80], Exact with
                {
                    Shells = 100,
                    Schedule = new([0, 4, 5], [37, 42, 37]),
                }, [row[0]])[0].ShouldBe(row[2], 1e-3, words[0]);
    }

    [TestCase("collapse", new[] { 34, 1, 0.1 }, 34, 0.55)]
    [TestCase("protonation", new[] { 6.3, 2, 11 }, 6.3, 6)]
    [TestCase("light", new[] { 0.5, 8 }, 0.5, 5)]
    public void A_stimulus_multiplies_the_diffusivity(string word, double[] own, double level, double factor) =>
        Agree(Model($"diffusion+{word}"), [100, 1000, .. own], Model("diffusion-sphere"), [100, 1000 * factor, 1e12, 1e12, 0, 1],
            options: Exact with { Schedule = new([0], [level]) });

    [Test]
    public void An_enzyme_multiplies_the_hydrolysis() =>
        Agree(Model("diffusion+degradation+enzyme"), [100, 500, 0.02, 0, 3, 50, 6], Model("diffusion+degradation"), [100, 500, 0.08, 0, 3],
            options: Exact with { Schedule = new([0], [50]) });

    [Test]
    public void Heat_acts_on_hydrolysis_by_its_own_energy()
    {
        double factor = Math.Exp(60 / 8.31446261815324e-3 * (1 / 310.15 - 1 / 315.15));
        Agree(Model("diffusion+degradation+temperature"), [100, 500, 0.02, 0, 3, 0, 60], Model("diffusion+degradation"),
            [100, 500, 0.02 * factor, 0, 3], options: Exact with { Schedule = new([0], [42]) });
    }

    // An absent mechanism must cost nothing there either, and a present one must not be lost on the way.
    [TestCase("diffusion+burst+receptor+degradation+temperature"), TestCase("diffusion+cylinder+film+binding+protonation")]
    public void A_device_gives_the_hosts_curves_bit_for_bit(string words)
    {
        const int count = 3;
        ReleaseModel model = Model(words);
        double[] rows = [.. new[] { 0.3, 0.5, 0.7 }.SelectMany(at => model.Parameters.Select(parameter => parameter.At(at)))];
        double[] host = new double[count * model.Outputs.Count * Times.Length], there = new double[host.Length];
        var options = new BatchOptions { Precision = Precision.Real64, Shells = 6 };
        HostBatchSolver.Solve(model, rows, Times, host, new Outcome[count], options);
        var outcomes = new Outcome[count];
        using var device = new DeviceBatchSolver(DeviceList.Find("cpu")!);
        device.Solve(model, rows, Times, there, outcomes, options);
        outcomes.ShouldAllBe(outcome => outcome == Outcome.Finished);
        there.Select(BitConverter.DoubleToInt64Bits).ShouldBe(host.Select(BitConverter.DoubleToInt64Bits));
    }

    [Test]
    public void Names_are_in_one_order_and_found_again()
    {
        ComposedModel model = ComposedModel.Of(["temperature", "burst", "diffusion"]);
        model.Name.ShouldBe("diffusion+burst+temperature");
        Catalog.Find(model.Name).ShouldBeSameAs(model);
        Catalog.Find("burst+diffusion").ShouldBeNull();
        Catalog.Find("diffusion+magic").ShouldBeNull();
    }

    [TestCase("diffusion,brust", "'brust' is no mechanism; did you mean 'burst'?")]
    [TestCase("diffusion,burst,burst", "'burst' stands twice; name each mechanism once.")]
    [TestCase("burst,binding", "mechanisms compose around diffusion; add 'diffusion', or take one model by its name.")]
    [TestCase("diffusion", "'diffusion' alone is the model diffusion-sphere; take that, or name what comes with it.")]
    [TestCase("diffusion,enzyme", "'enzyme' acts on 'degradation'; add 'degradation'.")]
    [TestCase("diffusion,slab,cylinder", "a body is a slab or a cylinder; name one of them, or none for a sphere.")]
    public void What_does_not_compose_is_refused(string words, string sentence) =>
        Should.Throw<RefusedException>(() => ComposedModel.Of(words.Split(','))).Message.ShouldBe(sentence);
}

/// <summary>A composed model is put through what every model is.</summary>
public abstract class ComposedSuite(string words) : ModelSuite
{
    protected override ReleaseModel Subject { get; } = Catalog.Get(words);

    protected override double[] Balance(double[] row)
    {
        var model = (ComposedModel)Subject;
        double core = 1 - (model.Has("burst") ? row[2] : 0);
        int species = 1 + new[] { "binding", "dissolution", "loss" }.Count(model.Has);
        return [.. Enumerable.Repeat(core, species), 1, .. model.Has("degradation") ? [0.0] : Array.Empty<double>(),
            .. model.Has("burst") || !model.Has("degradation") ? [1.0] : Array.Empty<double>()];
    }
}

public sealed class BurstDegradationBindingStimulusTests() : ComposedSuite("diffusion+burst+degradation+binding+protonation")
{
    protected override string Effects => "-+?++++-??+?+";
}

public sealed class DissolutionBindingTemperatureTests() : ComposedSuite("diffusion+receptor+film+binding+dissolution+temperature")
{
    protected override string Effects => "-+++-??++0";
}

public sealed class LossDissolutionLightTests() : ComposedSuite("diffusion+cylinder+burst+dissolution+loss+collapse+light")
{
    protected override string Effects => "-+?+++-+?+00";
}
