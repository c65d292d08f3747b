using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Tests.Kernels.Spheres;

public sealed class SphereSystemTests
{
    static readonly double[] Formulation = [120, 3, 1.5, 0.1, 4, 0.15, 6, 12];

    [Test]
    public void The_dose_is_conserved_to_rounding()
    {
        var bench = new SphereBench<PlgaSphere<Real64>, Rodas5P>(32, Formulation);
        for (int k = 0; k < 200; k++)
        {
            bench.Step(0.1 * k, 0.1);
            double core = 0;
            for (int i = 0; i < 32; i++)
                core += bench[i] / bench.Grid.InverseVolume[i];
            double total = (1 - Formulation[5]) * core + bench[32] + bench[34];
            total.ShouldBe(1, 1e-13);
        }
    }

    [Test]
    public void Drivers_follow_their_closed_forms()
    {
        var bench = new SphereBench<PlgaSphere<Real64>, Rodas5P>(8, Formulation);
        bench.Walk(10, 400);
        double k = Formulation[3], beta = Formulation[4];
        double polymer = (1 + beta) / (beta + Math.Exp(k * (1 + beta) * 10));
        bench[9].ShouldBe(polymer, 1e-9);
        bench[10].ShouldBe(Formulation[5] * Math.Exp(-Formulation[6] * 100 / Formulation[0] * 10), 1e-12);
    }

    [Test]
    public void Blocks_and_plain_numbers_solve_the_same_chain()
    {
        // The same law with an inert second species takes the general path.
        var plain = new SphereBench<PlgaSphere<Real64>, Rodas5P>(16, Formulation);
        var general = new SphereBench<TwoSpecies<Real64>, Rodas5P>(16, Formulation);
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
    public void A_law_whose_shells_react_and_differ_keeps_its_order()
    {
        double[] exact = Walked(1280);
        double order = Math.Log2(Distance(Walked(80), exact) / Distance(Walked(160), exact));
        order.ShouldBeInRange(4.4, 5.7);

        static double[] Walked(int steps)
        {
            var bench = new SphereBench<TwoSpecies<Real64>, Rodas5P>(4, 120, 20, 1.5, 0.3, 4, 0.15, 1, 5);
            bench.Walk(4, steps);
            return [.. Enumerable.Range(0, bench.States).Select(state => bench[state])];
        }

        static double Distance(double[] a, double[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();
    }
}

/// <summary>
/// The PLGA sphere beside a second species that diffuses with a diffusivity of its own making and reacts with itself:
/// D_2 = (1 + c_2) / tau, reaction -0.3 c_2^2.
/// </summary>
readonly struct TwoSpecies<T>(PlgaSphere<T> first, T rate) : ISphereLaw<TwoSpecies<T>, T> where T : unmanaged, IReal<T>
{
    readonly PlgaSphere<T> first = first;
    readonly T rate = rate;

    public static int Species => 2;
    public static int Drivers => 2;
    public static int Baths => 1;
    public static int Outputs => 1;
    public static bool Reacts => true;

    public static TwoSpecies<T> From<TRow>(TRow row) where TRow : struct, IRow<T> => new(PlgaSphere<T>.From(row), 1 / row[1]);

    public Few<T> StartShell => new(T.Of(1), T.Of(1));
    public Few<T> StartDrivers => first.StartDrivers;
    public Few<T> StartBaths => first.StartBaths;

    public Few<R> Climate<R>(Few<R> drivers, R t) where R : unmanaged, IReal<R>, IOver<R, T> => first.Climate(drivers, t);

    public Few<R> Diffusivity<R>(Few<R> shell, Few<R> climate) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(climate.A, rate * (1 + shell.B));

    public Few<R> Reaction<R>(Few<R> shell, Few<R> climate) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(R.Of(0), -0.3 * (shell.B * shell.B));

    public Few<R> DriverRates<R>(Few<R> drivers, R t) where R : unmanaged, IReal<R>, IOver<R, T> => first.DriverRates(drivers, t);

    public Few<R> SurfaceFlux<R>(Few<R> shell, Few<R> conductance, Few<R> baths, Few<R> climate) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(first.SurfaceFlux(shell, conductance, baths, climate).A, conductance.B * shell.B);

    public Few<R> BathRates<R>(Few<R> baths, Few<R> flux, Few<R> drivers) where R : unmanaged, IReal<R>, IOver<R, T> => first.BathRates(baths, flux, drivers);

    public T Output<TView>(TView view, int output) where TView : struct, ISphereView<T> => view.Bath(0);
}
