using System.Globalization;
using SurrogateEngine.Fitting;
using SurrogateEngine.Fitting.Empirical;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Profiles;
using SurrogateEngine.Statistics;

namespace SurrogateEngine.Tests.Engine.Core.Fitting.Empirical;

public sealed class EmpiricalFitterTests
{
    static readonly double[] Times = [0.5, 1, 2, 3, 4, 6, 8, 10, 12, 16, 20, 24];

    /// <summary>The data that come with RKinetDS 1.0: 100 (t - 0.5)/(20 + t - 0.5), rounded.</summary>
    static readonly double[] LagTimes = [0, 1, 6, 11, 16, 21, 26, 31, 36, 41, 46],
        LagReleased = [0, 2.44, 21.57, 34.43, 43.66, 50.62, 56.04, 60.4, 63.96, 66.94, 69.47];

    internal static MeasuredProfile Profile(double[] hours, double[] percent, double[]? deviation = null) => new()
    {
        Name = "made",
        Origin = "test",
        TimeUnit = "h",
        Days = [.. hours.Select(hour => hour / 24)],
        Released = [.. percent.Select(value => value / 100)],
        Deviation = deviation is null ? null : [.. deviation.Select(value => value / 100)],
    };

    static IEnumerable<string> Names => EmpiricalModels.Named([EmpiricalModels.All]).Select(model => model.Name);

    [TestCaseSource(nameof(Names))]
    public void Derivatives_are_those_of_finite_differences(string name)
    {
        EmpiricalModel model = EmpiricalModels.Named([name]).Single();
        int d = model.Parameters.Count;
        double[] c = [.. model.Parameters.Select(p => p.At(0.45))], times = [0.3, 0.7, 1];
        double[] values = new double[3], jacobian = new double[3 * d], up = new double[3], down = new double[3];
        EmpiricalObjective.Values(model, c, times, values, jacobian);
        for (int j = 0; j < d; j++)
        {
            double[] shifted = (double[])c.Clone();
            double size = 1e-5 * Math.Max(Math.Abs(c[j]), 0.1);
            shifted[j] = c[j] + size;
            EmpiricalObjective.Values(model, shifted, times, up, []);
            shifted[j] = c[j] - size;
            EmpiricalObjective.Values(model, shifted, times, down, []);
            for (int i = 0; i < 3; i++)
                jacobian[i * d + j].ShouldBe((up[i] - down[i]) / (2 * size), 1e-5 * Math.Max(1, Math.Abs(jacobian[i * d + j])), $"{name}, {model.Parameters[j].Name} at {times[i]}");
        }
    }

    [TestCaseSource(nameof(Names))]
    public void A_curve_of_the_model_itself_is_found_again(string name)
    {
        EmpiricalModel model = EmpiricalModels.Named([name]).Single();
        double[] c = [.. model.Parameters.Select((p, j) => p.At(0.4 + 0.03 * j))], released = new double[Times.Length];
        model.Rescale(c, 24);
        EmpiricalObjective.Values(model, c, Times, released, []);

        EmpiricalFit fit = EmpiricalFitter.Run(Profile(Times, released), new EmpiricalOptions { Models = [name], Profiled = 0 }).Best;

        fit.Criteria.Rmse.ShouldBeLessThan(1e-5, string.Join(", ", fit.Parameters.Select(p => p.Value)) + " for " + string.Join(", ", c));
    }

    [Test]
    public void Times_in_another_unit_give_the_same_curve_and_rates_in_that_unit()
    {
        double[] released = [.. LagReleased.Skip(1)], hours = [.. LagTimes.Skip(1)];
        MeasuredProfile inHours = Profile(hours, released);
        foreach (string name in EmpiricalModels.Known.Names)
        {
            var options = new EmpiricalOptions { Models = [name], Profiled = 0 };
            EmpiricalFit first = EmpiricalFitter.Run(inHours, options).Best,
                second = EmpiricalFitter.Run(inHours with { TimeUnit = "d" }, options).Best;
            second.Criteria.Rmse.ShouldBe(first.Criteria.Rmse, 1e-6 * first.Criteria.Rmse, name);
        }

        EmpiricalFitter.Run(inHours with { TimeUnit = "d" }, new EmpiricalOptions { Models = ["first-order"] }).Best.Parameters[0].Unit
            .ShouldBe("1/d");
    }

    [Test]
    public void First_order_with_lag_gives_what_RKinetDS_prints()
    {
        // RKinetDS writes 100 (1 - e^(-C1 t - C2)): with a burst F0 the same curve, C2 = -ln(1 - F0/100).
        EmpiricalFit fit = EmpiricalFitter.Run(Profile(LagTimes, LagReleased), new EmpiricalOptions { Models = ["first-order+f0"] }).Best;

        fit.Parameters[0].Value.ShouldBe(0.02906453, 2e-6);
        (-Math.Log(1 - fit.Parameters[1].Value / 100)).ShouldBe(0.03524314, 2e-6);
        fit.Criteria.Rmse.ShouldBe(3.428443, 5e-7);
        fit.Criteria.R2.ShouldBe(0.9793789, 5e-8);
        fit.Criteria.AdjustedR2.ShouldBe(0.9742237, 5e-8);
        fit.Criteria.Aic.ShouldBe(31.10634, 5e-6);
    }

