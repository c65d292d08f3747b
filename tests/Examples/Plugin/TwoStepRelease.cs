using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Compartments;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Programs;

namespace ExamplePlugin;

/// <summary>A compartment model of one's own: bound drug comes loose, loose drug leaves.</summary>
public sealed class TwoStepReleaseLaw : ReleaseLaw
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

    public override LawProgram<T> Program<T>() => new CompartmentProgram<TwoStepRelease<T>, T, State3<T>>();
}

/// <summary>dB/dt = -kd B,  dF/dt = kd B - kr F,  dQ/dt = kr F.</summary>
public readonly struct TwoStepRelease<T>(T kd, T kr) : ICompartmentLaw<TwoStepRelease<T>, T, State3<T>>
    where T : unmanaged, IReal<T>
{
    readonly T kd = kd, kr = kr;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwoStepRelease<T> From<TRow>(TRow row) where TRow : struct, IRow<T> => new(row[0], row[1]);

    public State3<T> Start => new(T.Of(1), T.Of(0), T.Of(0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public State3<T> Rate(T t, State3<T> y)
    {
        T loosened = kd * y.A, left = kr * y.B;
        return new(-loosened, loosened - left, left);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Output(State3<T> y, int output) => y.C;
}
