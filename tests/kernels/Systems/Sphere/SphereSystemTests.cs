using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Tests.Kernels.Systems.Sphere;

public sealed class SphereSystemTests
{
    static readonly double[] Formulation = [120, 3, 1.5, 0.1, 4, 0.15, 6, 12];

    [Test]
    public void The_dose_is_conserved_to_rounding()
    {
        var queue = new SphereHarness<PlgaSphere<Real64>, Rodas5P>(32, Formulation);
        for (int k = 0; k < 200; k++)
        {
            queue.Step(0.1 * k, 0.1);
            double core = 0;
            for (int i = 0; i < 32; i++)
                core += queue[i] / queue.Grid.InverseVolume[i];
            double total = (1 - Formulation[5]) * core + queue[32] + queue[34];
            total.ShouldBe(1, 1e-13);
        }
    }

    [Test]
    public void Autonomous_pools_follow_their_closed_forms()
    {
        var queue = new SphereHarness<PlgaSphere<Real64>, Rodas5P>(8, Formulation);
        queue.Walk(10, 400);
        double k = Formulation[3], beta = Formulation[4];
        double polymer = (1 + beta) / (beta + Math.Exp(k * (1 + beta) * 10));
        queue[9].ShouldBe(polymer, 1e-9);
        queue[10].ShouldBe(Formulation[5] * Math.Exp(-Formulation[6] * 100 / Formulation[0] * 10), 1e-12);
    }

    [Test]
    public void Blocks_and_plain_numbers_solve_the_same_chain()
    {
        // The same model with an inert second species takes the general path.
        var plain = new SphereHarness<PlgaSphere<Real64>, Rodas5P>(16, Formulation);
        var general = new SphereHarness<TwoSpecies<Real64>, Rodas5P>(16, Formulation);
        for (int k = 0; k < 60; k++)
        {
            plain.Step(0.02 * k, 0.02);
            general.Step(0.02 * k, 0.02);
        }

        general[32].ShouldBe(plain[16], 1e-12);
        for (int i = 0; i < 16; i++)
            general[2 * i].ShouldBe(plain[i], 1e-12);
    }

    [Test]
    public void A_model_whose_shells_react_and_differ_keeps_its_order()
    {
        double[] exact = Walked(1280);
        double order = Math.Log2(Distance(Walked(80), exact) / Distance(Walked(160), exact));
        order.ShouldBeInRange(4.4, 5.7);

        static double[] Walked(int steps)
        {
            var queue = new SphereHarness<TwoSpecies<Real64>, Rodas5P>(4, 120, 20, 1.5, 0.3, 4, 0.15, 1, 5);
            queue.Walk(4, steps);
            return [.. Enumerable.Range(0, queue.States).Select(state => queue[state])];
        }

        static double Distance(double[] a, double[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();
    }
}

/// <summary>
/// The PLGA sphere beside a second species that diffuses with a diffusivity of its own making and reacts with itself:
/// D_2 = (1 + c_2) / tau, reaction -0.3 c_2^2.
/// </summary>
readonly struct TwoSpecies<T>(PlgaSphere<T> first, T rate) : ISphereModel<TwoSpecies<T>, T> where T : unmanaged, IReal<T>
{
    readonly PlgaSphere<T> first = first;
    readonly T rate = rate;

    public static int Species => 2;
    public static int AutonomousPools => 2;
    public static int Receptors => 1;
    public static int Outputs => 1;
    public static bool Reacts => true;

    public static TwoSpecies<T> From<TParameters>(TParameters row) where TParameters : struct, IParameters<T> =>
        new(PlgaSphere<T>.From(row), 1 / row[1]);

    public Vec3<T> StartShell => new(T.FromDouble(1), T.FromDouble(1));
    public Vec3<T> StartPools => first.StartPools;
    public Vec3<T> StartReceptors => first.StartReceptors;

    public Vec3<R> SharedCoefficients<R>(Vec3<R> pools, R t) where R : unmanaged, IReal<R>, IOver<R, T> =>
        first.SharedCoefficients(pools, t);

    public Vec3<R> Diffusivity<R>(Vec3<R> shell, Vec3<R> shared) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(shared.A, rate * (1 + shell.B));

    public Vec3<R> Reaction<R>(Vec3<R> shell, Vec3<R> shared) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(R.FromDouble(0), -0.3 * (shell.B * shell.B));

    public Vec3<R> PoolRates<R>(Vec3<R> pools, R t) where R : unmanaged, IReal<R>, IOver<R, T> => first.PoolRates(pools, t);

    public Vec3<R> SurfaceFlux<R>(Vec3<R> shell, Vec3<R> conductance, Vec3<R> receptors, Vec3<R> shared)
        where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(first.SurfaceFlux(shell, conductance, receptors, shared).A, conductance.B * shell.B);

    public Vec3<R> ReceptorRates<R>(Vec3<R> receptors, Vec3<R> flux, Vec3<R> pools) where R : unmanaged, IReal<R>, IOver<R, T> =>
        first.ReceptorRates(receptors, flux, pools);

    public T Output<TView>(TView view, int output) where TView : struct, ISphereView<T> => view.Receptor(0);
}
