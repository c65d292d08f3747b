using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Tests.Kernels.Systems.Sphere;

/// <summary>Explicit methods on a sphere, step by step.</summary>
public sealed class SphereStepperTests
{
    // R, tau, alpha, k, beta, phi, kb, kappa
    static readonly double[] Formulation = [100, 200, 2, 0.3, 3, 0.2, 1, 5];

    [Test]
    public void Measured_order_equals_stated_order()
    {
        Order<PlgaSphere<Real64>, Bosh3>(80).ShouldBe(3, 0.3);
        Order<PlgaSphere<Real64>, Dopri5>(40).ShouldBe(5, 0.3);
        Order<PlgaSphere<Real64>, Tsit5>(80).ShouldBe(5, 0.3);
    }

    [Test]
    public void Shells_that_react_and_differ_keep_it()
    {
        Order<TwoSpecies<Real64>, Bosh3>(80).ShouldBe(3, 0.3);
        Order<TwoSpecies<Real64>, Dopri5>(40).ShouldBe(5, 0.4);
        Order<TwoSpecies<Real64>, Tsit5>(80).ShouldBe(5, 0.4);
    }

    [Test]
    public void Dense_output_errs_by_no_lower_order_than_the_steps()
    {
        DenseOrder<Bosh3>(80).ShouldBeGreaterThan(2.7);
        DenseOrder<Dopri5>(40).ShouldBeGreaterThan(4.6);
        DenseOrder<Tsit5>(40).ShouldBeGreaterThan(4.6);
    }

    [Test]
    public void The_dose_is_conserved_to_rounding()
    {
        Misfit<Bosh3>().ShouldBeLessThan(1e-13);
        Misfit<Dopri5>().ShouldBeLessThan(1e-13);
        Misfit<Tsit5>().ShouldBeLessThan(1e-13);
    }

    static double Order<TModel, TMethod>(int steps)
        where TModel : unmanaged, ISphereModel<TModel, Real64>
        where TMethod : struct, IRungeKutta
    {
        var reference = new SphereHarness<TModel, Rodas5P>(4, Formulation);
        reference.Walk(4, 640);
        return Math.Log2(Distance(steps) / Distance(2 * steps));

        double Distance(int steps)
        {
            var sphere = new ExplicitSphereHarness<TModel, TMethod>(4, Formulation);
            sphere.Walk(4, steps);
            return Enumerable.Range(0, sphere.States).Max(state => Math.Abs(sphere[state] - reference[state]));
        }
    }

    static double DenseOrder<TMethod>(int steps) where TMethod : struct, IRungeKutta
    {
        return Math.Log2(Error(steps) / Error(2 * steps));

        static double Error(int steps)
        {
            const double theta = 0.37;
            double h = 4.0 / steps, worst = 0;
            var sphere = new ExplicitSphereHarness<PlgaSphere<Real64>, TMethod>(4, Formulation);
            for (int k = 0; k < steps; k++)
            {
                sphere.Step(k * h, h);
                if (k % (steps / 8) > 0)
                    continue;
                var exact = new SphereHarness<PlgaSphere<Real64>, Rodas5P>(4, Formulation);
                exact.Walk((k + theta) * h, 200);
                worst = Math.Max(worst, Math.Abs(sphere.Dense(theta) - exact.Dense(1)));
            }

            return worst;
        }
    }

    static double Misfit<TMethod>() where TMethod : struct, IRungeKutta
    {
        var sphere = new ExplicitSphereHarness<PlgaSphere<Real64>, TMethod>(8, Formulation);
        double worst = 0;
        for (int k = 0; k < 200; k++)
        {
            sphere.Step(0.02 * k, 0.02);
            double core = Enumerable.Range(0, 8).Sum(i => sphere[i] / sphere.Grid.InverseVolume[i]);
            worst = Math.Max(worst, Math.Abs((1 - Formulation[5]) * core + sphere[8] + sphere[10] - 1));
        }

        return worst;
    }
}