    [Test]
    public void The_model_behind_the_data_is_chosen_among_all()
    {
        EmpiricalComparison all =
            EmpiricalFitter.Run(Profile(LagTimes, LagReleased), new EmpiricalOptions { Models = [EmpiricalModels.All] });

        all.Best.Model.Name.ShouldBe("second-order+tlag");
        (1 / all.Best.Parameters[0].Value).ShouldBe(20, 0.01);
        all.Best.Parameters[1].Value.ShouldBe(0.5, 0.002);
        all.Best.AkaikeWeight.ShouldBeGreaterThan(0.5);
        all.Fits.Where(fit => double.IsFinite(fit.AkaikeWeight)).Sum(fit => fit.AkaikeWeight).ShouldBe(1, 1e-12);
    }

    [Test]
    public void A_model_that_gives_the_same_curve_is_not_counted_twice()
    {
        double[] released = [.. Times.Select(time => 100 * (1 - Math.Pow(1 - 0.03 * time, 3)) + 0.3 * Math.Sin(7 * time))];

        EmpiricalComparison both =
            EmpiricalFitter.Run(Profile(Times, released), new EmpiricalOptions { Models = ["hixson-crowell", "hopfenberg", "zero-order"] });

        both.Fits.Single(fit => fit.Model.Name == "hopfenberg").SameCurveAs.ShouldBe("hixson-crowell");
        both.Fits.Single(fit => fit.Model.Name == "hopfenberg").AkaikeWeight.ShouldBe(double.NaN);
    }

    [Test]
    public void Korsmeyer_Peppas_keeps_to_60_percent_and_says_so()
    {
        EmpiricalComparison fits = EmpiricalFitter.Run(Profile(LagTimes, LagReleased),
            new EmpiricalOptions { Models = ["korsmeyer-peppas", "korsmeyer-peppas-60", "korsmeyer-peppas-loglog"] });

        EmpiricalFit log = fits.Fits.Single(fit => fit.Model.LogLinear),
            cut = fits.Fits.Single(fit => fit.Model.Name == "korsmeyer-peppas-60");
        (log.Criteria.Points, cut.Criteria.Points, fits.Best.Criteria.Points).ShouldBe((6, 7, 11));
        double[] x = [.. LagTimes[1..7].Select(time => Math.Log(time))], y = [.. LagReleased[1..7].Select(value => Math.Log(value))];
        (double offset, double slope) = MathNet.Numerics.Fit.Line(x, y);
        log.Parameters[0].Value.ShouldBe(Math.Exp(offset), 1e-9);
        log.Parameters[1].Value.ShouldBe(slope, 1e-12);
        cut.Remarks.ShouldContain(remark => remark.Contains("7 points up to 60 %"));
        cut.AkaikeWeight.ShouldBe(double.NaN);
    }

    [Test]
    public void Weights_are_those_asked_for()
    {
        double[] released = [.. Times.Select((time, j) => 3 * time + (j % 2 == 0 ? 1 : -1))],
            sd = [.. Times.Select(time => 0.5 + time / 10)];
        // A line through the origin: k = sum w t y / sum w t^2.
        foreach ((PointWeights weights, Func<int, double> weight) in new (PointWeights, Func<int, double>)[]
        {
            (PointWeights.Equal, _ => 1), (PointWeights.InverseRelease, j => 1 / released[j]),
                (PointWeights.InverseSquare, j => 1 / (released[j] * released[j])),
            (PointWeights.InverseVariance, j => 1 / (sd[j] * sd[j])),
        })
        {
            EmpiricalFit fit = EmpiricalFitter.Run(Profile(Times, released, sd),
                new EmpiricalOptions { Models = ["zero-order"], Weights = weights }).Best;
            double top = Times.Select((time, j) => weight(j) * time * released[j]).Sum(), bottom = Times
                .Select((time, j) => weight(j) * time * time).Sum();
            fit.Parameters[0].Value.ShouldBe(top / bottom, 1e-9);
            double variance = weights == PointWeights.InverseVariance ? 1 : fit.Criteria.WeightedSse / (Times.Length - 1);
            fit.Parameters[0].StandardError.ShouldBe(Math.Sqrt(variance / bottom), 1e-9);
            // A linear problem's likelihood profile is the interval by Student's t, or the normal one with known deviations.
            if (weights != PointWeights.InverseVariance)
                fit.Parameters[0].ProfileHigh.ShouldBe(fit.Parameters[0].High, 1e-5);
            fit.Criteria.ChiSquare
                .ShouldBe(Times.Select((time, j) => Math.Pow((released[j] - fit.Parameters[0].Value * time) / sd[j], 2)).Sum(), 1e-9);
        }
    }

