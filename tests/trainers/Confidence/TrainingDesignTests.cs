using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training.ConfidenceBands;

public sealed class TrainingDesignTests
{
    [Test]
    public void The_distance_is_that_to_the_fifth_nearest_row()
    {
        var design = new TrainingDesign(new("design", [6, 2], [0, 0, 1, 0, 0, 2, 3, 0, 0, 4, 5, 0]));
        design.Distances([0, 0]).Single().ShouldBe(4 / MathF.Sqrt(2), 1e-6f);
        float[] many = [.. Enumerable.Range(0, 2000).Select(i => i * 0.01f)];
        float[] at = design.Distances(many);
        for (int row = 0; row < 1000; row++)
            at[row].ShouldBe(design.Distances(many[(2 * row)..(2 * row + 2)]).Single());
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
        float[] novelty = new float[6];
        surrogate.InRange(formulations, inRange);
        surrogate.Applicable(formulations, applicable);
        surrogate.Novelty(formulations, novelty);
        inRange.ShouldBe([true, true, true, true, true, false]);
        applicable.ShouldBe([true, true, true, false, false, false]);
        novelty[3].ShouldBeGreaterThan(3);
        surrogate.Applicable([double.NaN, 1], applicable.AsSpan(0, 1));
        applicable[0].ShouldBeFalse();
    }

    [Test]
    public void Formulations_like_those_learnt_are_hardly_ever_marked()
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
