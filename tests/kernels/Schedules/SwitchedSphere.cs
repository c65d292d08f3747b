using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Programs;
using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Tests.Kernels.Schedules;

/// <summary>The PLGA sphere with a diffusivity that a schedule multiplies, and a dose that adds to its burst pool.</summary>
sealed class SwitchedSphereLaw : ReleaseLaw
{
    static readonly PlgaSphereLaw Inner = new();

    public override string Name => "switched-sphere";
    public override int Version => 1;
    public override string Summary => "a sphere whose diffusivity jumps";
    public override string Source => "plga-sphere";
    public override IReadOnlyList<Parameter> Parameters => Inner.Parameters;
    public override IReadOnlyList<Output> Outputs => Inner.Outputs;
    public override IReadOnlyList<double> DefaultTimes => Inner.DefaultTimes;
    public override string DefaultSolver => "rodas5p";
    public override int DefaultShells => 16;
    public override IReadOnlyList<Channel> Channels { get; } =
    [
        new("speed", "", ChannelKind.Level, 1, "multiplies the diffusivity", "nobody") { DomainLow = 0 },
        new("dose", "", ChannelKind.Dose, 0, "added to the burst pool", "nobody"),
    ];

    public override LawProgram<T> Program<T>() => new SphereProgram<SwitchedSphere<T>, T>();
}

readonly struct SwitchedSphere<T>(PlgaSphere<T> inner, T speed, T dose) : ISphereLaw<SwitchedSphere<T>, T> where T : unmanaged, IReal<T>
{
    readonly PlgaSphere<T> inner = inner;
    readonly T speed = speed, dose = dose;

    public static int Species => 1;
    public static int Drivers => 2;
    public static int Baths => 1;
    public static int Outputs => 1;
    public static int Channels => 2;
    public static bool UniformDiffusivity => true;

    public static SwitchedSphere<T> From<TRow>(TRow row) where TRow : struct, IRow<T> => new(PlgaSphere<T>.From(row), row[8], row[9]);

    public static Few<T> DosedDrivers(SwitchedSphere<T> law, Few<T> drivers) => new(drivers.A, drivers.B + law.dose);

    public Few<T> StartShell => inner.StartShell;
    public Few<T> StartDrivers => inner.StartDrivers;
    public Few<T> StartBaths => inner.StartBaths;

    public Few<R> Climate<R>(Few<R> drivers, R t) where R : unmanaged, IReal<R>, IOver<R, T> => new(speed * inner.Climate(drivers, t).A);

    public Few<R> Diffusivity<R>(Few<R> shell, Few<R> climate) where R : unmanaged, IReal<R>, IOver<R, T> => climate;

    public Few<R> Reaction<R>(Few<R> shell, Few<R> climate) where R : unmanaged, IReal<R>, IOver<R, T> => default;

    public Few<R> DriverRates<R>(Few<R> drivers, R t) where R : unmanaged, IReal<R>, IOver<R, T> => inner.DriverRates(drivers, t);

    public Few<R> SurfaceFlux<R>(Few<R> shell, Few<R> conductance, Few<R> baths, Few<R> climate) where R : unmanaged, IReal<R>, IOver<R, T> =>
        inner.SurfaceFlux(shell, conductance, baths, climate);

    public Few<R> BathRates<R>(Few<R> baths, Few<R> flux, Few<R> drivers) where R : unmanaged, IReal<R>, IOver<R, T> => inner.BathRates(baths, flux, drivers);

    public T Output<TView>(TView view, int output) where TView : struct, ISphereView<T> => view.Bath(0);
}
