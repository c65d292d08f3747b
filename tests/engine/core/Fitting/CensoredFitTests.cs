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
