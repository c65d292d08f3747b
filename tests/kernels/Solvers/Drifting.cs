using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Tests.Kernels.Solvers;

/// <summary>Whether a law owns up to looking at the time.</summary>
interface IHonesty
{
    static abstract bool Says { get; }
}

readonly struct Honest : IHonesty
{
    public static bool Says => true;
}

readonly struct Silent : IHonesty
{
    public static bool Says => false;
}

/// <summary>A sphere whose climate grows as 1 + 0.3 t^2 and whose drivers run 1 + 0.5 t times as fast.</summary>
readonly struct Drifting<TInner, T, THonesty>(TInner inner) : ISphereLaw<Drifting<TInner, T, THonesty>, T>
    where TInner : unmanaged, ISphereLaw<TInner, T>
    where T : unmanaged, IReal<T>
    where THonesty : struct, IHonesty
{
    readonly TInner inner = inner;

    public static int Species => TInner.Species;
    public static int Drivers => TInner.Drivers;
    public static int Baths => TInner.Baths;
    public static int FeltDrivers => TInner.FeltDrivers;
    public static int Outputs => TInner.Outputs;
    public static bool UniformDiffusivity => TInner.UniformDiffusivity;
    public static bool Reacts => TInner.Reacts;
    public static bool DependsOnTime => THonesty.Says;

    public static Drifting<TInner, T, THonesty> From<TRow>(TRow row) where TRow : struct, IRow<T> => new(TInner.From(row));

    public Few<T> StartShell => inner.StartShell;
    public Few<T> StartDrivers => inner.StartDrivers;
    public Few<T> StartBaths => inner.StartBaths;

    public Few<R> Climate<R>(Few<R> drivers, R t) where R : unmanaged, IReal<R>, IOver<R, T> => (1 + 0.3 * t * t) * inner.Climate(drivers, t);

    public Few<R> Diffusivity<R>(Few<R> shell, Few<R> climate) where R : unmanaged, IReal<R>, IOver<R, T> => inner.Diffusivity(shell, climate);

    public Few<R> Reaction<R>(Few<R> shell, Few<R> climate) where R : unmanaged, IReal<R>, IOver<R, T> => inner.Reaction(shell, climate);

    public Few<R> DriverRates<R>(Few<R> drivers, R t) where R : unmanaged, IReal<R>, IOver<R, T> => (1 + 0.5 * t) * inner.DriverRates(drivers, t);

    public Few<R> SurfaceFlux<R>(Few<R> shell, Few<R> conductance, Few<R> baths, Few<R> climate) where R : unmanaged, IReal<R>, IOver<R, T> =>
        inner.SurfaceFlux(shell, conductance, baths, climate);

    public Few<R> BathRates<R>(Few<R> baths, Few<R> flux, Few<R> drivers) where R : unmanaged, IReal<R>, IOver<R, T> => inner.BathRates(baths, flux, drivers);

    public T Output<TView>(TView view, int output) where TView : struct, ISphereView<T> => inner.Output(view, output);
}
