using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class ThermoLiposomeTests : ModelSuite
{
    static readonly ThermoLiposomeModel Model = new();

    protected override ReleaseModel Subject => Model;

    protected override string Effects => "++-?-0";

    protected override double[] Balance(double[] row) => [1, 1, 0, 1];

    // kl, kh, Tm, w, kc, ke
    static readonly double[] Formulation = [1, 200, 40.5, 0.4, 0.3, 1.5];

    static readonly BatchOptions Exact = new() { Precision = Precision.Double, RelativeTolerance = 1e-9, AbsoluteTolerance = 1e-12 };

    [TestCase(Precision.Real32, 1e-4)]
    [TestCase(Precision.Real64, 1e-4)]
    [TestCase(Precision.Single, 1e-4)]
    [TestCase(Precision.Double, 1e-4)]
    public void Between_events_curves_are_exponentials(Precision number, double allowed)
    {
        var schedule = new Schedule([0, 0.5, 0.8, 1.3, 2], [37, 0.6, 42, 0, 37, 0.4, 40.5, 0, 38, 0]);
        double[] curves = Batches.Solve(Model, Formulation, new() { Precision = number, Schedule = schedule });
        for (int j = 0; j < 64; j++)
        {
            (double released, double free) = Closed(schedule, Formulation, Model.DefaultTimes[j]);
            curves[j].ShouldBe(released, allowed);
            curves[64 + j].ShouldBe(free, allowed);
        }
    }

    [Test]
    public void At_a_tight_tolerance_they_are_the_exponentials_to_nine_digits()
    {
        double[] curves = Batches.Solve(Model, Formulation, Exact);
        for (int j = 0; j < 64; j++)
            curves[j].ShouldBe(Closed(Model.DefaultSchedule, Formulation, Model.DefaultTimes[j]).Released, 2e-9);
    }

    [Test]
    public void Without_clearance_all_that_was_injected_comes_out()
    {
        var three = new Schedule([0, 1, 2.5], [41, 0.5, 38, 0.3, 43, 0.2]);
        double[] curves = Batches.Solve(Model, [1, 200, 40.5, 0.4, 0, 0], Exact with { Schedule = three }, [0.9, 2.4, 50]);
        curves[2].ShouldBe(1, 1e-8);
        // Nothing is eliminated either: what was released is still there.
        for (int j = 0; j < 3; j++)
            curves[3 + j].ShouldBe(curves[j], 1e-12);
    }

    [Test]
    public void Without_a_dose_nothing_happens() =>
        Batches.Solve(Model, Formulation, new() { Schedule = new([0, 1], [37, 0, 42, 0]) }).ShouldAllBe(value => value == 0);

    [Test]
    public void Heat_releases_and_half_of_the_jump_lies_at_the_transition()
    {
        double At(double temperature) =>
            Batches.Solve(Model, [1, 201, 40.5, 0.4, 0, 0], Exact with { Schedule = new([0], [temperature, 1]) }, [0.01])[0];
        At(40.5).ShouldBe(1 - Math.Exp(-1.01), 1e-8);
        At(30).ShouldBe(1 - Math.Exp(-0.01), 1e-8);
        At(50).ShouldBe(1 - Math.Exp(-2.01), 1e-8);
    }

    [TestCase("bosh3"), TestCase("dopri5"), TestCase("tsit5"), TestCase("rodas3"), TestCase("rodas4"), TestCase("rodas5p"), TestCase("auto")]
    public void Release_a_thousand_times_faster_than_usual_loses_nothing_in_single_precision(string solver)
    {
        double[] far = FarOutside(400);
        double[] curves = Batches.Solve(Model, far, new() { Solver = solver });
        for (int i = 0; i < far.Length / 6; i++)
            for (int j = 0; j < 64; j++)
                curves[128 * i + j].ShouldBe(Closed(Model.DefaultSchedule, far[(6 * i)..(6 * i + 6)], Model.DefaultTimes[j]).Released,
                    1e-3);
    }

    /// <summary>Formulations of the model's ranges, but for kh, which goes up to 3e5 1/h instead of 360.</summary>
    static double[] FarOutside(int count)
    {
        var workspace = new double[6 * count];
        for (int i = 0; i < workspace.Length; i++)
        {
            Parameter parameter = i % 6 == 1 ? Model.Parameters[1] with { High = 3e5 } : Model.Parameters[i % 6];
            workspace[i] = parameter.At(SplitMix64.ToUnit(SplitMix64.Hash(17, (ulong)i)));
        }
        return workspace;
    }

    /// <summary>Released and free drug, segment by segment.</summary>
    static (double Released, double Free) Closed(Schedule schedule, double[] p, double t)
    {
        double held = 0, released = 0, free = 0;
        for (int index = 0; index < schedule.Events && (index == 0 || schedule.EventTime(0, index) < t); index++)
        {
            held += schedule.Level(0, index, 1);
            double k = p[0] + (p[1] - p[0]) / (1 + Math.Exp((p[2] - schedule.Level(0, index, 0)) / p[3]));
            double span = Math.Min(t, schedule.EventTime(0, index + 1)) - schedule.EventTime(0, index);
            double left = Math.Exp(-(k + p[4]) * span), kept = Math.Exp(-p[5] * span);
            free = free * kept + k * held * (left - kept) / (p[5] - k - p[4]);
            released += k / (k + p[4]) * held * (1 - left);
            held *= left;
        }

        return (released, free);
    }
}
