using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Tests.Kernels.Solvers;

public sealed class Rodas5PTests
{
    [Test]
    public void Measured_order_equals_stated_order() => StiffMeasure<Rodas5P>.Order(steps: 80).ShouldBe(Rodas5P.Order, 0.15);

    /// <summary>It is of order 4: its own error within a step is of order h^5, as that of the steps adds up to.</summary>
    [Test]
    public void Dense_output_errs_by_no_lower_order_than_the_steps() => StiffMeasure<Rodas5P>.DenseOrder(steps: 80).ShouldBe(5, 0.25);

    /// <summary>The embedded method is of order 4: its local error is of order h^5.</summary>
    [Test]
    public void The_error_estimate_shrinks_with_the_order_of_the_embedded_method() =>
        StiffMeasure<Rodas5P>.EstimateOrder(h: 0.02).ShouldBe(5, 0.15);

    [Test]
    public void A_huge_step_on_a_stiff_system_stays_bounded() => StiffMeasure<Rodas5P>.AfterHugeStep().ShouldBeLessThan(2);
}
