using MathNet.Numerics.Interpolation;
using SurrogateEngine.Fitting;

namespace SurrogateEngine.Tests.Engine.Core.Fitting;

public sealed class MonotoneCurveTests
{
    static readonly double[] Grid = [0.01, 0.1, 0.5, 1, 4, 20];
    static readonly float[] Curve = [0.01f, 0.02f, 0.3f, 0.31f, 0.31f, 0.9f];

    static double[] Read(double[] grid, float[] curve, params double[] at)
    {
        double[] values = new double[at.Length];
        new MonotoneCurve(grid, at).Read(curve, values);
        return values;
    }

    [Test]
    public void Agrees_with_a_library_in_log_time()
    {
        double[] at = [0.011, 0.05, 0.2, 0.45, 0.7, 2, 3.9, 10, 19.9];
        var library = CubicSpline.InterpolatePchipSorted([.. Grid.Select(time => Math.Log(time))],
            [.. Curve.Select(value => (double)value)]);
        Read(Grid, Curve, at).ShouldBe([.. at.Select(time => library.Interpolate(Math.Log(time)))], 1e-12);
    }

    [Test]
    public void Meets_the_grid_and_never_falls_between()
    {
        Read(Grid, Curve, Grid).ShouldBe([.. Curve.Select(value => (double)value)], 1e-12);
        double[] fine = [.. Enumerable.Range(0, 2001).Select(i => 20.0 * i / 2000)];
        double[] values = Read(Grid, Curve, fine);
        values.Zip(values.Skip(1), (before, after) => after - before).Min().ShouldBeGreaterThan(-1e-14);
    }

    [Test]
    public void Is_exact_for_a_straight_line_in_log_time()
    {
        float[] line = [.. Grid.Select(time => (float)Math.Log(time))];
        Read(Grid, line, 0.3, 2, 15).ShouldBe([Math.Log(0.3), Math.Log(2), Math.Log(15)], 1e-6);
    }

    [Test]
    public void Rises_straight_from_zero_before_the_first_time() =>
        Read(Grid, Curve, 0, 0.005, 0.01).ShouldBe([0, 0.005, 0.01], 1e-9);

    [Test]
    public void Takes_the_grids_own_value_at_zero()
    {
        double[] values = Read([0, .. Grid], [0.1f, .. Curve.Select(v => v + 0.2f)], 0, 0.005);
        values.ShouldBe([0.1, (0.1 + 0.21) / 2], 1e-6);
    }

    [Test]
    public void Times_outside_the_grid_are_refused() =>
        Should.Throw<ArgumentException>(() => new MonotoneCurve(Grid, [21.0]));
}
