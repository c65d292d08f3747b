using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Tests.Kernels.Spheres;

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
    public void One_shell_is_too_few() => Should.Throw<ArgumentOutOfRangeException>(() => SphereGrid.Uniform(1));
}
