using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Models;

/// <summary>What the three geometries of diffusion have in common.</summary>
public abstract class DiffusionSuite : ModelSuite
{
    /// <summary>Infinite, to twelve digits.</summary>
    protected const double Infinite = 1e12;

    protected override string Effects => "-+++??";

    protected override double[] Balance(double[] row) => [1 - row[4], 1, 1];

    protected static BatchOptions Exact(int shells, double grading = 1) => new()
    {
        Precision = Precision.Double,
        RelativeTolerance = 1e-9,
        AbsoluteTolerance = 1e-12,
        Shells = shells,
        Grading = grading,
    };

    /// <summary>Released at D t / R^2 without a burst.</summary>
    protected double Released(double tau, double biot, double receptor, BatchOptions options) =>
        Batches.Solve(Subject, [1, 1, biot, receptor, 0, 1], options, [tau])[0];

    /// <summary>Largest error over taus at which an exact curve is known.</summary>
    protected double Error(IEnumerable<(double Tau, double Released)> exact, int shells, double grading = 1) =>
        exact.Max(point => Math.Abs(Released(point.Tau, Infinite, Infinite, Exact(shells, grading)) - point.Released));

    [Test]
    public void Half_of_the_dose_is_out_after_a_time_that_grows_as_the_radius_squared()
    {
        double[] At(double radius, double scale) => Batches.Solve(
            Subject, [radius, 1000, 20, 50, 0, 1], Exact(32), [.. new[] { 0.1, 1, 5, 30 }.Select(t => t * scale)]);
        At(200, 4).Zip(At(100, 1), (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-9);
    }

    [Test]
    public void A_large_receptor_and_a_thin_film_make_a_sink()
    {
        double sink = Released(0.05, Infinite, Infinite, Exact(40));
        Released(0.05, 1e6, 1e6, Exact(40)).ShouldBe(sink, 1e-5);
        Released(0.05, 20, Infinite, Exact(40)).ShouldBeLessThan(sink - 0.01);
        Released(0.05, Infinite, 2, Exact(40)).ShouldBeLessThan(sink - 0.01);
    }

    [Test]
    public void A_thick_film_lets_out_by_first_order()
    {
        const double biot = 1e-4;
        double rate = (int)Subject.Geometry * biot;
        Released(0.5 / rate, biot, Infinite, Exact(20)).ShouldBe(1 - Math.Exp(-0.5), 1e-4);
    }

    [Test]
    public void A_burst_comes_on_top()
    {
        double[] curves = Batches.Solve(Subject, [100, 100, Infinite, Infinite, 0.2, 3], Exact(32), [0.5]);
        curves[0].ShouldBe(0.2 * (1 - Math.Exp(-1.5)) + 0.8 * Released(0.5 / 100, Infinite, Infinite, Exact(32)), 1e-8);
    }
}
