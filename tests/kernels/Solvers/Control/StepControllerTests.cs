using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers.Control;

namespace SurrogateEngine.Tests.Kernels.Solvers.Control;

public sealed class StepControllerTests
{
    /// <summary>The factor against the formula in the class's summary, with errors of three steps that stood.</summary>
    [Test]
    public void A_derivative_part_remembers_two_steps()
    {
        const double i = 0.5, p = 0.3, d = 0.1;
        var controller = new StepController<Real64>(i, p, d);
        var memory = default(StepMemory<Real64>);
        foreach (double error in (double[])[0.2, 0.05])
            controller.Growth(new(error), 4, ref memory);
        double expected = Math.Pow(0.9, i) * Math.Pow(0.5, -(i + p + d) / 4) * Math.Pow(0.05, (p + 2 * d) / 4) * Math.Pow(0.2, -d / 4);
        controller.Growth(new(0.5), 4, ref memory).V.ShouldBe(expected, 1e-12);
    }

    [Test]
    public void A_refused_step_is_not_remembered()
    {
        var controller = new StepController<Real64>(0.3, 0.4);
        StepMemory<Real64> memory = default, undisturbed = default;
        controller.Growth(new(0.1), 5, ref memory);
        controller.Growth(new(0.1), 5, ref undisturbed);
        controller.Growth(new(7), 5, ref memory);
        controller.Growth(new(0.3), 5, ref memory).V.ShouldBe(controller.Growth(new(0.3), 5, ref undisturbed).V);
    }
}
