using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Models;

/// <summary>What weak acids and bases have in common.</summary>
public abstract class IonDissolutionSuite : ModelSuite
{
    /// <summary>+1 for a base, -1 for an acid.</summary>
    protected abstract double Charge { get; }

    protected override double[] Balance(double[] row) => [1, 1];

    static BatchOptions Exact(params double[] schedule) => new()
    {
        Precision = Precision.Double,
        RelativeTolerance = 1e-9,
        AbsoluteTolerance = 1e-12,
        Schedule = new([.. schedule.Where((_, k) => k % 2 == 0)], [.. schedule.Where((_, k) => k % 2 == 1)]),
    };

    /// <summary>Times in r0^2 / (D s).</summary>
    double Dissolved(double pH, double t, double salt = 1e6, double q = 0, double pKa = 5) =>
        Batches.Solve(Subject, [1, 1, 1, pKa, salt, 1e3, q], Exact(0, pH), [t])[0];

    [Test]
    public void Solubility_follows_the_charge_up_to_the_salts()
    {
        // A layer as thick as the radius: M = (1 - 2 S t)^(3/2).
        double Solubility(double pH, double salt = 1e6)
        {
            const double t = 1e-4;
            return (1 - Math.Pow(1 - Dissolved(pH, t, salt), 2.0 / 3)) / (2 * t);
        }

        Solubility(5).ShouldBe(2, 1e-4);
        Solubility(5 - 2 * Charge).ShouldBe(101, 1e-3);
        Solubility(5 + 3 * Charge).ShouldBe(1.001, 1e-4);
        Solubility(5 - 4 * Charge, 50).ShouldBe(50, 1e-3);
    }

    [Test]
    public void A_neutral_drug_dissolves_as_particle_dissolution_says()
    {
        double[] times = [0.1, 0.3, 0.45];
        double[] neutral = Batches.Solve(Subject, [3, 1, 1, 7, 100, 1, 0.5], Exact(0, 7 + 7 * Charge), times);
        double[] same = Batches.Solve(new ParticleDissolutionModel(), [3, 1, 1, 1, 0.5], Exact(0, 7) with { Schedule = null }, times);
        neutral.Zip(same, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-6);
    }

    [Test]
    public void Drug_comes_out_of_solution_where_the_pH_takes_its_charge()
    {
        // All dissolves where it is charged; the neutral form's solubility is a fifth of the dose.
        double[] curve = Batches.Solve(Subject, [1, 1, 1, 5, 100, 1e3, 5], Exact(0, 5 - 2 * Charge, 0.003, 5 + 4 * Charge), [0.003, 30]);
        curve[0].ShouldBeGreaterThan(0.3);
        curve[1].ShouldBe(0.2, 1e-3);
    }
}
