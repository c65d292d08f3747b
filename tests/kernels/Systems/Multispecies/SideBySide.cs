using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Compartments;
using SurrogateEngine.Kernels.Systems.Multispecies;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Tests.Kernels.Systems.Multispecies;

/// <summary>Two formulations of plga-local as one sphere of six species, two receptors and two autonomous pools: each must give the curves
/// that it gives alone.</summary>
sealed class SideBySideModel : ReleaseModel
{
    static readonly PlgaLocalModel Inner = new();

    public override string Name => "side-by-side";
    public override int Version => 1;
    public override string Summary => "two of plga-local in one sphere";
    public override string Source => "plga-local";
    public override IReadOnlyList<Parameter> Parameters { get; } =
        [.. Inner.Parameters, .. Inner.Parameters.Select(parameter => parameter with { Name = parameter.Name + "_2" })];
    public override IReadOnlyList<Output> Outputs { get; } =
        [.. Inner.Outputs, .. Inner.Outputs.Select(output => output with { Name = output.Name + "_2" })];
    public override IReadOnlyList<double> DefaultTimes => Inner.DefaultTimes;
    public override string DefaultSolver => "rodas5p";
    public override int DefaultShells => 12;

    public override ModelProgram<T> Program<T>() =>
        new MultispeciesProgram<SideBySide<T>, T, StatePair<State3<T>, State3<T>, T>, State2<T>, State2<T>>();
}

readonly struct SideBySide<T>(PlgaLocal<T> first, PlgaLocal<T> second)
    : IMultispeciesModel<SideBySide<T>, T, StatePair<State3<T>, State3<T>, T>, State2<T>, State2<T>>
    where T : unmanaged, IReal<T>
{
    const int Columns = 9;
    readonly PlgaLocal<T> first = first, second = second;

    public static int Outputs => 4;

    public static SideBySide<T> From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T> =>
        new(PlgaLocal<T>.From(parameters), PlgaLocal<T>.From(new Behind<TParameters>(parameters)));

    public StatePair<State3<T>, State3<T>, T> StartShell => Both(first.StartShell, second.StartShell);
    public State2<T> StartPools => new(first.StartPools.A, second.StartPools.A);
    public State2<T> StartReceptors => new(first.StartReceptors.A, second.StartReceptors.A);

    public StatePair<State3<T>, State3<T>, T> Diffusivity(StatePair<State3<T>, State3<T>, T> shell, State2<T> pools, T t) =>
        Both(first.Diffusivity(Few(shell.First), new Vec3<T>(pools.A)), second.Diffusivity(Few(shell.Second), new Vec3<T>(pools.B)));

    public StatePair<State3<T>, State3<T>, T> Reaction(StatePair<State3<T>, State3<T>, T> shell, State2<T> pools, T t) =>
        Both(first.Reaction(Few(shell.First), new Vec3<T>(pools.A)), second.Reaction(Few(shell.Second), new Vec3<T>(pools.B)));

    public State2<T> PoolRates(State2<T> pools, T t) =>
        new(first.PoolRates(new Vec3<T>(pools.A), t).A, second.PoolRates(new Vec3<T>(pools.B), t).A);

    public StatePair<State3<T>, State3<T>, T> SurfaceFlux(StatePair<State3<T>, State3<T>, T> shell,
        StatePair<State3<T>, State3<T>, T> conductance, State2<T> receptors, State2<T> pools, T t) => Both(
        first.SurfaceFlux(Few(shell.First), Few(conductance.First), new Vec3<T>(receptors.A), new Vec3<T>(pools.A)),
        second.SurfaceFlux(Few(shell.Second), Few(conductance.Second), new Vec3<T>(receptors.B), new Vec3<T>(pools.B)));

    public State2<T> ReceptorRates(State2<T> receptors, StatePair<State3<T>, State3<T>, T> flux, State2<T> pools, T t) => new(
        first.ReceptorRates(new Vec3<T>(receptors.A), Few(flux.First), new Vec3<T>(pools.A)).A,
        second.ReceptorRates(new Vec3<T>(receptors.B), Few(flux.Second), new Vec3<T>(pools.B)).A);

    public T Output<TView>(TView view, int output) where TView : struct, ISphereView<T> =>
        output % 2 == 0 ? view.Receptor(output / 2) : view.Mean(3 * (output / 2));

    static Vec3<T> Few(State3<T> x) => new(x.A, x.B, x.C);

    static StatePair<State3<T>, State3<T>, T> Both(Vec3<T> x, Vec3<T> y) => new(new(x.A, x.B, x.C), new(y.A, y.B, y.C));

    /// <summary>The columns of the second formulation.</summary>
    readonly struct Behind<TParameters>(TParameters row) : IParameters<T> where TParameters : struct, IParameters<T>
    {
        readonly TParameters row = row;

        public T this[int column] => row[column + Columns];
    }
}
