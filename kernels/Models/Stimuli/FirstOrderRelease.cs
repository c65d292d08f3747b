using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Compartments;

namespace SurrogateEngine.Kernels;

/// <summary>A carrier that releases in proportion to what it holds, with a rate that a stimulus sets: what such models share.</summary>
abstract class FirstOrderModel<TRate> : ReleaseModel where TRate : struct, IReleaseRate
{
    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string TimeUnit => "h";

    /// <inheritdoc/>
    public override IReadOnlyList<Output> Outputs { get; } = [new("F", "", "fraction of the dose released")];

    /// <inheritdoc/>
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Linear(0.375, 24, 64);

    /// <inheritdoc/>
    public override string DefaultSolver => "dopri5";

    /// <inheritdoc/>
    public override double DefaultRelativeTolerance => 1e-5;

    /// <inheritdoc/>
    public override double DefaultAbsoluteTolerance => 1e-8;

    /// <inheritdoc/>
    public override ModelProgram<T> Program<T>() => new CompartmentProgram<FirstOrderRelease<T, TRate>, T, State2<T>>();
}

/// <summary>How a stimulus sets a release rate.</summary>
interface IReleaseRate
{
    /// <summary>Outside conditions it depends on.</summary>
    static abstract int Inputs { get; }

    /// <summary>The rate at one row: parameters, then what holds now.</summary>
    static abstract T Of<T, TParameters>(TParameters row) where T : unmanaged, IReal<T> where TParameters : struct, IParameters<T>;
}

/// <summary>dA/dt = -k A,  dF/dt = k A; k changes at events only.</summary>
readonly struct FirstOrderRelease<T, TRate>(T k) : ICompartmentModel<FirstOrderRelease<T, TRate>, T, State2<T>>
    where T : unmanaged, IReal<T>
    where TRate : struct, IReleaseRate
{
    readonly T k = k;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Outputs => 1;

    public static int Inputs => TRate.Inputs;

    [MethodImpl(Inline)]
    public static FirstOrderRelease<T, TRate> From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T> =>
        new(TRate.Of<T, TParameters>(parameters));

    public State2<T> Start => new(T.FromDouble(1), T.FromDouble(0));

    [MethodImpl(Inline)]
    public State2<T> Rate(T t, State2<T> y)
    {
        T release = k * y.A;
        return new(-release, release);
    }

    [MethodImpl(Inline)]
    public T Output(State2<T> y, int output) => y.B;
}
