using SurrogateEngine.Fitting;
using SurrogateEngine.Profiles;

namespace SurrogateEngine.Tests.Engine.Core.Fitting.Forecast;

/// <summary>A forecast that begins with what other formulations did: one feature sets the time scale, another nothing.</summary>
public sealed class FormulationPriorTests
{
    static readonly double[] Days = [0.5, 1, 2, 4, 7, 12, 20, 32, 50];

    static MeasuredProfile Made(ulong seed, double size)
    {
        var random = new RandomStream(seed);
        double scale = 2 * Math.Exp(0.9 * size + 0.1 * random.Normal()), shape = 0.8 + 0.05 * random.Normal();
        return new()
        {
            Name = $"made {seed}",
            Origin = "test",
            Days = Days,
            Released = [.. Days.Select(day => 0.9 * (1 - Math.Exp(-Math.Pow(day / scale, shape))) + 0.01 * random.Normal())],
            Conditions = [new("size", size, ""), new("noise", random.Normal(), "")],
        };
    }

    static readonly Lazy<FittedFormulations> many = new(() => FittedFormulations.Fit(
        [.. Enumerable.Range(0, 40).Select(i => Made((ulong)i + 1, 3 * (i + 0.5) / 40))], models: ["weibull+fmax", "weibull"]));

    static readonly ForecastOptions Early = new() { Until = 0.6, Horizon = 50, Empirical = [], Discrepancy = 0.02 };

    /// <summary>0 = by features, 1 = by the others alone, 2 = by empirical families that expect nothing.</summary>
    static double Mean(int way)
    {
        double sum = 0;
        FittedFormulations from = way == 1 ? many.Value.Without(many.Value.Features) : many.Value;
        ForecastOptions options = way == 2 ? Early with { Empirical = ["weibull+fmax", "weibull"] }
            : Early with { Prior = FormulationPrior.Learn(from) };
        for (ulong i = 0; i < 12; i++)
            sum += Forecaster.Run(Made(1000 + i, 3 * (i + 0.5) / 12), options).Score!.RmsePercent / 12;
        return sum;
    }

    [Test]
    public void Features_say_from_one_point_what_the_point_alone_does_not()
    {
        double features = Mean(0), others = Mean(1), nothing = Mean(2);
        TestContext.Out.WriteLine($"RMSE by features {features:F2} %, by the others alone {others:F2} %, by neither {nothing:F2} %");
        features.ShouldBeLessThan(0.95 * others);
        features.ShouldBeLessThan(0.5 * nothing);
    }

    [Test]
    public void Bands_of_formulations_not_learned_from_hold_what_they_promise()
    {
        var forecaster = new FormulationForecaster(many.Value);
        // Far too wide on purpose: a walk that these curves do not take.
        ForecastOptions wide = Early with { Discrepancy = 0.3 }, calibrated = forecaster.With(wide);
        calibrated.Calibration!.Profiles.ShouldBe(40);
        ForecastResult[] All(ForecastOptions options) => [.. Enumerable.Range(0, 40).Select(i =>
            Forecaster.Run(Made(2000 + (ulong)i, 3 * (i + 0.5) / 40), options with { Effort = ForecastEffort.Brief }))];
        double Width(ForecastResult[] all) => all.Average(one => one.High.Zip(one.Low, (high, low) => high - low).Average());
        ForecastResult[] before = All(wide with { Prior = forecaster.Prior }), after = All(calibrated);
        Width(after).ShouldBeLessThan(0.8 * Width(before));
        after.Average(one => one.Score!.Held).ShouldBeInRange(0.82, 0.99);
    }

    [Test]
    public void The_same_formulations_give_the_same_forecast()
    {
        double[] Run() => Forecaster.Run(Made(7000, 1), new FormulationForecaster(many.Value).With(Early)).High;
        Run().ShouldBe(Run());
    }

    /// <summary>Ends at 1, 2, ... 9 half bands above and below the forecast, one a profile: nine of ten lie within the ninth.</summary>
    [Test]
    public void Factors_are_quantiles_of_what_bands_missed()
    {
        ForecastResult[] ends = [.. Enumerable.Range(0, 39).Select(k => One((k - 19) * 0.01))];
        BandCalibration found = BandCalibration.Of(ends);
        // 95 % of 40: the 38th of 39 residuals, 0.18, in half bands of 0.02.
        found.High.ShouldBe(9, 1e-9);
        found.Low.ShouldBe(9, 1e-9);
        ForecastResult wide = One(0.17).Widened(found);
        (wide.High[0] - wide.Mean[0]).ShouldBe(0.18, 1e-9);
        wide.Score!.Held.ShouldBe(1);
        One(0.19).Widened(found).Score!.Held.ShouldBe(0);
        One(0.9).Widened(new(50, 50, 1)).High[0].ShouldBe(1, "no more than the dose");
    }

    /// <summary>Nine of ten lie above the forecast: the half below, which can't be less than nothing, misses what lies there, and the
    /// half above the rest of what may be missed; three of 99 more at most, for a profile more on either side.</summary>
    [Test]
    public void A_band_whose_forecasts_err_to_one_side_holds_no_more_than_it_promises()
    {
        ForecastResult[] ends = [.. Enumerable.Range(0, 99).Select(k => One((k - 9.5) * 0.004) with { Confidence = 0.5 })];
        BandCalibration found = BandCalibration.Of(ends);
        ends.Average(one => one.Widened(found).Score!.Held).ShouldBe(0.5, 0.03);
        // What lies beyond the dose is never held, so that the rest must be: 10 of 200, and 190 on both sides of the forecast.
        ForecastResult[] beyond = [.. Enumerable.Range(0, 190).Select(k => One((k - 94.5) * 0.002)),
            .. Enumerable.Range(0, 10).Select(_ => One(0.6))];
        BandCalibration wide = BandCalibration.Of(beyond);
        beyond.Average(one => one.Widened(wide).Score!.Held).ShouldBe(0.9, 0.02);
    }

    static ForecastResult One(double miss) => new()
    {
        Profile = new() { Name = "one", Origin = "test", Days = [1, 2], Released = [0.1, 0.5 + miss] },
        Until = 1,
        Seen = 1,
        TimeUnit = "d",
        Times = [2],
        Mean = [0.5],
        Low = [0.48],
        High = [0.52],
        Confidence = 0.9,
        Members = [],
        Score = new(1, 100 * Math.Abs(miss), 0, Math.Abs(miss) <= 0.02 ? 1 : 0),
        Remarks = [],
    };

    [Test]
    public void Few_formulations_are_refused() => Should.Throw<RefusedException>(() =>
        FittedFormulations.Fit([Made(1, 1), Made(2, 2)])).Message.ShouldContain("give 8 or more");
}
