using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Compartments;

namespace SurrogateEngine.Tests.Kernels.Integration;

/// <summary>
/// A model with a closed form whose rate k jumps: a' = -k a, b' = -k b^2, c' = k, from a = b = 1, c = 0; a dose adds to c.
/// With K the integral of k: a = exp(-K), b = 1 / (1 + K), c = K. Either a schedule sets k, or, for comparison, the model
/// itself lets it jump at <see cref="EventTime"/> without telling anybody.
/// </summary>
sealed class SwitchedModel(bool told) : ReleaseModel
{
    public const double EventTime = 1.37, Before = 0.4, After = 2.5, End = 3;

    public static Schedule Told { get; } = new([0, EventTime], [Before, 0, After, 0]);

    public override string Name => "switched";
    public override int Version => 1;
    public override string Summary => "decay whose rate jumps";
    public override string Source => "closed form";
    public override IReadOnlyList<Parameter> Parameters { get; } = [new("unused", "", 1, 2, Scale.Log, "nothing", "nobody")];
    public override IReadOnlyList<Output> Outputs { get; } = [new("a", "", "first order"), new("b", "", "second order"),
        new("c", "", "the integral")];
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Linear(0.05, End, 60);
    public override string DefaultSolver => "dopri5";

    public override IReadOnlyList<Input> Inputs { get; } = told
        ? [new("k", "1/d", InputKind.Level, 1, "the rate", "nobody") { DomainLow = 0 },
            new("dose", "", InputKind.Dose, 0, "added to c", "nobody")]
        : [];

    public override ModelProgram<T> Program<T>() => Inputs.Count > 0
        ? new CompartmentProgram<Switched<T>, T, State4<T>>()
        : new CompartmentProgram<Secret<T>, T, State4<T>>();

    /// <summary>The integral of the rate.</summary>
    public static double Integral(double t) => Before * Math.Min(t, EventTime) + After * Math.Max(0, t - EventTime);
}

/// <summary>The rate is an input.</summary>
readonly struct Switched<T>(T k, T dose) : ICompartmentModel<Switched<T>, T, State4<T>> where T : unmanaged, IReal<T>
{
    readonly T k = k, dose = dose;

    public static int Outputs => 3;

    public static int Inputs => 2;

    public static Switched<T> From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T> =>
        new(parameters[1], parameters[2]);

    public static State4<T> Dosed(Switched<T> model, State4<T> y) => new(y.A, y.B, y.C + model.dose, y.D);

    public State4<T> Start => new(T.FromDouble(1), T.FromDouble(1), T.FromDouble(0), T.FromDouble(0));

    public State4<T> Rate(T t, State4<T> y) => RateAt(k, y);

    public T Output(State4<T> y, int output) => output switch { 0 => y.A, 1 => y.B, _ => y.C };

    public static State4<T> RateAt(T k, State4<T> y) => new(-(k * y.A), -(k * (y.B * y.B)), k, T.FromDouble(0));
}

/// <summary>The rate jumps inside the model, where no solver can see it coming.</summary>
readonly struct Secret<T> : ICompartmentModel<Secret<T>, T, State4<T>> where T : unmanaged, IReal<T>
{
    public static int Outputs => 3;

    public static Secret<T> From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T> => default;

    public State4<T> Start => new(T.FromDouble(1), T.FromDouble(1), T.FromDouble(0), T.FromDouble(0));

    public State4<T> Rate(T t, State4<T> y) =>
        Switched<T>.RateAt(T.Select(T.Less(t, T.FromDouble(SwitchedModel.EventTime)), T.FromDouble(SwitchedModel.Before),
        T.FromDouble(SwitchedModel.After)), y);

    public T Output(State4<T> y, int output) => output switch { 0 => y.A, 1 => y.B, _ => y.C };
}
