using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Compartments;

namespace SurrogateEngine.Tests.Examples;

/// <summary>Two pools that empty at constant rates.</summary>
public sealed class TwoPoolsModel : ReleaseModel
{
    public override string Name => "two-pools";
    public override int Version => 1;
    public override string Summary => "a burst pool and a slow pool, both first order";
    public override string Source => "your paper";
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("phi", "", 0.05, 0.5, Scale.Log, "fraction of the dose in the burst pool", "your paper"),
        new("kb", "1/d", 0.5, 20, Scale.Log, "rate of the burst pool", "your paper"),
        new("ks", "1/d", 0.01, 0.5, Scale.Log, "rate of the slow pool", "your paper"),
    ];
    public override IReadOnlyList<Output> Outputs { get; } = [new("F", "", "fraction of the dose released")];
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Geometric(1e-3, 30, 64);
    public override string DefaultSolver => "dopri5";
    public override ModelProgram<T> Program<T>() => new CompartmentProgram<TwoPools<T>, T, State4<T>>();
    public override string Mechanism => "erosion"; // diffusion, erosion, affinity, dissolution, swelling, stimulus, membrane, body
    public override IReadOnlyList<string> Equations { get; } = ["dB/dt = -kb B,  dS/dt = -ks S,  dF/dt = kb B + ks S"];
    public override IReadOnlyList<string> Assumptions { get; } = ["Two pools of drug, each well mixed."];
    public override IReadOnlyList<string> Limits { get; } = ["Not for release that begins with a lag: use plga-sphere."];
    public override IReadOnlyList<string> Verification { get; } = ["Sum of two exponentials: within 1e-8 of the dose."];
}

/// <summary>dB/dt = -kb B,  dS/dt = -ks S,  dF/dt = kb B + ks S.</summary>
readonly struct TwoPools<T>(T phi, T kb, T ks) : ICompartmentModel<TwoPools<T>, T, State4<T>> where T : unmanaged, IReal<T>
{
    public static int Outputs => 1;
    public static TwoPools<T> From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T> =>
        new(parameters[0], parameters[1], parameters[2]);
    public State4<T> Start => new(phi, 1 - phi, T.FromDouble(0), T.FromDouble(0));
    public State4<T> Rate(T t, State4<T> y) => new(-(kb * y.A), -(ks * y.B), kb * y.A + ks * y.B, T.FromDouble(0));
    public T Output(State4<T> y, int output) => y.C;
}
