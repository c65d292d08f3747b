using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Tests.Kernels.Systems.Sphere;

public sealed class SphereGridTests
{
    [Test]
    public void Volumes_add_up_to_the_sphere()
    {
        SphereGrid grid = SphereGrid.Uniform(32);
        grid.InverseVolume.Sum(inverse => 1 / inverse).ShouldBe(1, 1e-14);
        grid.Faces[0].ShouldBe(0);
        grid.Faces[^1].ShouldBe(1);
    }

    [Test]
    public void The_surface_lies_half_a_shell_from_the_last_middle()
    {
        SphereGrid grid = SphereGrid.Uniform(32);
        grid.Conductance[^1].ShouldBe(192, 1e-10);
        grid.Conductance[0].ShouldBe(3.0 / 32, 1e-12);
    }

    [Test]
    public void A_graded_grid_thins_by_a_fixed_factor_to_the_ratio_asked_for()
    {
        SphereGrid grid = SphereGrid.Graded(20, 50);
        double[] thickness = [.. Enumerable.Range(0, 20).Select(i => grid.Faces[i + 1] - grid.Faces[i])];
        (thickness[0] / thickness[^1]).ShouldBe(50, 1e-9);
        for (int i = 1; i < 20; i++)
            (thickness[i - 1] / thickness[i]).ShouldBe(Math.Pow(50, 1 / 19.0), 1e-9);
        grid.InverseVolume.Sum(inverse => 1 / inverse).ShouldBe(1, 1e-14);
    }

    [Test]
    public void One_shell_is_too_few() => Should.Throw<ArgumentOutOfRangeException>(() => SphereGrid.Uniform(1));
}
