using SurrogateEngine.Kernels.Compartments;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Tests.Kernels.Solvers;

/// <summary>Measures the orders of an explicit method by halving steps on a system with a closed form.</summary>
static class ExplicitMeasure<TMethod> where TMethod : struct, IRungeKutta
{
    /// <summary>Order of the worst state at fraction theta of the last of n steps to t = 2, from n and 2 n.</summary>
    public static double Order(double theta, int steps = 8) => Math.Log2(Error(steps, theta) / Error(2 * steps, theta));

    /// <summary>Order of the error estimate of a step.</summary>
    public static double EstimateOrder(double h = 0.1) => Math.Log2(Estimate(h) / Estimate(h / 2));

    /// <summary>Largest difference, relative to the step, between the slopes of the dense output at both ends and the rates there.</summary>
    public static double SlopeMismatch()
    {
        var law = default(Decay<Real64>);
        State4<Real64> rate = law.Rate(new(0.3), law.Start);
        ExplicitStep<State4<Real64>> step = default;
        TMethod.Step(law, new Real64(0.3), new Real64(0.2), law.Start, rate, ref step);
        double worst = 0;
        for (int state = 0; state < 4; state++)
        {
            DenseStep<Real64> dense = DenseOf(new(0.2), law.Start, rate, step, state);
            double rise = dense.Rise.V, p = dense.P.V, q = dense.Q.V, r = dense.R.V;
            worst = Math.Max(worst, Math.Abs((rise + p) / 0.2 - law.Output(rate, state).V));
            worst = Math.Max(worst, Math.Abs((rise - p - q - r) / 0.2 - law.Output(step.NextRate, state).V));
        }

        return worst;
    }

    static double Error(int steps, double theta)
    {
        double h = 2.0 / steps;
        var law = default(Decay<Real64>);
        State4<Real64> y = law.Start;
        State4<Real64> rate = law.Rate(new(0), y);
        double worst = 0;
        ExplicitStep<State4<Real64>> step = default;
        for (int k = 0; k < steps; k++)
        {
            TMethod.Step(law, new Real64(k * h), new Real64(h), y, rate, ref step);
            double[] exact = Decay<Real64>.Exact((k + theta) * h);
            for (int state = 0; state < 4; state++)
            {
                DenseStep<Real64> dense = DenseOf(new(h), y, rate, step, state);
                worst = Math.Max(worst, Math.Abs(dense.At(new(theta)).V - exact[state]));
            }

            (y, rate) = (step.Next, step.NextRate);
        }

        return worst;
    }

    static double Estimate(double h)
    {
        var law = default(Decay<Real64>);
        ExplicitStep<State4<Real64>> step = default;
        TMethod.Step(law, new Real64(0), new Real64(h), law.Start, law.Rate(new(0), law.Start), ref step);
        return Math.Abs(step.Error.C.V);
    }

    static DenseStep<Real64> DenseOf(Real64 h, State4<Real64> y, State4<Real64> rate, ExplicitStep<State4<Real64>> step, int state)
    {
        var law = default(Decay<Real64>);
        Real64 Of(State4<Real64> part) => law.Output(part, state);
        return TMethod.Dense(h, Of(y), Of(step.Next - y), new StageSlopes<Real64>(Of(rate), Of(step.K2), Of(step.K3), Of(step.K4), Of(step.K5), Of(step.K6), Of(step.NextRate)));
    }
}
