using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Compartments;

namespace SurrogateEngine.Tests.Kernels.Integration;

/// <summary>
/// H. H. Robertson's autocatalytic reaction, the stiff problem of textbooks (Hairer and Wanner, Solving ODEs II, eq. IV.1.4),
/// with its fast rate as a parameter.
/// </summary>
sealed class RobertsonModel : ReleaseModel
{
    public override string Name => "robertson";
    public override int Version => 1;
    public override string Summary => "three reactions of very different rates";
    public override string Source => "Robertson 1966";
    public override IReadOnlyList<Parameter> Parameters { get; } = [new("k", "1/d", 1, 3e7, Scale.Log, "the fast rate", "Robertson 1966")];
    public override IReadOnlyList<Output> Outputs { get; } = [new("a", "", "first"), new("b", "", "second"), new("c", "", "third")];
    public override IReadOnlyList<double> DefaultTimes { get; } = [0.4, 4, 40];
    public override string DefaultSolver => "dopri5";

    public override ModelProgram<T> Program<T>() => new CompartmentProgram<Robertson<T>, T, State3<T>>();
}

readonly struct Robertson<T>(T fast) : ICompartmentModel<Robertson<T>, T, State3<T>> where T : unmanaged, IReal<T>
{
    readonly T fast = fast;

    public static int Outputs => 3;

    public static Robertson<T> From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T> => new(parameters[0]);

    public State3<T> Start => new(T.FromDouble(1), T.FromDouble(0), T.FromDouble(0));

    public State3<T> Rate(T t, State3<T> y)
    {
        T slow = 0.04 * y.A, back = 1e4 * (y.B * y.C), on = fast * (y.B * y.B);
        return new(back - slow, slow - back - on, on);
    }

    public T Output(State3<T> y, int output) => output switch { 0 => y.A, 1 => y.B, _ => y.C };
}
