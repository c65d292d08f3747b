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

    static Surrogate Trained(int members) => Trainer.Train(
        FirstOrderRelease.SmallPlan with
        {
            Network = FirstOrderRelease.SmallPlan.Network with { Members = members },
            Schedule = FirstOrderRelease.SmallPlan.Schedule with { Epochs = 2 },
            Data = FirstOrderRelease.SmallPlan.Data with { Batch = 256, CalibrationShare = 0.5, Transform = "auto" },
        },
        FirstOrderRelease.Curves(FirstOrderRelease.SpaceOfTwo, 16_000, seed: 1));

    static (double Curves, double Points) Share(Surrogate surrogate, BandLevel level, bool wholeCurve)
    {
        float[] curves = new float[Unseen.Curves.Length], lower = new float[curves.Length], upper = new float[curves.Length];
        surrogate.PredictBands(Unseen.Parameters.Span, Unseen.Count, level, wholeCurve, curves, lower, upper);
        var truth = Unseen.Curves.Span;
        int held = 0, whole = 0, points = Unseen.Space.Points;
        for (int row = 0; row < Unseen.Count; row++)
        {
            int here = 0;
            for (int i = row * points; i < (row + 1) * points; i++)
                if (truth[i] >= lower[i] && truth[i] <= upper[i])
                    here++;
            held += here;
            whole += here == points ? 1 : 0;
        }
        return (whole / (double)Unseen.Count, held / (double)truth.Length);
    }
}
