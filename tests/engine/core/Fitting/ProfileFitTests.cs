using SurrogateEngine.Fitting;
using SurrogateEngine.Profiles;

namespace SurrogateEngine.Tests.Engine.Core.Fitting;

public sealed class ProfileFitTests
{
    static readonly double[] Days = [0.25, 0.5, 1, 2, 3, 5, 7, 10, 14, 18, 21, 25, 28];
    static readonly Dictionary<string, double> ScaleKnown = new() { ["scale"] = 1 };

    static FitOptions Quick(Dictionary<string, double>? known = null) => new()
    {
        Fixed = known ?? [],
        Candidates = 2048,
        Walkers = 128,
        Walk = 100
    };

    static MeasuredProfile Profile(double[] days, Func<double, int, double> released, double? deviation = null) => new()
    {
        Name = "made",
        Origin = "test",
        Days = days,
        Released = [.. days.Select(released)],
        Deviation = deviation is { } sd ? [.. days.Select(_ => sd)] : null,
    };

    static MeasuredProfile Exact(double fmax = 0.9, double td = 6, double b = 0.8) =>
        Profile(Days, (day, _) => WeibullPredictor.At(day, fmax, td, b));

    /// <summary>Errors of alternating sign, one percent of the dose.</summary>
    static MeasuredProfile Noisy(double? deviation = null) =>
        Profile(Days, (day, j) => WeibullPredictor.At(day, 0.9, 6, 0.8) + 0.01 * (j % 2 == 0 ? 1 : -1), deviation);

    [Test]
    public void Recovers_the_parameters_behind_an_exact_profile()
    {
        var fit = ProfileFit.Run(Exact(), new WeibullPredictor(), null, Quick(ScaleKnown));
        fit.Parameters.Select(p => p.Value).ShouldBe([0.9, 6, 0.8, 1], 0.005);
        fit.Quality.RmsePercent.ShouldBeLessThan(0.02);
        fit.Quality.R2.ShouldBeGreaterThan(0.99999);
        fit.Quality.F2.ShouldBeGreaterThan(99.9);
        fit.Parameters[3].Identifiability.ShouldBe(Identifiability.Fixed);
    }

    [Test]
    public void The_confidence_region_holds_the_truth_and_the_band_holds_curve_and_data()
    {
        var fit = ProfileFit.Run(Noisy(), new WeibullPredictor(), null, Quick(ScaleKnown));
        double[] truth = [0.9, 6, 0.8];
        for (int p = 0; p < 3; p++)
        {
            fit.Parameters[p].Low.ShouldBeLessThan(truth[p]);
            fit.Parameters[p].High.ShouldBeGreaterThan(truth[p]);
            fit.Parameters[p].Identifiability.ShouldBe(Identifiability.PinnedDown);
        }
        for (int j = 0; j < fit.Times.Length; j++)
        {
            fit.BandLow![j].ShouldBeLessThanOrEqualTo(fit.Curve[j] + 1e-6);
            fit.BandHigh![j].ShouldBeGreaterThanOrEqualTo(fit.Curve[j] - 1e-6);
            double truthHere = WeibullPredictor.At(fit.Times[j], 0.9, 6, 0.8);
            truthHere.ShouldBeInRange(fit.BandLow[j] - 1e-4, fit.BandHigh[j] + 1e-4);
        }
        fit.BandMeaning.ShouldContain("95 % confidence region (F-test on 3 parameters and 13 points");
    }

    [Test]
    public void Exchangeable_parameters_are_reported_as_not_pinned_down()
    {
        var fit = ProfileFit.Run(Noisy(), new WeibullPredictor(), null, Quick());
        fit.Parameters.Single(p => p.About.Name == "td").Identifiability.ShouldBe(Identifiability.NotPinnedDown);
        fit.Parameters.Single(p => p.About.Name == "scale").Identifiability.ShouldBe(Identifiability.NotPinnedDown);
        fit.Parameters.Single(p => p.About.Name == "fmax").Identifiability.ShouldBe(Identifiability.PinnedDown);
        fit.Remarks.ShouldContain(remark => remark.Contains("do not pin down td, scale"));
        (fit.Parameters[1].Value * fit.Parameters[3].Value).ShouldBe(6, 0.5);
    }

