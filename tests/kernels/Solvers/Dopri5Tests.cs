using SurrogateEngine.Kernels.Compartments;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Tests.Kernels.Solvers;

public sealed class Dopri5Tests
{
    [Test]
    public void Measured_order_equals_stated_order() => MeasuredOrder(theta: 1).ShouldBeInRange(4.8, 5.4);

    [Test]
    public void Dense_output_is_of_order_four() => MeasuredOrder(theta: 0.37).ShouldBeInRange(3.8, 5.4);

    [Test]
    public void The_error_estimate_shrinks_with_the_order_of_the_embedded_method()
    {
        double slope = Math.Log2(Estimate(0.1) / Estimate(0.05));
        slope.ShouldBeInRange(4.7, 5.3); // order 4 embedded: local error h^5
    }

    /// <summary>Order of the worst state at fraction theta of the last of n steps, from n and 2 n.</summary>
    static double MeasuredOrder(double theta) => Math.Log2(Error(8, theta) / Error(16, theta));

    static double Error(int steps, double theta)
    {
        double h = 2.0 / steps;
        var law = default(Decay<Real64>);
        State4<Real64> y = law.Start;
        State4<Real64> rate = law.Rate(new(0), y);
        double worst = 0;
        for (int k = 0; k < steps; k++)
        {
            Dopri5.Step(law, new Real64(k * h), new Real64(h), y, rate, out ExplicitStep<State4<Real64>> step);
            double[] exact = Decay<Real64>.Exact((k + theta) * h);
            for (int state = 0; state < 4; state++)
            {
                var dense = new DenseStep<Real64>(law.Output(y, state), law.Output(step.Next - y, state), law.Output(step.P, state), law.Output(step.Q, state), law.Output(step.R, state));
                worst = Math.Max(worst, Math.Abs(dense.At(new(theta)).V - exact[state]));
            }

            (y, rate) = (step.Next, step.NextRate);
        }

        return worst;
    }

    static double Estimate(double h)
    {
        var law = default(Decay<Real64>);
        Dopri5.Step(law, new Real64(0), new Real64(h), law.Start, law.Rate(new(0), law.Start), out ExplicitStep<State4<Real64>> step);
        return Math.Abs(step.Error.C.V);
    }
}
