using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Tests.Kernels.Solvers;

public sealed class Rodas4Tests
{
    [Test]
    public void Measured_order_equals_stated_order() => StiffMeasure<Rodas4>.Order(steps: 80).ShouldBe(Rodas4.Order, 0.15);

    /// <summary>It is of order 3: its own error within a step is of order h^4, as that of the steps adds up to.</summary>
    [Test]
    public void Dense_output_errs_by_no_lower_order_than_the_steps() => StiffMeasure<Rodas4>.DenseOrder(steps: 80).ShouldBe(4, 0.25);

    /// <summary>The embedded method is of order 3: its local error is of order h^4.</summary>
    [Test]
    public void The_error_estimate_shrinks_with_the_order_of_the_embedded_method() =>
        StiffMeasure<Rodas4>.EstimateOrder(h: 0.02).ShouldBe(4, 0.15);

    [Test]
    public void A_huge_step_on_a_stiff_system_stays_bounded() => StiffMeasure<Rodas4>.AfterHugeStep().ShouldBeLessThan(2);
}