    /// <summary>For a model linear in its one parameter the region is known: half width sqrt(SSE F(1, n-1) / (n-1)) / |x|.</summary>
    [Test]
    public void Of_one_linear_parameter_the_range_is_the_textbook_interval()
    {
        var known = new Dictionary<string, double> { ["scale"] = 1, ["td"] = 6, ["b"] = 0.8 };
        var fit = ProfileFit.Run(Noisy(), new WeibullPredictor(), null, Quick(known));
        double[] x = [.. Days.Select(day => WeibullPredictor.At(day, 1, 6, 0.8))], y = [.. Noisy().Released];
        double xx = x.Sum(v => v * v), derivative = x.Zip(y, (a, b) => a * b).Sum() / xx;
        double sse = x.Zip(y, (a, b) => (b - derivative * a) * (b - derivative * a)).Sum();
        const double f_1_12_95 = 4.7472;
        double half = Math.Sqrt(sse * f_1_12_95 / 12 / xx);
        fit.Parameters[0].Value.ShouldBe(derivative, 1e-4);
        fit.Parameters[0].Low.ShouldBe(derivative - half, 0.03 * half);
        fit.Parameters[0].High.ShouldBe(derivative + half, 0.03 * half);
    }

    [Test]
    public void Standard_deviations_weight_the_points_and_set_the_region()
    {
        var tight = ProfileFit.Run(Noisy(0.005), new WeibullPredictor(), null, Quick(ScaleKnown));
        var loose = ProfileFit.Run(Noisy(0.05), new WeibullPredictor(), null, Quick(ScaleKnown));
        tight.BandMeaning.ShouldContain("chi-square");
        (loose.Parameters[1].High - loose.Parameters[1].Low).ShouldBeGreaterThan(3 * (tight.Parameters[1].High - tight.Parameters[1].Low));
    }

    [Test]
    public void The_same_seed_gives_the_same_fit()
    {
        var one = ProfileFit.Run(Noisy(), new WeibullPredictor(), null, Quick());
        var two = ProfileFit.Run(Noisy(), new WeibullPredictor(), null, Quick());
        two.Parameters.ShouldBe(one.Parameters);
        two.BandLow.ShouldBe(one.BandLow);
        two.Evaluations.ShouldBe(one.Evaluations);
    }

    [Test]
    public void Points_after_the_last_time_and_at_zero_are_left_out_and_said()
    {
        var profile = Profile([0, .. Days, 60, 168], (day, _) => WeibullPredictor.At(day, 0.9, 6, 0.8));
        var fit = ProfileFit.Run(profile, new WeibullPredictor(), null, Quick(ScaleKnown));
        fit.Used.Count(used => used).ShouldBe(Days.Length);
        fit.Used[0].ShouldBeFalse();
        fit.Used[^1].ShouldBeFalse();
        fit.Remarks.ShouldContain(remark => remark.StartsWith("2 of 16 measured points lie after the surrogate's last time, 30 d"));
        fit.Remarks.ShouldContain(remark => remark.Contains("time zero"));
    }

    [Test]
    public void A_parameter_that_ends_at_its_range_is_reported()
    {
        var fit = ProfileFit.Run(Exact(b: 4), new WeibullPredictor(), null, Quick(ScaleKnown));
        fit.Parameters[2].AtBound.ShouldBeTrue();
        fit.Parameters[2].Value.ShouldBe(3, 0.01);
        fit.Parameters[2].Identifiability.ShouldBe(Identifiability.AtLeast);
        fit.Remarks.ShouldContain(remark => remark.StartsWith("b ended at the end of its searched range, 3; a wider range may fit better"));
    }

    [Test]
    public void The_mechanistic_check_measures_the_difference_of_the_two_curves()
    {
        var fit = ProfileFit.Run(Exact(), new WeibullPredictor(), new OffBy(0.02f), Quick(ScaleKnown));
        fit.Check!.MaxDifferencePercent.ShouldBe(2, 0.001);
        fit.Check.RmsDifferencePercent.ShouldBe(2, 0.001);
        fit.Check.Quality.RmsePercent.ShouldBe(2, 0.05);
    }

