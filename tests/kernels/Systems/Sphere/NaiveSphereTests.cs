using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Tests.Kernels.Systems.Sphere;

/// <summary>The fast steppers against a solver that a student can read.</summary>
public sealed class NaiveSphereTests
{
    static readonly double[] Plga = [120, 3, 1.5, 0.1, 4, 0.15, 6, 12];

    [Test]
    public void One_species_is_solved_as_the_textbook_does() => Distance<PlgaSphere<Real64>>(12, Plga).ShouldBeLessThan(2e-8);

    [Test]
    public void So_are_a_pair_of_which_one_stays_and_a_third_that_follows_them() =>
        Distance<PlgaLocal<Real64>>(12, [.. Plga, 0.5]).ShouldBeLessThan(2e-8);

    [Test]
    public void So_is_a_species_that_binds_where_it_is() =>
        Distance<AffinitySphere<Real64>>(12, 0.5, 20, 30, 0.3, 0.1, 5, 500).ShouldBeLessThan(2e-8);

    [Test]
    public void So_are_two_species_in_one_block() => Distance<TwoSpecies<Real64>>(12, Plga).ShouldBeLessThan(2e-8);

    [Test]
    public void So_are_three_species_that_turn_into_each_other() => Distance<Ring<Real64>>(8, 2, 5, 0.8).ShouldBeLessThan(2e-8);

    [Test]
    public void So_are_species_that_turn_into_the_next_one() => Distance<Cascade<Real64>>(8, 2, 5, 0.8).ShouldBeLessThan(2e-8);

    [Test]
    public void Groups_are_the_smallest_that_can_be_solved_one_after_the_other()
    {
        Groups<PlgaSphere<Real64>>().ShouldBe([1, 0, 0]);
        Groups<PlgaLocal<Real64>>().ShouldBe([2, 0, 1]);
        Groups<AffinitySphere<Real64>>().ShouldBe([2, 0, 0]);
        Groups<TwoSpecies<Real64>>().ShouldBe([2, 0, 0]); // the first depends on the receptor, which goes with the last
        Groups<Ring<Real64>>().ShouldBe([3, 0, 0]);
        Groups<Cascade<Real64>>().ShouldBe([1, 1, 1]);
        SphereCoupling<PlgaLocal<Real64>, Real64>.Local(0, 2).ShouldBe(0);
        SphereCoupling<AffinitySphere<Real64>, Real64>.Local(0, 2).ShouldBe(1);
    }

    static int[] Groups<TModel>() where TModel : unmanaged, ISphereModel<TModel, Real64> =>
        [.. Enumerable.Range(0, 3).Select(SphereCoupling<TModel, Real64>.GroupSize)];

    /// <summary>Largest difference of any state between both solvers, at 30 times up to 3.</summary>
    static double Distance<TModel>(int shells, params double[] parameters) where TModel : unmanaged, ISphereModel<TModel, Real64>
    {
        const int few = 30, each = 24;
        var naive = new NaiveSphere<TModel>(shells, parameters);
        var fast = new SphereHarness<TModel, Rodas5P>(shells, parameters);
        double[] times = [0, .. TimeGrid.Geometric(1e-3, 3, few)];
        double worst = 0;
        for (int k = 0; k < few; k++)
        {
            double h = times[k + 1] - times[k];
            naive.Advance(times[k], h);
            for (int part = 0; part < each; part++)
                fast.Step(times[k] + part * h / each, h / each);
            for (int state = 0; state < fast.States; state++)
                worst = Math.Max(worst, Math.Abs(naive.States[state] - fast[state]));
        }

        return worst;
    }
}

