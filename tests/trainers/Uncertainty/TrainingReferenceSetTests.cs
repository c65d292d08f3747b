using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training.Uncertainty;

public sealed class TrainingReferenceSetTests
{
    [Test]
    public void The_distance_is_that_to_the_fifth_nearest_row()
    {
        var reference = new TrainingReferenceSet(new("reference", [6, 2], [0, 0, 1, 0, 0, 2, 3, 0, 0, 4, 5, 0]));
        reference.Distances([0, 0]).Single().ShouldBe(4 / MathF.Sqrt(2), 1e-6f);
        float[] many = [.. Enumerable.Range(0, 2000).Select(i => i * 0.01f)];
        float[] at = reference.Distances(many);
        for (int row = 0; row < 1000; row++)
            at[row].ShouldBe(reference.Distances(many[(2 * row)..(2 * row + 2)]).Single());
    }

    [Test]
    public void A_formulation_within_the_ranges_but_far_from_all_others_is_marked()
    {
        // Fast release only where much is releasable: half of the box is empty.
        var box = FirstOrderRelease.Curves(3000);
        int[] kept = [.. Enumerable.Range(0, box.Count).Where(row => Near(box.Formulation(row)))];
        using var surrogate = Trainer.Train(FirstOrderRelease.SmallPlan, box.Rows(kept));
        double[] formulations = [0.35, 0.06, 0.6, 0.32, 0.85, 1.9, 0.32, 1.9, 0.88, 0.06, 0.6, 5];
        bool[] inRange = new bool[6], applicable = new bool[6];
        float[] score = new float[6];
        surrogate.InRange(formulations, inRange);
        surrogate.Applicable(formulations, applicable);
        surrogate.OutOfDistributionScore(formulations, score);
        inRange.ShouldBe([true, true, true, true, true, false]);
        applicable.ShouldBe([true, true, true, false, false, false]);
        score[3].ShouldBeGreaterThan(3);
        surrogate.Applicable([double.NaN, 1], applicable.AsSpan(0, 1));
        applicable[0].ShouldBeFalse();
    }

    [Test]
    public void Formulations_like_those_learned_are_hardly_ever_marked()
    {
        using var surrogate = Trainer.Train(FirstOrderRelease.SmallPlan, FirstOrderRelease.Curves(2000));
        var alike = FirstOrderRelease.Curves(2000, seed: 9);
        var applicable = new bool[alike.Count];
        surrogate.Applicable(alike.Parameters.Span, applicable);
        applicable.Count(near => !near).ShouldBeLessThan(40);
    }

    static bool Near(ReadOnlySpan<double> formulation) =>
        Math.Abs((formulation[0] - 0.6) / 0.3 - Math.Log(formulation[1] / 0.316) / Math.Log(6.3)) < 0.4;
}
