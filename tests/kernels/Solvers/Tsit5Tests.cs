using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Tests.Kernels.Solvers;

public sealed class Tsit5Tests
{
    [Test]
    public void Measured_order_equals_stated_order() => ExplicitMeasure<Tsit5>.Order(theta: 1, steps: 64).ShouldBe(Tsit5.Order, 0.15);

    /// <summary>It is of order 4: its own error within a step is of order h^5, as that of the steps adds up to.</summary>
    [Test]
    public void Dense_output_errs_by_no_lower_order_than_the_steps() =>
        ExplicitMeasure<Tsit5>.Order(theta: 0.37, steps: 64).ShouldBe(5, 0.15);

    [Test]
    public void Dense_output_starts_and_ends_with_the_rates() => ExplicitMeasure<Tsit5>.DerivativeMismatch().ShouldBeLessThan(1e-12);

    /// <summary>The embedded method is of order 4: its local error is of order h^5.</summary>
    [Test]
    public void The_error_estimate_shrinks_with_the_order_of_the_embedded_method() =>
        ExplicitMeasure<Tsit5>.EstimateOrder(h: 0.02).ShouldBe(5, 0.15);
}
