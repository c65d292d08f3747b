using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Systems.Compartments;
using SurrogateEngine.Tests.Kernels.Systems.Sphere;

namespace SurrogateEngine.Tests.Kernels.Solvers;

/// <summary>Measures the orders of an explicit method by halving steps on a system with a closed form.</summary>
static class ExplicitMeasure<TMethod> where TMethod : struct, IRungeKutta
{
    /// <summary>Order of the worst state at fraction theta of the last of n steps to t = 2, from n and 2 n.</summary>
    public static double Order(double theta, int steps = 8) => Math.Log2(Error(steps, theta) / Error(2 * steps, theta));

    /// <summary>Order of the error estimate of a step.</summary>
    public static double EstimateOrder(double h = 0.1) => Math.Log2(Estimate(h) / Estimate(h / 2));

    /// <summary>Largest difference, relative to the step, between the derivatives of the dense output at both ends and the rates
    /// there.</summary>
    public static double DerivativeMismatch()
    {
        const double from = 0.3, h = 0.2;
        var model = default(Decay<Real64>);
        var stepper = Begun(from);
        stepper.Step(new(from), new(h), Allowed(1));
        var end = new State4<Real64>(At(0), At(1), At(2), At(3));
        State4<Real64> first = model.Rate(new(from), model.Start), last = model.Rate(new(from + h), end);
        double worst = 0;
        for (int state = 0; state < 4; state++)
        {
            Interpolant<Real64> dense = stepper.Dense(state);
            double rise = dense.Rise.V, p = dense.P.V, q = dense.Q.V, r = dense.R.V;
            worst = Math.Max(worst, Math.Abs((rise + p) / h - model.Output(first, state).V));
            worst = Math.Max(worst, Math.Abs((rise - p - q - r) / h - model.Output(last, state).V));
        }

        return worst;

        Real64 At(int state) => stepper.Dense(state).At(new(1));
    }

    static double Error(int steps, double theta)
    {
        double h = 2.0 / steps;
        var stepper = Begun(0);
        double worst = 0;
        for (int k = 0; k < steps; k++)
        {
            stepper.Step(new(k * h), new(h), Allowed(1));
            double[] exact = Decay<Real64>.Exact((k + theta) * h);
            for (int state = 0; state < 4; state++)
                worst = Math.Max(worst, Math.Abs(stepper.Dense(state).At(new(theta)).V - exact[state]));
            stepper.Accept(new(1));
        }

        return worst;
    }

    // Weights that hardly depend on the step.
    static double Estimate(double h) => Begun(0).Step(new(0), new(h), new(new(1), new(1e-6))).V;

    static Tolerance<Real64> Allowed(double error) => new(new(error), new(error));

    static CompartmentStepper<Decay<Real64>, Real64, State4<Real64>, ArrayRows, ArrayGrid, TMethod> Begun(double t)
    {
        var stepper = default(CompartmentStepper<Decay<Real64>, Real64, State4<Real64>, ArrayRows, ArrayGrid, TMethod>);
        stepper.Initialize(new ArrayParameters([]), new(1));
        stepper.ApplyEvent(new ArrayParameters([]), new(t), new(1));
        return stepper;
    }
}
