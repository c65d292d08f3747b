using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers.Control;

namespace SurrogateEngine.Tests.Kernels.Solvers.Control;

public sealed class IntegralTests
{
    static double Growth(double error)
    {
        var memory = default(StepMemory<Real64>);
        return StepController<Real64>.Of(StepControl.Integral).Growth(new(error), 5, ref memory).V;
    }

    [Test]
    public void A_step_grows_with_the_root_of_what_is_left()
    {
        Growth(1).ShouldBe(0.9, 1e-12);
        Growth(1 / 32.0).ShouldBe(1.8, 1e-12);
        Growth(32).ShouldBe(0.45, 1e-12);
    }

    [Test]
    public void Growth_has_limits()
    {
        Growth(0).ShouldBe(6);
        Growth(1e-30).ShouldBe(6);
        Growth(1e30).ShouldBe(0.2);
    }

    [Test]
    public void A_NaN_or_infinite_error_shrinks_the_step_most()
    {
        Growth(double.NaN).ShouldBe(0.2);
        Growth(double.PositiveInfinity).ShouldBe(0.2);
    }
}
