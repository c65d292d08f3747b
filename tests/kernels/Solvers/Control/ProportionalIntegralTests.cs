using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers.Control;

namespace SurrogateEngine.Tests.Kernels.Solvers.Control;

public sealed class ProportionalIntegralTests
{
    static double Growth(double error, double before = 1)
    {
        var controller = StepController<Real64>.Of(StepControl.ProportionalIntegral);
        var memory = default(StepMemory<Real64>);
        controller.Growth(new(before), 5, ref memory);
        return controller.Growth(new(error), 5, ref memory).V;
    }

    [Test]
    public void A_step_that_stands_remembers_the_one_before()
    {
        double goal = Math.Pow(0.9, 5);
        Growth(goal, before: goal).ShouldBe(1, 1e-12);
        Growth(goal / 32, before: goal / 32).ShouldBe(Math.Pow(2, 0.3), 1e-12);
        Growth(goal, before: goal / 32).ShouldBe(Math.Pow(2, -0.4), 1e-12);
        Growth(goal / 32, before: goal).ShouldBe(Math.Pow(2, 0.7), 1e-12);
    }

    [Test]
    public void A_step_that_is_refused_forgets_the_one_before()
    {
        Growth(32).ShouldBe(0.45, 1e-12);
        Growth(32, before: 1e-3).ShouldBe(0.45, 1e-12);
    }

    [Test]
    public void Growth_has_limits_and_so_has_memory()
    {
        Growth(0).ShouldBe(6);
        Growth(0, before: 0).ShouldBe(6);
        Growth(1e30).ShouldBe(0.2);
        Growth(1, before: 0).ShouldBe(Growth(1, before: 1e-4));
    }

    [Test]
    public void A_NaN_or_infinite_error_shrinks_the_step_most()
    {
        Growth(double.NaN).ShouldBe(0.2);
        Growth(double.PositiveInfinity).ShouldBe(0.2);
    }

    [TestCase("p1")]
    [TestCase("p2")]
    public void Curves_are_as_good_as_with_integral_control(string name)
    {
        var problem = SurrogateEngine.Benchmarks.ProblemSet.Find(name)!;
        var reference = problem.ReadReference(References.Path($"ref_{name}.csv"));
        var options = new BatchOptions { Precision = Precision.Double, StepControl = StepControl.ProportionalIntegral };
        reference.ErrorOf(Batches.Solve(problem.Model, reference.Parameters, options)).MaxRelative.ShouldBeInRange(1e-9, 1e-4);
    }
}
