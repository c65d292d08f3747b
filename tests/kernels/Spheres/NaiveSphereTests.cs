using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Tests.Kernels.Spheres;

/// <summary>The fast steppers against a solver that a student can read.</summary>
public sealed class NaiveSphereTests
{
    static readonly double[] Plga = [120, 3, 1.5, 0.1, 4, 0.15, 6, 12];

    [Test]
    public void One_species_is_solved_as_the_textbook_does() => Distance<PlgaSphere<Real64>>(12, Plga).ShouldBeLessThan(2e-8);

    [Test]
    public void So_are_a_pair_of_which_one_stays_and_a_third_that_follows_them() => Distance<PlgaLocal<Real64>>(12, [.. Plga, 0.5]).ShouldBeLessThan(2e-8);

    [Test]
    public void So_is_a_species_that_binds_where_it_is() => Distance<AffinitySphere<Real64>>(12, 0.5, 20, 30, 0.3, 0.1, 5, 500).ShouldBeLessThan(2e-8);

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
        Groups<TwoSpecies<Real64>>().ShouldBe([2, 0, 0]); // the first feels the bath, which goes with the last
        Groups<Ring<Real64>>().ShouldBe([3, 0, 0]);
        Groups<Cascade<Real64>>().ShouldBe([1, 1, 1]);
        SphereCoupling<PlgaLocal<Real64>, Real64>.Local(0, 2).ShouldBe(0);
        SphereCoupling<AffinitySphere<Real64>, Real64>.Local(0, 2).ShouldBe(1);
    }

    static int[] Groups<TLaw>() where TLaw : unmanaged, ISphereLaw<TLaw, Real64> =>
        [.. Enumerable.Range(0, 3).Select(SphereCoupling<TLaw, Real64>.GroupSize)];

    /// <summary>Largest difference of any state between both solvers, at 30 times up to 3.</summary>
    static double Distance<TLaw>(int shells, params double[] parameters) where TLaw : unmanaged, ISphereLaw<TLaw, Real64>
    {
        const int few = 30, each = 24;
        var naive = new NaiveSphere<TLaw>(shells, parameters);
        var fast = new SphereBench<TLaw, Rodas5P>(shells, parameters);
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
readonly struct Ring<T>(T invTau, T k, T leak) : ISphereLaw<Ring<T>, T> where T : unmanaged, IReal<T>
{
    readonly T invTau = invTau, k = k, leak = leak;

    public static int Species => 3;
    public static int Drivers => 1;
    public static int Baths => 2;
    public static int Outputs => 1;
    public static bool Reacts => true;

    public static Ring<T> From<TRow>(TRow row) where TRow : struct, IRow<T> => new(1 / row[0], row[1], row[2]);

    public Few<T> StartShell => new(T.Of(1), T.Of(0.2), T.Of(0));
    public Few<T> StartDrivers => new(T.Of(1));
    public Few<T> StartBaths => new(T.Of(0), T.Of(0));

    public Few<R> Climate<R>(Few<R> drivers, R t) where R : unmanaged, IReal<R>, IOver<R, T> => drivers;

    public Few<R> Diffusivity<R>(Few<R> shell, Few<R> climate) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(invTau * (1 + shell.B), invTau * (1 + 0.5 * climate.A), invTau * (2 + shell.A * shell.C));

    public Few<R> Reaction<R>(Few<R> shell, Few<R> climate) where R : unmanaged, IReal<R>, IOver<R, T>
    {
        R ab = k * (shell.A * climate.A), bc = k * shell.B, ca = k * (shell.C * shell.C);
        return new(ca - ab, ab - bc, bc - ca);
    }

    public Few<R> DriverRates<R>(Few<R> drivers, R t) where R : unmanaged, IReal<R>, IOver<R, T> => new(-(leak * drivers.A));

    public Few<R> SurfaceFlux<R>(Few<R> shell, Few<R> conductance, Few<R> baths, Few<R> climate) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(conductance.A * (shell.A - 0.3 * baths.A), conductance.B * shell.B, conductance.C * (shell.C - 0.2 * baths.B));

    public Few<R> BathRates<R>(Few<R> baths, Few<R> flux, Few<R> drivers) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(flux.A - leak * baths.A, flux.C + flux.B - leak * baths.B);

    public T Output<TView>(TView view, int output) where TView : struct, ISphereView<T> => view.Bath(0);
}

/// <summary>Three species that diffuse, each turning into the next one; the last is soaked up by the bath that all of them feed.</summary>
readonly struct Cascade<T>(T invTau, T k, T leak) : ISphereLaw<Cascade<T>, T> where T : unmanaged, IReal<T>
{
    readonly T invTau = invTau, k = k, leak = leak;

    public static int Species => 3;
    public static int Drivers => 1;
    public static int Baths => 1;
    public static int Outputs => 1;
    public static bool Reacts => true;

    public static Cascade<T> From<TRow>(TRow row) where TRow : struct, IRow<T> => new(1 / row[0], row[1], row[2]);

    public Few<T> StartShell => new(T.Of(1), T.Of(0.2), T.Of(0));
    public Few<T> StartDrivers => new(T.Of(1));
    public Few<T> StartBaths => new(T.Of(0));

    public Few<R> Climate<R>(Few<R> drivers, R t) where R : unmanaged, IReal<R>, IOver<R, T> => drivers;

    public Few<R> Diffusivity<R>(Few<R> shell, Few<R> climate) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(invTau * (1 + shell.A), invTau * (1 + 0.5 * shell.A), invTau * (2 + shell.A * shell.B));

    public Few<R> Reaction<R>(Few<R> shell, Few<R> climate) where R : unmanaged, IReal<R>, IOver<R, T>
    {
        R first = k * (shell.A * climate.A), second = k * (shell.B * shell.B);
        return new(-first, first - second, second);
    }

    public Few<R> DriverRates<R>(Few<R> drivers, R t) where R : unmanaged, IReal<R>, IOver<R, T> => new(-(leak * drivers.A));

    public Few<R> SurfaceFlux<R>(Few<R> shell, Few<R> conductance, Few<R> baths, Few<R> climate) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(conductance.A * shell.A, conductance.B * shell.B, conductance.C * (shell.C - 0.3 * baths.A));

    public Few<R> BathRates<R>(Few<R> baths, Few<R> flux, Few<R> drivers) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(flux.A + flux.B + flux.C - leak * (baths.A * drivers.A));

    public T Output<TView>(TView view, int output) where TView : struct, ISphereView<T> => view.Bath(0);
}
