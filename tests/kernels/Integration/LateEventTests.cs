using SurrogateEngine.Data;
using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Device;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Compartments;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Tests.Cli;
using SurrogateEngine.Tests.Kernels.Systems.Network;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Kernels.Integration;

/// <summary>Single precision resolves 6e-5 h at day 30: what is short and late is counted from the event before it.</summary>
public sealed class LateEventTests
{
    const double Relative = 1e-4, Allowed = 3e-4;

    static readonly double[] Row = [0.36, 360, 40, 0.2, 0.05, 0.1];

    /// <summary>Hours after the dose: before, in and after 72 s of heat.</summary>
    static readonly double[] After = [0.5, 1, 1.002, 1.004, 1.006, 1.01, 1.02, 1.5, 2];

    static IEnumerable<TestCaseData> Cases =>
        from model in (ReleaseModel[])[new ThermoLiposomeModel(), new HeatedModel()]
        from solver in Catalog.Methods.Names
        from day in (int[])[30, 365]
        select new TestCaseData(model, solver, day).SetArgDisplayNames(model.Name, solver, $"day {day}");

    /// <summary>F of the scenario at 721.002 h and 721.004 h, computed in double precision.</summary>
    [Test]
    public void A_minute_of_heat_at_day_30_is_what_it_is_in_double_precision()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(TestContext.CurrentContext.TestDirectory, "data", "cases", "b03r-day30-heat.json");
        Simulation.Run(Scenario.Parse(File.ReadAllText(file)), folder["data"]);
        CurveSet made = Dataset.Open(folder["data"]).LoadFinished();
        made.Count.ShouldBe(16);
        made.Curves.Span[2].ShouldBe(0.635971f, 1e-5f);
        made.Curves.Span[3].ShouldBe(0.801725f, 1e-5f);
    }

    /// <summary>Nothing is there before the dose, so its curve is the one of a dose at the start.</summary>
    [TestCaseSource(nameof(Cases))]
    public void A_late_dose_gives_the_curve_of_an_early_one(ReleaseModel model, string solver, int day)
    {
        double late = 24 * day;
        BatchOptions best = Options(Precision.Real64, "rodas5p", 0) with { RelativeTolerance = 1e-9, AbsoluteTolerance = 1e-12 };
        double[] exact = Batches.Solve(model, Row, best, After);
        double[] times = [.. After.Select(time => late + time)];
        foreach (Precision precision in (Precision[])[Precision.Single, Precision.Real32, Precision.Double])
            ShouldAgree(Batches.Solve(model, Row, Options(precision, solver, late), times), exact);
        using var device = new DeviceBatchSolver(DeviceList.Find("cpu")!);
        double[] onHost = Batches.Solve(model, Row, Options(Precision.Real32, solver, late), times), onDevice = new double[onHost.Length];
        device.Solve(model, Row, times, onDevice, new Outcome[1], Options(Precision.Real32, solver, late));
        onDevice.ShouldBe(onHost);
    }

    /// <summary>A sphere whose diffusion wakes up for an hour at day 365.</summary>
    [TestCaseSource(typeof(Catalog), nameof(Catalog.Methods))]
    public void A_sphere_that_wakes_up_late_is_the_same_in_both_precisions(SolverEntry solver)
    {
        var model = new SwitchedSphereModel();
        double[] row = [.. model.Parameters.Select(parameter => parameter.Middle)];
        double[] times = [365, 365.01, 365.02, 365.03, 365.05];
        var options = new BatchOptions
        {
            Solver = solver.Name,
            Shells = 4,
            RelativeTolerance = Relative,
            AbsoluteTolerance = 1e-7,
            Schedule = new([0, 365, 365.04], [1e-5, 0, 300, 0.1, 1e-5, 0]),
        };
        double[] exact = Batches.Solve(model, row, options with { Precision = Precision.Double, RelativeTolerance = 1e-7 }, times);
        (exact[3] - exact[0]).ShouldBeGreaterThan(0.05);
        ShouldAgree(Batches.Solve(model, row, options with { Precision = Precision.Single }, times), exact);
        ShouldAgree(Batches.Solve(model, row, options with { Precision = Precision.Real32 }, times), exact);
    }

    /// <summary>An output at an event is read before it, one a millisecond later behind it.</summary>
    [TestCase(Precision.Single)]
    [TestCase(Precision.Real32)]
    [TestCase(Precision.Double)]
    public void An_output_right_after_a_dose_sees_it(Precision precision)
    {
        var schedule = new Schedule([0, 30], [0, 0, 0, 1]);
        double[] curves = Batches.Solve(
            new SwitchedModel(told: true), [1], new() { Precision = precision, Schedule = schedule }, [30, 30 + 1e-8, 31]);
        curves[6..].ShouldBe([0, 1, 1], 1e-6);
    }

    /// <summary>a' = k t with k > 0 for half an hour of day 365: rates that look at the time see when it is.</summary>
    [TestCaseSource(typeof(Catalog), nameof(Catalog.Methods))]
    public void Rates_that_look_at_the_time_are_told_it_from_the_start(SolverEntry solver)
    {
        const double k = 0.1, from = 365, to = 365.02;
        var schedule = new Schedule([0, from, to], [0, k, 0]);
        foreach (Precision precision in (Precision[])[Precision.Single, Precision.Real32, Precision.Double])
        {
            double[] curve = Batches.Solve(
                new RampModel(), [1], new() { Solver = solver.Name, Precision = precision, Schedule = schedule }, [from, to, to + 1]);
            curve[1].ShouldBe(k * (to * to - from * from) / 2, 1e-4);
            curve[2].ShouldBe(curve[1], 1e-6);
        }
    }

    static void ShouldAgree(double[] curves, double[] exact)
    {
        for (int j = 0; j < exact.Length; j++)
            curves[j].ShouldBe(exact[j], Allowed);
    }

    static BatchOptions Options(Precision precision, string solver, double dose) => new()
    {
        Precision = precision,
        Solver = solver,
        RelativeTolerance = Relative,
        AbsoluteTolerance = 1e-7,
        Schedule = dose == 0
            ? new([0, 1, 1.02], [37, 1, 43, 0, 37, 0])
            : new([0, dose, dose + 1, dose + 1.02], [37, 0, 37, 1, 43, 0, 37, 0]),
    };

    sealed class RampModel : ReleaseModel
    {
        public override string Name => "ramp";
        public override int Version => 1;
        public override string Summary => "a rate that grows with time";
        public override string Source => "closed form";
        public override IReadOnlyList<Parameter> Parameters { get; } = [new("unused", "", 1, 2, Scale.Log, "nothing", "nobody")];
        public override IReadOnlyList<Output> Outputs { get; } = [new("a", "", "the integral")];
        public override IReadOnlyList<double> DefaultTimes { get; } = [1];
        public override string DefaultSolver => "dopri5";
        public override IReadOnlyList<Input> Inputs { get; } = [new("k", "1/d", InputKind.Level, 1, "rate", "nobody") { DomainLow = 0 }];
        public override ModelProgram<T> Program<T>() => new CompartmentProgram<Ramp<T>, T, State2<T>>();
    }

    readonly struct Ramp<T>(T k) : ICompartmentModel<Ramp<T>, T, State2<T>> where T : unmanaged, IReal<T>
    {
        readonly T k = k;

        public static int Outputs => 1;
        public static int Inputs => 1;
        public static bool DependsOnTime => true;
        public static Ramp<T> From<TParameters>(TParameters row) where TParameters : struct, IParameters<T> => new(row[1]);
        public State2<T> Start => new(T.FromDouble(0), T.FromDouble(0));
        public State2<T> Rate(T t, State2<T> y) => new(k * t, T.FromDouble(0));
        public T Output(State2<T> y, int output) => y.A;
    }
}