    [Test]
    public void What_the_data_leave_open_is_said()
    {
        double[] early = [0.5, 1, 1.5, 2, 2.5, 3], released = [.. early.Select((time, j) => 2 * time + (j % 2 == 0 ? 0.05 : -0.05))];

        EmpiricalFit fit = EmpiricalFitter.Run(Profile(early, released),
            new EmpiricalOptions { Models = ["logistic-in-time", "weibull+fmax"] })
            .Fits.Single(fit => fit.Model.Name == "weibull+fmax");

        fit.Parameters.Single(p => p.About.Name == "Fmax").Identifiability.ShouldBe(Identifiability.AtLeast);
        fit.Parameters.Single(p => p.About.Name == "b").Identifiability.ShouldBe(Identifiability.PinnedDown);
    }

    [Test]
    public void Names_that_are_none_are_refused_with_the_nearest()
    {
        Should.Throw<RefusedException>(() => EmpiricalModels.Named(["weibul"])).Message.ShouldContain("did you mean 'weibull'");
        Should.Throw<RefusedException>(() => EmpiricalModels.Named(["weibull+lag"])).Message.ShouldContain("+tlag");
        Should.Throw<RefusedException>(() => EmpiricalModels.Named(["higuchi+fmax"])).Message.ShouldContain("does not end at the dose");
    }

    [TestCase("indometh")]
    public void Indomethacin_per_subject_gives_what_R_gives(string data)
    {
        string[][] rows = SharedData.Csv($"data/pharmacokinetics/{data}.csv"),
            reference = SharedData.Csv("domain/refs/indometh_SSbiexp_per_subject.csv");
        foreach (string[] expected in reference.Skip(1))
        {
            string[][] own = [.. rows.Skip(1).Where(row => row[0] == expected[0])];
            double[] times = [.. own.Select(row => Number(row[1]))], values = [.. own.Select(row => Number(row[2]))];
            (double[] best, double sum, _) =
                EmpiricalSearch.Run(new TwoExponentials(), times, values, [.. times.Select(_ => 1.0)], new EmpiricalOptions());
            sum.ShouldBe(Number(expected[5]), 1e-9 * sum, $"subject {expected[0]}: {string.Join(", ", best)}");
            best[0].ShouldBe(Number(expected[1]), 1e-4);
            Math.Log(best[1]).ShouldBe(Number(expected[2]), 1e-4);
        }
    }

    [Test]
    public void Theophylline_per_subject_gives_what_R_gives()
    {
        string[][] rows = SharedData.Csv("data/pharmacokinetics/theoph.csv"),
            reference = SharedData.Csv("domain/refs/theoph_SSfol_per_subject.csv");
        foreach (string[] expected in reference.Skip(1))
        {
            string[][] own = [.. rows.Skip(1).Where(row => row[0] == expected[0])];
            double[] times = [.. own.Select(row => Number(row[3]))], values = [.. own.Select(row => Number(row[4]))];
            (double[] best, double sum, _) =
                EmpiricalSearch.Run(new FirstOrderOral(Number(own[0][2])), times, values, [.. times.Select(_ => 1.0)],
                    new EmpiricalOptions());
            sum.ShouldBe(Number(expected[4]), 1e-9 * sum,
                $"subject {expected[0]}: {string.Join(", ", best.Select(value => Math.Log(value)))}");
        }
    }

    static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    sealed class TwoExponentials : EmpiricalModel
    {
        public override string Name => "biexp";

        public override string Title => Name;

        public override string Formula => "A1 e^(-k1 t) + A2 e^(-k2 t), k1 = k2 + q";

        public override string Source => "R, SSbiexp";

        public override IReadOnlyList<EmpiricalParameter> Parameters { get; } =
            [Positive("A1", "", "", 0.5, 5), Rate("k1", "", 5, 50), Positive("A2", "", "", 0.05, 2), Rate("k2", "", 0.2, 5)];

        public override T Released<T>(T t, ReadOnlySpan<T> c) => c[0] * T.Exp(-(c[1] * t)) + c[2] * T.Exp(-(c[3] * t));
    }

    sealed class FirstOrderOral(double dose) : EmpiricalModel
    {
        public override string Name => "oral";

        public override string Title => Name;

        public override string Formula => "D ke ka/(Cl (ka - ke)) (e^(-ke t) - e^(-ka t))";

        public override string Source => "R, SSfol";

        public override IReadOnlyList<EmpiricalParameter> Parameters { get; } =
            [Rate("ke", "", 0.5, 5), Rate("ka", "", 10, 100), Rate("Cl", "", 0.5, 3)];

        public override T Released<T>(T t, ReadOnlySpan<T> c) =>
            dose * (c[0] * c[1]) / (c[2] * (c[1] - c[0])) * (T.Exp(-(c[0] * t)) - T.Exp(-(c[1] * t)));
    }
}
