using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Tests.Kernels.Spheres;

namespace SurrogateEngine.Tests.Kernels.Solvers;

/// <summary>Orders measured on a small sphere whose polymer degrades, so that every derivative in the Jacobian matters.</summary>
public sealed class Rodas5PTests
{
    // R, tau, alpha, k, beta, phi, kb, kappa
    static readonly double[] Formulation = [100, 20, 2, 0.3, 3, 0.2, 1, 5];

    static SphereBench<PlgaSphere<Real64>, Rodas5P> Bench() => new(4, Formulation);

    [Test]
    public void Measured_order_equals_stated_order()
    {
        double[] exact = Walked(640);
        double order = Math.Log2(Distance(Walked(10), exact) / Distance(Walked(20), exact));
        order.ShouldBeInRange(4.7, 5.6);
    }

    [Test]
    public void Dense_output_is_of_order_four()
    {
        double exact = Released(2000, 0.37), order = Math.Log2(Math.Abs(Released(5, 0.37) - exact) / Math.Abs(Released(10, 0.37) - exact));
        order.ShouldBeInRange(3.7, 6);

        // Q at a fixed time that lies at fraction theta of a step, whatever the number of steps.
        static double Released(int steps, double theta)
        {
            SphereBench<PlgaSphere<Real64>, Rodas5P> bench = Bench();
            double h = 4.0 / steps;
            double time = 4.0 / 5 * (2 + theta);
            int whole = (int)(time / h);
            for (int k = 0; k <= whole; k++)
                bench.Step(k * h, h);
            return bench.Dense(time / h - whole);
        }
    }

    [Test]
    public void A_huge_step_on_a_stiff_system_stays_bounded()
    {
        var bench = new SphereBench<PlgaSphere<Real64>, Rodas5P>(32, 50, 0.1, 5, 0.2, 20, 0.02, 50, 2);
        bench.Step(0, 1e3);
        for (int state = 0; state < bench.States; state++)
            Math.Abs(bench[state]).ShouldBeLessThan(50);
    }

    static double[] Walked(int steps)
    {
        SphereBench<PlgaSphere<Real64>, Rodas5P> bench = Bench();
        bench.Walk(4, steps);
        return [.. Enumerable.Range(0, bench.States).Select(state => bench[state])];
    }

    static double Distance(double[] a, double[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();
}
