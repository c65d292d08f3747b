using SurrogateEngine.Fitting;
using SurrogateEngine.Fitting.Empirical;
using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Engine.Core.Fitting.Forecast;

/// <summary>The rest of profiles whose end is known.</summary>
public sealed class ForecasterTests
{
    static readonly double[] Days = [0.5, 1, 2, 3, 5, 7, 10, 14, 20, 30, 45, 60, 80];

    static MeasuredProfile Profile(Func<double, double> released, double error = 0, ulong seed = 3)
    {
        var random = new RandomStream(seed);
        return new()
        {
            Name = "made",
            Origin = "test",
            Days = Days,
            Released = [.. Days.Select(day => released(day) + error * random.Normal())],
        };
    }

    static double Weibull(double day) => 1 - Math.Exp(-Math.Pow(day / 25, 0.8));

    [Test]
    public void A_profile_of_a_known_family_is_forecast_and_held_by_its_band()
    {
        ForecastResult result = Forecaster.Run(Profile(Weibull, 0.01), new ForecastOptions { Until = 20, Horizon = 80 });

        result.Seen.ShouldBe(9);
        result.Score!.Points.ShouldBe(4);
        // Other families fit its first part as well and count too.
        result.Score.RmsePercent.ShouldBeLessThan(6);
        result.Score.LastValueRmsePercent.ShouldBeGreaterThan(20);
        result.Score.Held.ShouldBe(1);
        result.Members.Sum(member => member.Weight).ShouldBe(1, 1e-9);
        result.Low.Zip(result.High).All(ends => ends.First < ends.Second).ShouldBeTrue();
    }

    /// <summary>More measurements make the band narrower; few leave it wide.</summary>
    [Test]
    public void The_band_narrows_with_what_is_seen()
    {
        double Width(double until)
        {
            ForecastResult result = Forecaster.Run(Profile(Weibull, 0.01), new ForecastOptions { Until = until, Horizon = 80 });
            return result.High[^1] - result.Low[^1];
        }

        Width(2).ShouldBeGreaterThan(1.5 * Width(30));
    }

    /// <summary>Members of the family itself, drawn from its prior, with errors of 2 %: the band must hold nine of ten.</summary>
    [Test]
    public void Bands_hold_what_they_promise_where_the_family_is_true()
    {
        EmpiricalModel model = EmpiricalModels.Known.Get("weibull");
        var random = new RandomStream(11);
        int held = 0, all = 0;
        for (ulong i = 0; i < 120; i++)
        {
            double td = 80 * model.Parameters[0].At(random.Unit()), b = model.Parameters[1].At(random.Unit());
            MeasuredProfile profile = Profile(day => 1 - Math.Exp(-Math.Pow(day / td, b)), 0.02, 100 + i);
            ForecastScore score = Forecaster.Run(profile,
                new ForecastOptions { Until = 7, Horizon = 80, Empirical = ["weibull"], Discrepancy = 0 }).Score!;
            held += (int)Math.Round(score.Held * score.Points);
            all += score.Points;
        }

        (held / (double)all).ShouldBeInRange(0.86, 0.94);
    }

    /// <summary>Upwards the walk adds 1.645 standard deviations; downwards a cumulative release does not go.</summary>
    [Test]
    public void What_families_do_not_know_widens_the_band_with_the_logarithm_of_time()
    {
        ForecastResult Run(double discrepancy) => Forecaster.Run(Profile(day => 1 - Math.Exp(-day / 600)),
            new ForecastOptions { Until = 45, Horizon = 80, Empirical = ["first-order"], Discrepancy = discrepancy });

        ForecastResult walked = Run(0.2), believed = Run(0);
        double own = believed.High[^1] - believed.Mean[^1], walk = 1.645 * 0.2 * Math.Sqrt(Math.Log(80.0 / 45));
        (walked.High[^1] - walked.Mean[^1]).ShouldBe(Math.Sqrt(walk * walk + own * own), 0.08 * walk);
        walked.Low[^1].ShouldBe(1 - Math.Exp(-45.0 / 600), 0.02);
    }

    [Test]
    public void A_model_of_the_catalog_forecasts_what_it_made()
    {
        ReleaseModel model = Catalog.Models.Get("burst-erosion");
        double[] curve = new double[2 * Days.Length];
        HostBatchSolver.Lanes.Solve(model, new double[] { 0.2, 1, 0.03, 0.02, 0.2, 0.5 }, Days, curve, new Outcome[1]);
        MeasuredProfile profile = Profile(day => curve[Array.IndexOf(Days, day)]);
        var exact = new MechanisticModel(model, CurveSpace.Of(model));

        ForecastResult result = Forecaster.Run(profile, new ForecastOptions { Until = 14, Horizon = 80, Empirical = [] },
            [new ForecastModel(exact, new Dictionary<string, double>())]);

        result.Members.Single().Name.ShouldBe("burst-erosion");
        result.Score!.RmsePercent.ShouldBeLessThan(6);
        result.Score.Held.ShouldBe(1);
    }

    /// <summary>A surrogate is read between its own times; the same curves solved at the measured times forecast the same.</summary>
    [Test]
    public void A_surrogate_forecasts_what_its_model_does()
    {
        var options = new ForecastOptions { Until = 7, Horizon = 30, Empirical = [] };
        Dictionary<string, double> known = new() { ["scale"] = 1 };
        MeasuredProfile profile = Profile(Weibull, 0.005);

        ForecastResult exact = Forecaster.Run(profile, options, [new ForecastModel(new WeibullPredictor(), known)]);
        ForecastResult learned = Forecaster.Run(profile, options, [new ForecastModel(new Learned(new WeibullPredictor()), known)]);

        learned.Members.Single().Name.ShouldBe("surrogate of weibull");
        learned.Score!.RmsePercent.ShouldBeLessThan(6);
        learned.Score.Held.ShouldBe(1);
        learned.Mean.Zip(exact.Mean, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(5e-3);
        learned.High.Zip(exact.High, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(0.02);
        Should.Throw<RefusedException>(() => Forecaster.Run(profile, options with { Horizon = 80 },
            [new ForecastModel(new Learned(new WeibullPredictor()), known)])).Message
            .ShouldBe("The surrogate of weibull ends at 30 d, before the forecast, 80 d; train one over longer times.");
    }

    /// <summary>Curves at fixed times, as a trained network gives them.</summary>
    sealed class Learned(ICurveModel inner) : ICurveModel
    {
        public CurveSpace Space => inner.Space;

        public void Predict(ReadOnlySpan<double> parameters, int count, Span<float> curves) => inner.Predict(parameters, count, curves);
    }

    [Test]
    public void The_same_seed_forecasts_the_same()
    {
        double[] Run() => Forecaster.Run(Profile(Weibull, 0.01),
            new ForecastOptions { Until = 10, Horizon = 80, Empirical = ["weibull", "hill"] }).High;
        Run().ShouldBe(Run());
    }

    [Test]
    public void Impossible_times_are_refused()
    {
        Refusal(0.1, 80).ShouldContain("no measurement lies between time 0 and --until 0.1 d");
        Refusal(20, 20).ShouldContain("the forecast ends at 20 d, not after --until 20 d");

        static string Refusal(double until, double horizon) => Should.Throw<RefusedException>(() =>
            Forecaster.Run(Profile(Weibull), new ForecastOptions { Until = until, Horizon = horizon })).Message;
    }
}
