using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Compartments;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Programs;

namespace SurrogateEngine.Tests.Kernels.Schedules;

/// <summary>
/// A law with a closed form whose rate k jumps: a' = -k a, b' = -k b^2, c' = k, from a = b = 1, c = 0; a dose adds to c.
/// With K the integral of k: a = exp(-K), b = 1 / (1 + K), c = K. Either a schedule sets k, or, for comparison, the law
/// itself lets it jump at <see cref="Edge"/> without telling anybody.
/// </summary>
sealed class SwitchedLaw(bool told) : ReleaseLaw
{
    public const double Edge = 1.37, Before = 0.4, After = 2.5, End = 3;

    public static Schedule Told { get; } = new([0, Edge], [Before, 0, After, 0]);

    public override string Name => "switched";
    public override int Version => 1;
    public override string Summary => "decay whose rate jumps";
    public override string Source => "closed form";
    public override IReadOnlyList<Parameter> Parameters { get; } = [new("unused", "", 1, 2, Scale.Log, "nothing", "nobody")];
    public override IReadOnlyList<Output> Outputs { get; } = [new("a", "", "first order"), new("b", "", "second order"), new("c", "", "the integral")];
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Linear(0.05, End, 60);
    public override string DefaultSolver => "dopri5";

    public override IReadOnlyList<Channel> Channels { get; } = told
        ? [new("k", "1/d", ChannelKind.Level, 1, "the rate", "nobody") { DomainLow = 0 }, new("dose", "", ChannelKind.Dose, 0, "added to c", "nobody")]
        : [];

    public override LawProgram<T> Program<T>() => Channels.Count > 0
        ? new CompartmentProgram<Switched<T>, T, State4<T>>()
        : new CompartmentProgram<Secret<T>, T, State4<T>>();

    /// <summary>The integral of the rate.</summary>
    public static double Integral(double t) => Before * Math.Min(t, Edge) + After * Math.Max(0, t - Edge);
}

/// <summary>The rate is a channel.</summary>
readonly struct Switched<T>(T k, T dose) : ICompartmentLaw<Switched<T>, T, State4<T>> where T : unmanaged, IReal<T>
{
    readonly T k = k, dose = dose;

    public static int Outputs => 3;

    public static int Channels => 2;

    public static Switched<T> From<TRow>(TRow row) where TRow : struct, IRow<T> => new(row[1], row[2]);

    public static State4<T> Dosed(Switched<T> law, State4<T> y) => new(y.A, y.B, y.C + law.dose, y.D);

    public State4<T> Start => new(T.Of(1), T.Of(1), T.Of(0), T.Of(0));

    public State4<T> Rate(T t, State4<T> y) => RateAt(k, y);

    public T Output(State4<T> y, int output) => output switch { 0 => y.A, 1 => y.B, _ => y.C };

    public static State4<T> RateAt(T k, State4<T> y) => new(-(k * y.A), -(k * (y.B * y.B)), k, T.Of(0));
}

/// <summary>The rate jumps inside the law, where no solver can see it coming.</summary>
readonly struct Secret<T> : ICompartmentLaw<Secret<T>, T, State4<T>> where T : unmanaged, IReal<T>
{
    public static int Outputs => 3;

    public static Secret<T> From<TRow>(TRow row) where TRow : struct, IRow<T> => default;

    public State4<T> Start => new(T.Of(1), T.Of(1), T.Of(0), T.Of(0));

    public State4<T> Rate(T t, State4<T> y) =>
        Switched<T>.RateAt(T.Select(T.Less(t, T.Of(SwitchedLaw.Edge)), T.Of(SwitchedLaw.Before), T.Of(SwitchedLaw.After)), y);

    public T Output(State4<T> y, int output) => output switch { 0 => y.A, 1 => y.B, _ => y.C };
}
