using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Compartments;
using SurrogateEngine.Kernels.Systems.Multispecies;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Tests.Kernels.Systems.Multispecies;

/// <summary>
/// Five species that diffuse alike while each turns into the next at the rate k / (1 + a t), the last one staying what it is; four pools
/// that do the same, the last of which empties into the last of five receptors. What diffuses is shared out as a Poisson process shares it:
/// after s = (k / a) ln(1 + a t) the share of the n-th is e^-s s^n / n!, whatever left the sphere.
/// </summary>
sealed class SuccessionModel : ReleaseModel
{
    public override string Name => "succession";
    public override int Version => 1;
    public override string Summary => "five species, each turning into the next";
    public override string Source => "Poisson";
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("tau", "d", 1, 20, Scale.Log, "diffusion time", "a test"),
        new("k", "1/d", 0.2, 3, Scale.Log, "rate of turning into the next", "a test"),
        new("a", "1/d", 0.1, 1, Scale.Log, "how soon the rate falls", "a test"),
        new("phi", "", 0.1, 0.4, Scale.Linear, "share in the pools", "a test"),
    ];

    public override IReadOnlyList<Output> Outputs { get; } =
    [
        .. Enumerable.Range(0, 5).Select(n => new Output($"c{n}", "", "mean of a species")),
        .. Enumerable.Range(0, 5).Select(n => new Output($"r{n}", "", "a receptor")),
        .. Enumerable.Range(0, 4).Select(n => new Output($"p{n}", "", "a pool")),
    ];

    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Geometric(1e-2, 10, 16);
    public override string DefaultSolver => "rodas5p";
    public override int DefaultShells => 16;
    public override IReadOnlyList<Input> Inputs { get; } = [new("dose", "", InputKind.Dose, 0, "added to the first pool", "a test")];

    public override ModelProgram<T> Program<T>() =>
        new MultispeciesProgram<Succession<T>, T, StatePair<State3<T>, State2<T>, T>, State4<T>, StatePair<State4<T>, State1<T>, T>>();
}

readonly struct Succession<T>(T invTau, T k, T a, T phi, T dose)
    : IMultispeciesModel<Succession<T>, T, StatePair<State3<T>, State2<T>, T>, State4<T>, StatePair<State4<T>, State1<T>, T>>
    where T : unmanaged, IReal<T>
{
    readonly T invTau = invTau, k = k, a = a, phi = phi, dose = dose;

    public static int Outputs => 14;
    public static int Inputs => 1;
    public static bool DependsOnTime => true;

    public static Succession<T> From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T> =>
        new(1 / parameters[0], parameters[1], parameters[2], parameters[3], parameters[4]);

    public static State4<T> DosedPools(Succession<T> model, State4<T> pools) => new(pools.A + model.dose, pools.B, pools.C, pools.D);

    public StatePair<State3<T>, State2<T>, T> StartShell => new(new(1 - phi, default, default), default);
    public State4<T> StartPools => new(phi, default, default, default);
    public StatePair<State4<T>, State1<T>, T> StartReceptors => default;

    T Speed(T t) => k / (1 + a * t);

    public StatePair<State3<T>, State2<T>, T> Diffusivity(StatePair<State3<T>, State2<T>, T> shell, State4<T> pools, T t) =>
        new(new(invTau, invTau, invTau), new(invTau, invTau));

    public StatePair<State3<T>, State2<T>, T> Reaction(StatePair<State3<T>, State2<T>, T> shell, State4<T> pools, T t)
    {
        var ((x, y, z), (u, _)) = (shell.First, shell.Second);
        T speed = Speed(t);
        return new(new(-(speed * x), speed * (x - y), speed * (y - z)), new(speed * (z - u), speed * u));
    }

    public State4<T> PoolRates(State4<T> pools, T t)
    {
        (T x, T y, T z, T u) = pools;
        T speed = Speed(t);
        return new(-(speed * x), speed * (x - y), speed * (y - z), speed * (z - u));
    }

    public StatePair<State3<T>, State2<T>, T> SurfaceFlux(StatePair<State3<T>, State2<T>, T> shell,
        StatePair<State3<T>, State2<T>, T> conductance, StatePair<State4<T>, State1<T>, T> receptors, State4<T> pools, T t) =>
        conductance * shell;

    public StatePair<State4<T>, State1<T>, T> ReceptorRates(StatePair<State4<T>, State1<T>, T> receptors,
        StatePair<State3<T>, State2<T>, T> flux, State4<T> pools, T t) =>
        new(new(flux.First.A, flux.First.B, flux.First.C, flux.Second.A), new(flux.Second.B + Speed(t) * pools.D));

    public T Output<TView>(TView view, int output) where TView : struct, ISphereView<T> =>
        output < 5 ? view.Mean(output) : output < 10 ? view.Receptor(output - 5) : view.AutonomousPool(output - 10);
}
