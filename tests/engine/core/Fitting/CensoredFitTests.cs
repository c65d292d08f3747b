using SurrogateEngine.Fitting;
using SurrogateEngine.Fitting.Empirical;
using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Engine.Core.Fitting;

/// <summary>Measurements below a limit, and means of unequally many.</summary>
public sealed class CensoredFitTests
{
    static MeasuredProfile Case(string name) => ProfileReader.Read(Repository.Locate($"tests/data/cases/{name}.csv"));

    [Test]
    public void Means_weigh_by_their_numbers()
    {
        MeasuredProfile profile = Case("a21-unequal-replicates");
        double[] times = profile.TimesIn("d"), n = [.. profile.Replicates!.Select(count => (double)count)];

        EmpiricalFit fit = EmpiricalFitter.Run(profile, new EmpiricalOptions { Models = ["zero-order"] }).Best;

        double top = times.Select((time, j) => n[j] * time * 100 * profile.Released[j]).Sum(), bottom = times
            .Select((time, j) => n[j] * time * time).Sum();
        fit.Parameters[0].Value.ShouldBe(top / bottom, 1e-9);
    }

    /// <summary>A fit to means that weigh by their numbers is the fit to all single measurements: no step away from it is better
    /// there.</summary>
    [Test]
    public void A_model_fitted_to_unequal_replicates_is_fitted_to_the_rows()
    {
        ReleaseModel model = Catalog.Models.Get("burst-erosion");
        double[] days = [.. Enumerable.Repeat(1.0, 12), 3, 7, 14, 30];
        double[] rows = [19, 19.5, 20, 20.5, 21, 19.2, 20.8, 19.8, 20.2, 20.1, 19.9, 20, 45, 62, 80, 97], times = [1, 3, 7, 14, 30];
        var known = new Dictionary<string, double> { ["kb"] = 0.4, ["Vm"] = 0.02, ["Km"] = 0.2, ["ke"] = 0.5 };
        double Sum(double phi, double ks)
        {
            double[] curves = new double[2 * times.Length];
            HostBatchSolver.Lanes.Solve(model, new[] { phi, 0.4, ks, 0.02, 0.2, 0.5 }, times, curves, new Outcome[1],
                new BatchOptions { Precision = Precision.Double });
            return rows.Zip(days, (value, day) => Math.Pow(100 * curves[Array.IndexOf(times, day)] - value, 2)).Sum();
        }

        JointEstimate[] Fit(MeasuredProfile of) =>
            [.. JointFit.Run([of], model, new JointOptions { Fixed = known, Candidates = 512 }).Estimates];

        MeasuredProfile profile = Case("a21-unequal-replicates");
        JointEstimate[] fit = Fit(profile), alike = Fit(profile with { Replicates = null });
        double least = Sum(fit[0].Value, fit[1].Value);
        foreach ((double a, double b) in new[] { (1.003, 1.0), (0.997, 1.0), (1.0, 1.003), (1.0, 0.997) })
            Sum(fit[0].Value * a, fit[1].Value * b).ShouldBeGreaterThan(least);
        Sum(alike[0].Value, alike[1].Value).ShouldBeGreaterThan(1.01 * least);
    }

    [Test]
    public void Below_its_limit_a_prediction_agrees_with_what_was_not_quantified()
    {
        MeasuredProfile profile = Case("a07-lloq");
        MeasuredProfile left = profile with
        {
            Censored = null,
            Days = [.. profile.Days.Skip(2)],
            Released = [.. profile.Released.Skip(2)],
        };
        double Fit(MeasuredProfile of) =>
            EmpiricalFitter.Run(of, new EmpiricalOptions { Models = ["first-order"] }).Best.Parameters[0].Value;

        Math.Abs(Fit(profile) - Fit(left)).ShouldBeGreaterThan(1e-9);
        MeasuredProfile wide = profile with { Released = [0.5, 0.5, .. profile.Released.Skip(2)] };
        Fit(wide).ShouldBe(Fit(left), 1e-9);
    }

    [TestCase("a07-lloq")]
    [TestCase("a07-blq")]
    [TestCase("a21-unequal-replicates")]
    public void The_search_with_a_model_takes_them_too(string name)
    {
        ReleaseModel model = Catalog.Models.Get("burst-erosion");
        MeasuredProfile profile = Case(name);

        FitResult fit = ProfileFit.Run(profile, new MechanisticModel(model, CurveSpace.Of(model)), null,
            new FitOptions { Candidates = 512, Starts = 4, Walk = 5, Walkers = 32 });

        fit.ReportedQuality.RmsePercent.ShouldBeLessThan(12);
        fit.Remarks.Any(remark => remark.Contains("how many measurements")).ShouldBe(name.StartsWith("a21", StringComparison.Ordinal));
    }
}
