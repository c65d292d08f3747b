using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;

namespace SurrogateEngine.Tests.Engine.Core.Fitting.Joint;

/// <summary>003.09: cross-validation; profiles predicted by those that remain.</summary>
public sealed class LeaveOneOutTests
{
    static readonly double[] Days = [0.25, 0.5, 1, 2, 4, 7, 10, 14, 20];

    static readonly Dictionary<string, double> Known = new() { ["Vm"] = 0.02, ["Km"] = 0.2, ["ke"] = 0.5 };

    static MeasuredProfile Made(string name, double phi, double ks, double? temperature = null)
    {
        double[] curves = new double[2 * Days.Length];
        HostBatchSolver.Lanes.Solve(Catalog.Models.Get("burst-erosion"), new[] { phi, 3, ks, 0.02, 0.2, 0.5 }, Days, curves, new Outcome[1],
            new BatchOptions { Precision = Precision.Double });
        return new MeasuredProfile
        {
            Name = name,
            Origin = "test",
            Days = Days,
            Released = curves[..Days.Length],
            Conditions = temperature is { } t ? [new ProfileCondition("T", t, "degC")] : [],
        };
    }

    static IReadOnlyList<LeftOut> Run(MeasuredProfile[] profiles, JointOptions options)
    {
        ReleaseModel model = Catalog.Models.Get("burst-erosion");
        return LeaveOneOut.Run(JointFit.Run(profiles, model, options), profiles, model, options);
    }

    [Test]
    public void A_profile_like_the_others_is_predicted_and_one_unlike_them_is_not()
    {
        MeasuredProfile[] profiles = [Made("A", 0.15, 0.05), Made("B", 0.3, 0.05), Made("C", 0.2, 0.05), Made("odd", 0.2, 0.12)];

        IReadOnlyList<LeftOut> left = Run(profiles,
            new JointOptions { Candidates = 1024, Starts = 4, Fixed = Known, Shared = ["kb", "ks"], Separate = ["phi"] });

        left.Select(one => one.Profile).ShouldBe(["A", "B", "C", "odd"]);
        left[3].RmsePercent.ShouldBeGreaterThan(5);
        left[3].RmsePercent.ShouldBeGreaterThan(1.5 * left.Take(3).Max(one => one.RmsePercent));
    }

    [Test]
    public void A_temperature_left_out_is_predicted_by_the_activation_energy()
    {
        double Ks(double t) => 0.05 * Math.Exp(-70 / 8.314462618e-3 * (1 / (t + 273.15) - 1 / 310.15));
        MeasuredProfile[] profiles = [.. new[] { 25.0, 37, 42, 50 }.Select(t => Made($"{t}", 0.2, Ks(t), t))];

        IReadOnlyList<LeftOut> left = Run(profiles,
            new JointOptions { Candidates = 1024, Starts = 4, Fixed = Known, Shared = ["kb", "phi"], Arrhenius = ["ks"] });

        left.Max(one => one.RmsePercent).ShouldBeLessThan(0.05);
    }

    [Test]
    public void Without_anything_shared_there_is_nothing_to_leave_out() =>
        Should.Throw<RefusedException>(() => Run([Made("A", 0.15, 0.05), Made("B", 0.3, 0.05), Made("C", 0.2, 0.05)],
            new JointOptions { Candidates = 256, Starts = 2, Fixed = Known })).Message.ShouldContain("--share");
}
