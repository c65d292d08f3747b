using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Compartments;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Programs;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training.Physics;

public sealed class DosesTests
{
    static readonly double[] Formulations = [1.2, 1.4, 1.6];

    [Test]
    public void What_arrived_adds_up_from_edge_to_edge_and_the_start_is_left_out()
    {
        var law = new ConditionedLaw(new RefilledLaw(part: 0), new([0, 1, 2, 9], [0.5, 0.25, 0.125, 7]), end: 5);
        law.Edges.ShouldBe([1, 2]);
        var doses = Doses.Of(law, Formulations);
        foreach (var (time, arrived) in ((double, double)[])[(0, 0), (1, 0), (1.001, 0.25), (2, 0.25), (3, 0.375)])
            doses.Before(time)[1].ShouldBe(arrived, 1e-12);
        doses.Before(3)[0].ShouldBe(0);
    }

    [Test]
    public void A_dose_that_asks_what_is_there_is_refused() =>
        Should.Throw<RefusedException>(() => Doses.Of(new(new RefilledLaw(part: 0.5), new([0, 1], [0, 0]), end: 5), Formulations))
            .Message.ShouldBe("What refilled makes of a dose at 1 d depends on the formulation or on its states, which physics in the loss cannot carry: leave \"physics\" out of the losses.");

    /// <summary>a' = -k a; at an edge b gets the dose and <paramref name="part"/> of a is taken away.</summary>
    sealed class RefilledLaw(double part) : ReleaseLaw
    {
        public override string Name => "refilled";
        public override int Version => 1;
        public override string Summary => "decay that is disturbed";
        public override string Source => "test";
        public override IReadOnlyList<Parameter> Parameters { get; } = [new("k", "1/d", 1, 2, Scale.Linear, "rate", "test")];
        public override IReadOnlyList<Output> Outputs { get; } = [new("a", "", "what is left")];
        public override IReadOnlyList<double> DefaultTimes { get; } = [1, 2];
        public override string DefaultSolver => "dopri5";
        public override IReadOnlyList<Channel> Channels { get; } = [new("dose", "", ChannelKind.Dose, 0, "added to b", "test")];

        public override LawProgram<T> Program<T>() => part > 0 ? new CompartmentProgram<Drained<T>, T, State2<T>>() : new CompartmentProgram<Refilled<T>, T, State2<T>>();
    }

    readonly struct Refilled<T>(T k, T dose) : ICompartmentLaw<Refilled<T>, T, State2<T>> where T : unmanaged, IReal<T>
    {
        readonly T k = k, dose = dose;

        public static int Outputs => 1;
        public static int Channels => 1;
        public static Refilled<T> From<TRow>(TRow row) where TRow : struct, IRow<T> => new(row[0], row[1]);
        public static State2<T> Dosed(Refilled<T> law, State2<T> y) => new(y.A, y.B + law.dose);
        public State2<T> Start => new(T.Of(1), T.Of(0));
        public State2<T> Rate(T t, State2<T> y) => new(-(k * y.A), T.Of(0));
        public T Output(State2<T> y, int output) => y.A;
    }

    readonly struct Drained<T>(T k) : ICompartmentLaw<Drained<T>, T, State2<T>> where T : unmanaged, IReal<T>
    {
        readonly T k = k;

        public static int Outputs => 1;
        public static int Channels => 1;
        public static Drained<T> From<TRow>(TRow row) where TRow : struct, IRow<T> => new(row[0]);
        public static State2<T> Dosed(Drained<T> law, State2<T> y) => new(T.Of(0.5) * y.A, y.B);
        public State2<T> Start => new(T.Of(1), T.Of(0));
        public State2<T> Rate(T t, State2<T> y) => new(-(k * y.A), T.Of(0));
        public T Output(State2<T> y, int output) => y.A;
    }
}
