using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class ParticleDissolutionTests : ModelSuite
{
    protected override ReleaseModel Subject { get; } = new ParticleDissolutionModel();

    protected override string Effects => "-++--";

    protected override double[] Balance(double[] row) => [1, 1];

    static readonly BatchOptions Exact = new() { Precision = Precision.Double, RelativeTolerance = 1e-9, AbsoluteTolerance = 1e-12 };

    /// <summary>r0, D, s, h0 and q: times are in r0^2 / (D s).</summary>
    double Dissolved(double radius, double layer, double saturation, double t) =>
        Batches.Solve(Subject, [radius, 1, 1, layer, saturation], Exact, [t])[0];

    [TestCase(0.2), TestCase(0.5), TestCase(0.9), TestCase(1.2)]
    public void Through_a_thin_layer_the_cube_root_falls_evenly(double share)
    {
        // Hixson and Crowell: r = r0 - D s t / h.
        Dissolved(1, 1e-3, 0, share * 1e-3).ShouldBe(1 - Math.Pow(Math.Max(0, 1 - share), 3), 2e-5);
    }

    [TestCase(0.1), TestCase(0.3), TestCase(0.49), TestCase(0.6)]
    public void Through_a_layer_as_thick_as_the_radius_it_is_a_power_of_three_halves(double t) =>
        Dissolved(1, 1e3, 0, t).ShouldBe(1 - Math.Pow(Math.Max(0, 1 - 2 * t), 1.5), 2e-5);

    [Test]
    public void A_large_particle_changes_from_one_to_the_other()
    {
        foreach ((string[] words, double[] row) in References.Oracle("dissolution_particles.csv", words: 1))
        {
            // "h=min(r;hmax); r0/hmax=3": times are in hmax^2 / (D s).
            if (words[0].StartsWith("h=min", StringComparison.Ordinal))
            {
                double size = double.Parse(words[0].Split("r0/hmax=")[1], System.Globalization.CultureInfo.InvariantCulture);
                Dissolved(size, 1, 0, row[0]).ShouldBe(row[1], 3e-5, words[0]);
            }
        }
    }

    [Test]
    public void A_dose_that_just_dissolves_slows_down()
    {
        // Constant layer, dose / volume = solubility: M / M0 = (1 + 2 k t)^(-3/2), k = D s / (h r0).
        foreach ((string[] words, double[] row) in References.Oracle("dissolution_particles.csv", words: 1))
        {
            if (words[0].Contains("Cs", StringComparison.Ordinal) && words[0].StartsWith("constant", StringComparison.Ordinal))
                Dissolved(1, 1e-4, 1, row[0] * 0.1 * 1e-4).ShouldBe(row[1], 1e-5, words[0]);
        }
    }
}
