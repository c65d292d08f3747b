using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class TimeGridTests
{
    [Test]
    public void A_geometric_grid_has_a_fixed_factor_and_exact_ends()
    {
        double[] times = TimeGrid.Geometric(1e-3, 30, 64);
        times.Length.ShouldBe(64);
        times[0].ShouldBe(1e-3);
        times[^1].ShouldBe(30);
        for (int j = 1; j < 64; j++)
            (times[j] / times[j - 1]).ShouldBe(Math.Pow(30000, 1 / 63.0), 1e-12);
    }

    [Test]
    public void A_linear_grid_has_a_fixed_distance() => TimeGrid.Linear(0, 10, 5).ShouldBe([0, 2.5, 5, 7.5, 10]);

    [Test]
    public void Impossible_grids_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => TimeGrid.Geometric(0, 1, 3));
        Should.Throw<ArgumentOutOfRangeException>(() => TimeGrid.Geometric(2, 1, 3));
        Should.Throw<ArgumentOutOfRangeException>(() => TimeGrid.Linear(0, 1, 1));
    }
}