/// <summary>Three species that diffuse, each turning into the next and the last into the first: nothing can be taken apart.</summary>
readonly struct Ring<T>(T invTau, T k, T leak) : ISphereModel<Ring<T>, T> where T : unmanaged, IReal<T>
{
    readonly T invTau = invTau, k = k, leak = leak;

    public static int Species => 3;
    public static int AutonomousPools => 1;
    public static int Receptors => 2;
    public static int Outputs => 1;
    public static bool Reacts => true;

    public static Ring<T> From<TParameters>(TParameters row) where TParameters : struct, IParameters<T> => new(1 / row[0], row[1], row[2]);

    public Vec3<T> StartShell => new(T.FromDouble(1), T.FromDouble(0.2), T.FromDouble(0));
    public Vec3<T> StartPools => new(T.FromDouble(1));
    public Vec3<T> StartReceptors => new(T.FromDouble(0), T.FromDouble(0));

    public Vec3<R> SharedCoefficients<R>(Vec3<R> pools, R t) where R : unmanaged, IReal<R>, IOver<R, T> => pools;

    public Vec3<R> Diffusivity<R>(Vec3<R> shell, Vec3<R> shared) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(invTau * (1 + shell.B), invTau * (1 + 0.5 * shared.A), invTau * (2 + shell.A * shell.C));

    public Vec3<R> Reaction<R>(Vec3<R> shell, Vec3<R> shared) where R : unmanaged, IReal<R>, IOver<R, T>
    {
        R ab = k * (shell.A * shared.A), bc = k * shell.B, ca = k * (shell.C * shell.C);
        return new(ca - ab, ab - bc, bc - ca);
    }

    public Vec3<R> PoolRates<R>(Vec3<R> pools, R t) where R : unmanaged, IReal<R>, IOver<R, T> => new(-(leak * pools.A));

    public Vec3<R> SurfaceFlux<R>(Vec3<R> shell, Vec3<R> conductance, Vec3<R> receptors, Vec3<R> shared)
        where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(conductance.A * (shell.A - 0.3 * receptors.A), conductance.B * shell.B, conductance.C * (shell.C - 0.2 * receptors.B));

    public Vec3<R> ReceptorRates<R>(Vec3<R> receptors, Vec3<R> flux, Vec3<R> pools) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(flux.A - leak * receptors.A, flux.C + flux.B - leak * receptors.B);

    public T Output<TView>(TView view, int output) where TView : struct, ISphereView<T> => view.Receptor(0);
}

/// <summary>Three species that diffuse, each turning into the next one; the last is soaked up by the receptor that all of them
/// feed.</summary>
readonly struct Cascade<T>(T invTau, T k, T leak) : ISphereModel<Cascade<T>, T> where T : unmanaged, IReal<T>
{
    readonly T invTau = invTau, k = k, leak = leak;

    public static int Species => 3;
    public static int AutonomousPools => 1;
    public static int Receptors => 1;
    public static int Outputs => 1;
    public static bool Reacts => true;

    public static Cascade<T> From<TParameters>(TParameters row) where TParameters : struct, IParameters<T> =>
        new(1 / row[0], row[1], row[2]);

    public Vec3<T> StartShell => new(T.FromDouble(1), T.FromDouble(0.2), T.FromDouble(0));
    public Vec3<T> StartPools => new(T.FromDouble(1));
    public Vec3<T> StartReceptors => new(T.FromDouble(0));

    public Vec3<R> SharedCoefficients<R>(Vec3<R> pools, R t) where R : unmanaged, IReal<R>, IOver<R, T> => pools;

    public Vec3<R> Diffusivity<R>(Vec3<R> shell, Vec3<R> shared) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(invTau * (1 + shell.A), invTau * (1 + 0.5 * shell.A), invTau * (2 + shell.A * shell.B));

    public Vec3<R> Reaction<R>(Vec3<R> shell, Vec3<R> shared) where R : unmanaged, IReal<R>, IOver<R, T>
    {
        R first = k * (shell.A * shared.A), second = k * (shell.B * shell.B);
        return new(-first, first - second, second);
    }

    public Vec3<R> PoolRates<R>(Vec3<R> pools, R t) where R : unmanaged, IReal<R>, IOver<R, T> => new(-(leak * pools.A));

    public Vec3<R> SurfaceFlux<R>(Vec3<R> shell, Vec3<R> conductance, Vec3<R> receptors, Vec3<R> shared)
        where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(conductance.A * shell.A, conductance.B * shell.B, conductance.C * (shell.C - 0.3 * receptors.A));

    public Vec3<R> ReceptorRates<R>(Vec3<R> receptors, Vec3<R> flux, Vec3<R> pools) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(flux.A + flux.B + flux.C - leak * (receptors.A * pools.A));

    public T Output<TView>(TView view, int output) where TView : struct, ISphereView<T> => view.Receptor(0);
}
