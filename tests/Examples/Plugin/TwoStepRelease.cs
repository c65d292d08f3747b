using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Compartments;

namespace ExamplePlugin;

/// <summary>A compartment model of one's own: bound drug comes loose, loose drug leaves.</summary>
public sealed class TwoStepReleaseModel : ReleaseModel
{
    public override string Name => "two-step-release";

    public override int Version => 1;

    public override string Summary => "bound drug comes loose and loose drug leaves, both of first order";

    public override string Source => "example of a plugin";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("kd", "1/d", 0.1, 10, Scale.Log, "rate at which bound drug comes loose", "example") { DomainLow = 0 },
        new("kr", "1/d", 0.1, 10, Scale.Log, "rate at which loose drug leaves", "example") { DomainLow = 0 },
    ];

    public override IReadOnlyList<Output> Outputs { get; } = [new("Q", "", "fraction of the dose released")];

    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Geometric(1e-2, 30, 32);

    public override string DefaultSolver => "dopri5";

    public override ModelProgram<T> Program<T>() => new CompartmentProgram<TwoStepRelease<T>, T, State3<T>>();
}

/// <summary>dB/dt = -kd B,  dF/dt = kd B - kr F,  dQ/dt = kr F.</summary>
public readonly struct TwoStepRelease<T>(T kd, T kr) : ICompartmentModel<TwoStepRelease<T>, T, State3<T>>
    where T : unmanaged, IReal<T>
{
    readonly T kd = kd, kr = kr;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwoStepRelease<T> From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T> =>
        new(parameters[0], parameters[1]);

    public State3<T> Start => new(T.FromDouble(1), T.FromDouble(0), T.FromDouble(0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public State3<T> Rate(T t, State3<T> y)
    {
        T loosened = kd * y.A, left = kr * y.B;
        return new(-loosened, loosened - left, left);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Output(State3<T> y, int output) => y.C;
}
