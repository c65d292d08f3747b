using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Tests.Kernels.Solvers;

public sealed class Bosh3Tests
{
    [Test]
    public void Measured_order_equals_stated_order() => ExplicitMeasure<Bosh3>.Order(theta: 1, steps: 64).ShouldBe(Bosh3.Order, 0.15);

    /// <summary>The cubic through both ends is of order 3, as the steps are.</summary>
    [Test]
    public void Dense_output_errs_by_no_lower_order_than_the_steps() =>
        ExplicitMeasure<Bosh3>.Order(theta: 0.37, steps: 64).ShouldBe(3, 0.15);

    [Test]
    public void Dense_output_starts_and_ends_with_the_rates() => ExplicitMeasure<Bosh3>.DerivativeMismatch().ShouldBeLessThan(1e-12);

    /// <summary>The embedded method is of order 2: its local error is of order h^3.</summary>
    [Test]
    public void The_error_estimate_shrinks_with_the_order_of_the_embedded_method() =>
        ExplicitMeasure<Bosh3>.EstimateOrder(h: 0.02).ShouldBe(3, 0.15);
}
