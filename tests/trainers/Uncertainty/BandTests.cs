using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training.Uncertainty;

/// <summary>Bands of surrogates that were trained briefly, so that there is something to be uncertain of, counted on 10,000 unseen
/// curves.</summary>
public sealed class BandTests
{
    static readonly CurveSet Unseen = FirstOrderRelease.Curves(FirstOrderRelease.SpaceOfTwo, 10_000, seed: 78);

    [TestCase(1), TestCase(3)]
    public void Bands_hold_the_share_of_unseen_curves_they_are_made_for(int members)
    {
        using var surrogate = Trained(members);
        Confidence confidence = surrogate.Card.Confidence!;
        confidence.CalibrationCurves.ShouldBeInRange(7_500, 8_500);
        confidence.Levels.Select(level => level.Coverage).ShouldBe([0.5, 0.8, 0.9, 0.95, 0.99]);
        foreach (BandLevel level in confidence.Levels)
        {
            // Three standard deviations of a share of 10,000 curves, about a quantile of 8,000.
            double chance = 3 * Math.Sqrt(level.Coverage * (1 - level.Coverage) * (1 / 10_000.0 + 1 / 8_000.0));
            Share(surrogate, level, wholeCurve: true).Curves.ShouldBe(level.Coverage, chance, $"whole curves, {level.Coverage}");
            Share(surrogate, level, wholeCurve: false).Points.ShouldBe(level.Coverage, chance, $"points, {level.Coverage}");
            // The surrogate's own count is over 1,600 test curves.
            level.MeasuredWholeCurve!.Value.ShouldBe(level.Coverage, 2.3 * chance);
            level.MeasuredPointwise!.Value.ShouldBe(level.Coverage, 2.3 * chance);
        }
    }

    [Test]
    public void Bands_stay_within_what_an_output_can_be_and_around_the_prediction()
    {
        using var surrogate = Trained(members: 2);
        float[] curves = new float[Unseen.Curves.Length], lower = new float[curves.Length], upper = new float[curves.Length];
        surrogate.PredictBands(Unseen.Parameters.Span, Unseen.Count, surrogate.Card.Confidence!.Levels[^1], true, curves, lower, upper);
        int times = Unseen.Space.Times.Count;
        for (int i = 0; i < curves.Length; i++)
        {
            curves[i].ShouldBeInRange(lower[i], upper[i]);
            if (i / times % 2 == 0)
                (lower[i] >= 0 && upper[i] <= 1).ShouldBeTrue("the fraction released");
        }
    }

    [TestCase(1), TestCase(2)]
    public void The_curves_within_bands_are_those_without_to_the_bit(int members)
    {
        using var surrogate = Trained(members);
        float[] plain = new float[Unseen.Curves.Length], curves = new float[plain.Length], lower = new float[plain.Length],
            upper = new float[plain.Length];
        surrogate.Predict(Unseen.Parameters.Span, Unseen.Count, plain);
        foreach (bool whole in (bool[])[true, false])
        {
            surrogate.PredictBands(Unseen.Parameters.Span, Unseen.Count, surrogate.Card.Confidence!.Levels[2], whole, curves, lower, upper);
            curves.ShouldBe(plain);
        }
    }

    /// <summary>Where every curve has one value, as at time zero, rounding must not decide how wide the band is elsewhere.</summary>
    [TestCase(1), TestCase(2)]
    public void A_point_that_never_varies_has_no_band_and_costs_no_coverage(int members)
    {
        using var surrogate = Trained(members, WithConstant);
        CurveSet unseen = WithConstant(Unseen);
        BandLevel level = surrogate.Card.Confidence!.Levels[2];
        level.Coverage.ShouldBe(0.9);
        surrogate.Card.Confidence.Levels.ShouldAllBe(at => double.IsFinite(at.WholeCurve) && at.Pointwise.All(float.IsFinite));
        level.Pointwise[Fixed].ShouldBe(0);
        level.WholeCurve.ShouldBeInRange(0.5, 5);
        float[] curves = new float[unseen.Curves.Length], lower = new float[curves.Length], upper = new float[curves.Length];
        surrogate.PredictBands(unseen.Parameters.Span, unseen.Count, level, true, curves, lower, upper);
        for (int i = Fixed; i < curves.Length; i += unseen.Space.Points)
            (lower[i], curves[i], upper[i]).ShouldBe((0.1f, 0.1f, 0.1f));
        Share(surrogate, level, wholeCurve: true, unseen).Curves.ShouldBe(0.9, 3 * Math.Sqrt(0.09 * (1 / 10_000.0 + 1 / 8_000.0)));
    }

    const int Fixed = 2;

    static CurveSet WithConstant(CurveSet set)
    {
        float[] curves = set.Curves.ToArray();
        for (int i = Fixed; i < curves.Length; i += set.Space.Points)
            curves[i] = 0.1f;
        return new CurveSet(set.Space, set.Parameters, curves, set.Hash);
    }

    [Test]
    public void Too_few_calibration_curves_give_no_bands_and_a_file_keeps_those_there_are()
    {
        using var without = Trainer.Train(FirstOrderRelease.SmallPlan with
        {
            Data = FirstOrderRelease.SmallPlan.Data with { CalibrationShare = 0 },
        }, FirstOrderRelease.Curves(400));
        without.Card.Confidence.ShouldBeNull();
        Should.Throw<InvalidOperationException>(() =>
            without.PredictBands([0.5, 1], 1, new(0.9, 1, []), true, new float[8], new float[8], new float[8]));
        using var surrogate = Trained(members: 2);
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.surrogate");
        surrogate.Save(path);
        using var loaded = Surrogate.Load(path);
        File.Delete(path);
        BandLevel level = loaded.Card.Confidence!.Levels[2];
        Share(loaded, level, wholeCurve: true).ShouldBe(Share(surrogate, surrogate.Card.Confidence!.Levels[2], wholeCurve: true));
    }

    static Surrogate Trained(int members, Func<CurveSet, CurveSet>? changed = null) => Trainer.Train(
        FirstOrderRelease.SmallPlan with
        {
            Network = FirstOrderRelease.SmallPlan.Network with { Members = members },
            Schedule = FirstOrderRelease.SmallPlan.Schedule with { Epochs = 2 },
            Data = FirstOrderRelease.SmallPlan.Data with { Batch = 256, CalibrationShare = 0.5, Transform = "auto" },
        },
        (changed ?? (set => set))(FirstOrderRelease.Curves(FirstOrderRelease.SpaceOfTwo, 16_000, seed: 1)));

    static (double Curves, double Points) Share(Surrogate surrogate, BandLevel level, bool wholeCurve, CurveSet? of = null)
    {
        CurveSet unseen = of ?? Unseen;
        float[] curves = new float[unseen.Curves.Length], lower = new float[curves.Length], upper = new float[curves.Length];
        surrogate.PredictBands(unseen.Parameters.Span, unseen.Count, level, wholeCurve, curves, lower, upper);
        var truth = unseen.Curves.Span;
        int held = 0, whole = 0, points = unseen.Space.Points;
        for (int row = 0; row < unseen.Count; row++)
        {
            int here = 0;
            for (int i = row * points; i < (row + 1) * points; i++)
                if (truth[i] >= lower[i] && truth[i] <= upper[i])
                    here++;
            held += here;
            whole += here == points ? 1 : 0;
        }
        return (whole / (double)unseen.Count, held / (double)truth.Length);
    }
}
