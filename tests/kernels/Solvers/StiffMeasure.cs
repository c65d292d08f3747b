using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Tests.Kernels.Systems.Sphere;

namespace SurrogateEngine.Tests.Kernels.Solvers;

/// <summary>Measures the orders of a Rosenbrock method on a small sphere whose polymer degrades, so that every derivative in the Jacobian
/// matters.</summary>
static class StiffMeasure<TMethod> where TMethod : struct, IRosenbrock
{
    // R, tau, alpha, k, beta, phi, kb, kappa
    static readonly double[] Formulation = [100, 20, 2, 0.3, 3, 0.2, 1, 5];
    static readonly double[] Exact = Walked<Rodas5P>(640);

    /// <summary>Order of the worst state at t = 4, from n and 2 n steps.</summary>
    public static double Order(int steps) => Math.Log2(Distance(Walked<TMethod>(steps)) / Distance(Walked<TMethod>(2 * steps)));

    /// <summary>Order of the first output at fraction theta of the worst step, from n and 2 n steps.</summary>
    public static double DenseOrder(int steps, double theta = 0.37) => Math.Log2(DenseError(steps, theta) / DenseError(2 * steps, theta));

    /// <summary>Order of the error estimate of the first step.</summary>
    public static double EstimateOrder(double h)
    {
        return Math.Log2(Estimate(h) / Estimate(h / 2));

        // With this tolerance the norm's weights hardly depend on the step.
        static double Estimate(double h) => Bench<TMethod>().Step(0, h, tolerance: 1e-6);
    }

    /// <summary>Largest state after one step far too long for a very stiff sphere.</summary>
    public static double AfterHugeStep()
    {
        var queue = new SphereHarness<PlgaSphere<Real64>, TMethod>(32, 50, 0.1, 5, 0.2, 20, 0.02, 50, 2);
        queue.Step(0, 1e3);
        return Enumerable.Range(0, queue.States).Max(state => Math.Abs(queue[state]));
    }

    static SphereHarness<PlgaSphere<Real64>, T> Bench<T>() where T : struct, IRosenbrock => new(4, Formulation);

    static double[] Walked<T>(int steps) where T : struct, IRosenbrock
    {
        SphereHarness<PlgaSphere<Real64>, T> queue = Bench<T>();
        queue.Walk(4, steps);
        return [.. Enumerable.Range(0, queue.States).Select(state => queue[state])];
    }

    static double Distance(double[] states) => states.Zip(Exact, (x, y) => Math.Abs(x - y)).Max();

    static double DenseError(int steps, double theta)
    {
        SphereHarness<PlgaSphere<Real64>, TMethod> queue = Bench<TMethod>();
        double h = 4.0 / steps, worst = 0;
        for (int k = 0; k < steps; k++)
        {
            queue.Step(k * h, h);
            worst = Math.Max(worst, Math.Abs(queue.Dense(theta) - ExactOutput((k + theta) * h)));
        }

        return worst;
    }

    /// <summary>The first output at t by steps so short that the dense output does not matter.</summary>
    static double ExactOutput(double t)
    {
        SphereHarness<PlgaSphere<Real64>, Rodas5P> queue = Bench<Rodas5P>();
        queue.Walk(t, 200);
        return queue.Dense(1);
    }
}