    [Test]
    public void The_model_finishes_the_search_where_the_surrogate_is_wrong()
    {
        var fit = ProfileFit.Run(Exact(), new Skewed(), new WeibullPredictor(), Quick(ScaleKnown));
        Math.Abs(fit.Parameters[1].Value - 6).ShouldBeGreaterThan(0.3);
        fit.Check!.Quality.RmsePercent.ShouldBeGreaterThan(0.5);
        fit.Check.Refined.Quality.RmsePercent.ShouldBeLessThan(0.02);
        fit.Check.Refined.Values.ShouldBe([0.9, 6, 0.8, 1], 0.01);
    }

    [Test]
    public void With_as_many_parameters_as_points_there_is_no_band_and_the_result_says_why()
    {
        var fit = ProfileFit.Run(Profile([1, 5, 20], (day, _) => WeibullPredictor.At(day, 0.9, 6, 0.8)), new WeibullPredictor(), null,
            Quick());
        fit.BandLow.ShouldBeNull();
        fit.BandMeaning.ShouldBe("No band: 3 points cannot determine 4 free parameters; fix some of them or measure more points.");
        fit.Parameters[0].Identifiability.ShouldBe(Identifiability.Unknown);
    }

    [Test]
    public void With_everything_fixed_the_fit_is_a_comparison()
    {
        var all = new Dictionary<string, double> { ["scale"] = 1, ["td"] = 6, ["b"] = 0.8, ["fmax"] = 0.9 };
        var fit = ProfileFit.Run(Exact(), new WeibullPredictor(), null, Quick(all));
        fit.Quality.RmsePercent.ShouldBeLessThan(0.01);
        fit.BandMeaning.ShouldContain("every parameter is fixed");
    }

    [Test]
    public void What_is_known_of_the_material_is_held_unless_the_user_says_otherwise()
    {
        var known = Exact() with
        {
            Known = [new KnownParameter("scale", 1, "", "weighed"),
            new KnownParameter("td", 6, "h", "in another unit"), new KnownParameter("b", 99, "", "out of range")]
        };
        var fit = ProfileFit.Run(known, new WeibullPredictor(), null, Quick());
        fit.Parameters.Select(p => p.Identifiability == Identifiability.Fixed).ShouldBe([false, false, false, true]);
        fit.Remarks.ShouldContain("scale was held at 1: weighed.");
        ProfileFit.Run(known, new WeibullPredictor(), null, Quick(new() { ["scale"] = 2 })).Parameters[3].Value.ShouldBe(2);
    }

    [Test]
    public void Impossible_wishes_are_refused()
    {
        Refusal(new() { ["tdd"] = 3 }).ShouldBe("'tdd' is not a parameter of this surrogate; did you mean 'td'?");
        Refusal(new() { ["td"] = 300 }).ShouldContain("outside the 0.1 to 100 d that the predictor covers");
        Should.Throw<RefusedException>(() => ProfileFit.Run(Profile([1, 2, 40, 50], (_, _) => 0.5), new WeibullPredictor()))
            .Message.ShouldStartWith("made: 2 of 4 measured points lie between time 0 and the surrogate's last time, 30 d");

        static string Refusal(Dictionary<string, double> held) =>
            Should.Throw<RefusedException>(() => ProfileFit.Run(Exact(), new WeibullPredictor(), null, Quick(held))).Message;
    }

    /// <summary>A surrogate that takes every time scale for a tenth longer than it is.</summary>
    sealed class Skewed : Trainers.ICurveModel
    {
        readonly WeibullPredictor inner = new();

        public Trainers.CurveSpace Space => inner.Space;

        public void Predict(ReadOnlySpan<double> parameters, int count, Span<float> curves)
        {
            double[] longer = parameters.ToArray();
            for (int i = 0; i < count; i++)
                longer[4 * i + 1] *= 1.1;
            inner.Predict(longer, count, curves);
        }
    }

    sealed class OffBy(float difference, IReadOnlyList<double>? times = null) : IMechanisticModel
    {
        readonly WeibullPredictor inner = new(times);

        public Trainers.ICurveModel At(IReadOnlyList<double> times) => new OffBy(difference, times);

        public Trainers.CurveSpace Space => inner.Space;

        public void Predict(ReadOnlySpan<double> parameters, int count, Span<float> curves)
        {
            inner.Predict(parameters, count, curves);
            for (int j = 0; j < curves.Length; j++)
                curves[j] += difference;
        }
    }
}
