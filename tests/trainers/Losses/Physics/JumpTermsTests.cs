using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Compartments;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training.Physics;

public sealed class JumpTermsTests
{
    static readonly double[] Formulations = [1.2, 1.4, 1.6];

    [Test]
    public void What_arrived_adds_up_from_event_to_event_and_the_start_is_left_out()
    {
        var model = new ConditionedModel(new RefilledModel(part: 0), new([0, 1, 2, 9], [0.5, 0.25, 0.125, 7]), end: 5);
        model.Events.ShouldBe([1, 2]);
        var jumps = JumpTerms.Of(model, Formulations);
        foreach (var (time, arrived) in ((double, double)[])[(0, 0), (1, 0), (1.001, 0.25), (2, 0.25), (3, 0.375)])
            jumps.Before(time)[1].ShouldBe(arrived, 1e-12);
        jumps.Before(3)[0].ShouldBe(0);
    }

    [Test]
    public void A_dose_that_asks_what_is_there_is_refused() =>
        Should.Throw<RefusedException>(() => JumpTerms.Of(new(new RefilledModel(part: 0.5), new([0, 1], [0, 0]), end: 5), Formulations))
            .Message.ShouldBe(
                "What refilled makes of a dose at 1 d depends on the formulation or on its states, which physics in the loss cannot carry: leave \"physics\" out of the losses.");

    /// <summary>a' = -k a; at an event b gets the dose and <paramref name="part"/> of a is taken away.</summary>
    sealed class RefilledModel(double part) : ReleaseModel
    {
        public override string Name => "refilled";
        public override int Version => 1;
        public override string Summary => "decay that is disturbed";
        public override string Source => "test";
        public override IReadOnlyList<Parameter> Parameters { get; } = [new("k", "1/d", 1, 2, Scale.Linear, "rate", "test")];
        public override IReadOnlyList<Output> Outputs { get; } = [new("a", "", "what is left")];
        public override IReadOnlyList<double> DefaultTimes { get; } = [1, 2];
        public override string DefaultSolver => "dopri5";
        public override IReadOnlyList<Input> Inputs { get; } = [new("dose", "", InputKind.Dose, 0, "added to b", "test")];

        public override ModelProgram<T> Program<T>() => part > 0 ? new CompartmentProgram<Drained<T>, T,
            State2<T>>() : new CompartmentProgram<Refilled<T>, T, State2<T>>();
    }

    readonly struct Refilled<T>(T k, T dose) : ICompartmentModel<Refilled<T>, T, State2<T>> where T : unmanaged, IReal<T>
    {
        readonly T k = k, dose = dose;

        public static int Outputs => 1;
        public static int Inputs => 1;
        public static Refilled<T> From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T> =>
            new(parameters[0], parameters[1]);
        public static State2<T> Dosed(Refilled<T> model, State2<T> y) => new(y.A, y.B + model.dose);
        public State2<T> Start => new(T.FromDouble(1), T.FromDouble(0));
        public State2<T> Rate(T t, State2<T> y) => new(-(k * y.A), T.FromDouble(0));
        public T Output(State2<T> y, int output) => y.A;
    }

    readonly struct Drained<T>(T k) : ICompartmentModel<Drained<T>, T, State2<T>> where T : unmanaged, IReal<T>
    {
        readonly T k = k;

        public static int Outputs => 1;
        public static int Inputs => 1;
        public static Drained<T> From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T> => new(parameters[0]);
        public static State2<T> Dosed(Drained<T> model, State2<T> y) => new(T.FromDouble(0.5) * y.A, y.B);
        public State2<T> Start => new(T.FromDouble(1), T.FromDouble(0));
        public State2<T> Rate(T t, State2<T> y) => new(-(k * y.A), T.FromDouble(0));
        public T Output(State2<T> y, int output) => y.A;
    }
}
