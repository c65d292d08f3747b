using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Device;

namespace SurrogateEngine.Tests.Kernels.Integration;

/// <summary>What a schedule may say, and whose it is.</summary>
public sealed class ScheduleTests
{
    static readonly ThermoLiposomeModel Model = new();

    [Test]
    public void Levels_hold_from_event_to_event()
    {
        var schedule = new Schedule([0, 1, 1.5], [37, 1, 42, 0, 36, 0]);
        (schedule.Sets, schedule.Events, schedule.Inputs).ShouldBe((1, 3, 2));
        schedule.At(5, 0.99).ShouldBe(0);
        schedule.At(5, 1).ShouldBe(1);
        schedule.At(5, 99).ShouldBe(2);
        schedule.Level(5, 1, 0).ShouldBe(42);
        schedule.EventTime(5, 3).ShouldBe(double.PositiveInfinity);
    }

    [Test]
    public void Shapes_that_do_not_fit_are_refused()
    {
        Should.Throw<ArgumentException>(() => new Schedule([], [])).Message.ShouldContain("events");
        Should.Throw<ArgumentException>(() => new Schedule([0, 1], [1, 2, 3])).Message.ShouldContain("levels");
        Should.Throw<ArgumentException>(() => Schedule.PerSample(2, [0, 1, 2], [1, 2, 3])).Message.ShouldContain("shared out");
    }

    static IEnumerable<TestCaseData> Unfit =>
    [
        new(new Schedule([0.5], [37, 1]), "must be at 0"),
        new(new Schedule([0, 1, 1], [37, 1, 37, 0, 37, 0]), "far enough"),
        new(new Schedule([0, 2, 1], [37, 1, 37, 0, 37, 0]), "far enough"),
        new(new Schedule([0, double.NaN], [37, 1, 37, 0]), "far enough"),
        new(new Schedule([0], [37]), "T, dose"),
        new(new Schedule([0], [-10, 1]), "T is -10"),
        new(new Schedule([0], [double.NaN, 1]), "T is NaN"),
        new(Schedule.PerSample(3, [0, 0, 0], [37, 1, 37, 1, 37, 1]), "3 schedules for 2"),
    ];

    [TestCaseSource(nameof(Unfit))]
    public void A_schedule_that_means_nothing_to_the_model_is_refused(Schedule schedule, string word) =>
        Should.Throw<ArgumentException>(() => Batches.Run(Model, Rows(2), new() { Schedule = schedule })).Message.ShouldContain(word);

    [Test]
    public void A_model_that_depends_on_nothing_takes_no_schedule() =>
        Should.Throw<ArgumentException>(() =>
            Batches.Run(new BurstErosionModel(), Batches.Formulations("p1", 1), new() { Schedule = new([0], [1]) }))
            .Message.ShouldContain("leave the schedule out");

    /// <summary>Schedules with one to three events, in lanes side by side, give each sample the curve it has alone.</summary>
    [TestCase(Precision.Single)]
    [TestCase(Precision.Real64)]
    public void Every_sample_may_have_a_schedule_of_its_own(Precision number)
    {
        const int count = 70;
        double[] workspace = Rows(count);
        (double[] eventTimes, double[] levels) = OfEach(count);
        double[] together = Batches.Solve(Model, workspace,
            new() { Precision = number, Schedule = Schedule.PerSample(count, eventTimes, levels), Threads = 2 });
        int length = together.Length / count;
        for (int i = 0; i < count; i += 7)
        {
            int own = eventTimes[(i * 3)..(i * 3 + 3)].Count(double.IsFinite);
            var alone = new Schedule(eventTimes[(i * 3)..(i * 3 + own)], levels[(i * 6)..(i * 6 + 2 * own)]);
            Batches.Solve(Model, workspace[(i * 6)..(i * 6 + 6)], new() { Precision = number, Schedule = alone })
                .ShouldBe(together[(i * length)..((i + 1) * length)]);
        }
    }

    [TestCase(Precision.Real32)]
    [TestCase(Precision.Real64)]
    public void A_device_meets_the_same_events(Precision number)
    {
        const int count = 40;
        (double[] eventTimes, double[] levels) = OfEach(count);
        using var device = new DeviceBatchSolver(DeviceList.Find("cpu")!);
        foreach (Schedule schedule in (Schedule[])[Model.DefaultSchedule, Schedule.PerSample(count, eventTimes, levels)])
        {
            var options = new BatchOptions { Precision = number, Schedule = schedule };
            var (onHost, _, _) = Batches.Run(Model, Rows(count), options);
            var onDevice = new double[onHost.Length];
            device.Solve(Model, Rows(count), Model.DefaultTimes.ToArray(), onDevice, new Outcome[count], options);
            onDevice.ShouldBe(onHost);
        }
    }

    /// <summary>d(curve)/d(parameter) across events, against central differences.</summary>
    [Test]
    public void Sensitivities_go_across_events()
    {
        double[] row = Rows(1), times = [0.5, 1.2, 2];
        double[] curves = new double[6], derivatives = new double[6];
        BatchOptions exact = new() { Precision = Precision.Double, RelativeTolerance = 1e-10, AbsoluteTolerance = 1e-12 };
        HostBatchSolver.SolveWithSensitivities(Model, row, [1], times, curves, derivatives, new Outcome[1], exact);
        double[] Moved(double by) => Batches.Solve(Model, [row[0], row[1] + by, .. row[2..]], exact, times);
        double[] differences = [.. Moved(1e-3).Zip(Moved(-1e-3), (a, b) => (a - b) / 2e-3)];
        for (int j = 0; j < 6; j++)
            derivatives[j].ShouldBe(differences[j], 1e-6 * Math.Abs(differences[j]) + 1e-10);
    }

    static double[] Rows(int count) =>
        [.. Enumerable.Range(0, count * 6).Select(k => Model.Parameters[k % 6].At((k * 0.618033988749895) % 1))];

    /// <summary>One, two or three events, at different times.</summary>
    static (double[] Events, double[] Levels) OfEach(int count)
    {
        var eventTimes = new double[count * 3];
        var levels = new double[count * 6];
        for (int i = 0; i < count; i++)
        {
            for (int index = 0; index < 3; index++)
            {
                eventTimes[i * 3 + index] = index > i % 3 ? double.PositiveInfinity : index * (0.3 + 0.01 * i);
                levels[i * 6 + 2 * index] = 37 + 5 * (index % 2);
                levels[i * 6 + 2 * index + 1] = index == 0 ? 1 : 0.1 * (i % 2);
            }
        }

        return (eventTimes, levels);
    }
}
