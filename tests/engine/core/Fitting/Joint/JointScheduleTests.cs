using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Engine.Core.Fitting.Joint;

/// <summary>Profiles of one model under doses and temperatures of their own.</summary>
public sealed class JointScheduleTests
{
    static readonly double[] Hours = [0.25, 0.5, 1, 1.25, 1.5, 2, 3, 4];

    /// <summary>Leak, release when open, transition, its width, clearance, elimination.</summary>
    static readonly double[] Truth = [1, 100, 40, 0.4, 0.2, 1];

    static readonly JointOptions Quick = new()
    {
        Candidates = 1024,
        Starts = 4,
        Shared = ["kl", "Tm", "kc"],
        Fixed = new Dictionary<string, double> { ["kh"] = 100, ["w"] = 0.4, ["ke"] = 1 },
    };

    /// <summary>All at once and half an hour of mild heat; a half, and one two hours later; a tenth each quarter of an hour.</summary>
    static readonly Conditions[] Three =
    [
        new([0, 1, 1.5], [37, 1, 38.6, 0, 37, 0]), new([0, 2], [37, 0.5, 37, 0.5]),
        new([.. Enumerable.Range(0, 10).Select(k => 0.25 * k)],
            [.. Enumerable.Range(0, 10).SelectMany(_ => new[] { 38.4, 0.1 })]),
    ];

    static ReleaseModel Liposome => Catalog.Models.Get("thermo-liposome");

    static MeasuredProfile Solved(string name, Conditions schedule, params ProfileCondition[] said)
    {
        double[] curves = new double[2 * Hours.Length];
        HostBatchSolver.Lanes.Solve(Liposome, Truth, Hours, curves, new Outcome[1],
            new BatchOptions { Precision = Precision.Double, Schedule = schedule.ToSchedule() });
        return new MeasuredProfile
        {
            Name = name,
            Origin = "test",
            TimeUnit = "h",
            Days = [.. Hours.Select(hour => hour / 24)],
            Released = curves[..Hours.Length],
            Conditions = said,
        };
    }

    static MeasuredProfile[] Profiles() => [.. Three.Select((schedule, i) => Solved($"{i}", schedule))];

    static void ShouldBeTrue(JointFitResult fit)
    {
        double Of(string name) => fit.Estimates.Single(of => of.About.Name == name).Value;
        Of("kl").ShouldBe(1, 0.005);
        Of("Tm").ShouldBe(40, 0.01);
        Of("kc").ShouldBe(0.2, 0.002);
        fit.RmsePercent.ShouldBeLessThan(0.02);
    }

    [Test]
    public void Shared_parameters_are_found_again_under_doses_and_heat_of_each_profile()
    {
        ShouldBeTrue(JointFit.Run(Profiles(), Liposome, Quick with { Schedules = Three }));
        JointFit.Run(Profiles(), Liposome, Quick with { Schedules = [Three[0]] }).RmsePercent.ShouldBeGreaterThan(3);
    }

    [Test]
    public void A_profile_left_out_is_predicted_under_its_own_schedule()
    {
        JointOptions options = Quick with { Schedules = Three };

        IReadOnlyList<LeftOut> left = LeaveOneOut.Run(JointFit.Run(Profiles(), Liposome, options), Profiles(), Liposome, options);

        left.Max(one => one.RmsePercent).ShouldBeLessThan(0.5);
    }

    // The model's own schedule brings the dose; a temperature that the file says takes the place of its half hour of heat.
    [Test]
    public void A_temperature_that_profiles_say_leaves_the_dose_as_it_is()
    {
        MeasuredProfile[] profiles = [.. new[] { 37, 38.6, 39.2 }.Select(t =>
            Solved($"{t}", new Conditions([0], [t, 1]), new ProfileCondition("temperature", t, "°C")))];

        ShouldBeTrue(JointFit.Run(profiles, Liposome, Quick));
    }

    // What a schedule leaves as usual is the profile's to say; what both say must be the same.
    [Test]
    public void A_schedule_and_a_condition_go_together_or_are_refused()
    {
        var heated = new Conditions([0, 2], [38.6, 0.5, 38.6, 0.5]);
        MeasuredProfile[] said = [.. new[] { Three[1], heated }.Select((schedule, i) =>
            Solved($"{i}", schedule, new ProfileCondition("T", schedule.Levels[0], "degC")))];

        ShouldBeTrue(JointFit.Run(said, Liposome, Quick with { Schedules = [Three[1]] }));
        ShouldBeTrue(JointFit.Run(said, Liposome, Quick with { Schedules = [Three[1], heated] }));
        Should.Throw<RefusedException>(() => JointFit.Run(said, Liposome, Quick with { Schedules = [heated] }))
            .Message.ShouldBe("0: its T is 37 by the file and 38.6 by its schedule; leave one of them out.");
        Should.Throw<RefusedException>(() => JointFit.Run(Profiles(), Liposome, Quick with { Schedules = [.. Three[..2]] }))
            .Message.ShouldContain("there are 2 schedules and 3 profiles");
    }
}
