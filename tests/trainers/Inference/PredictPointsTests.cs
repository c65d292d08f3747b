using SurrogateEngine.Design;
using SurrogateEngine.Tests.Training;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Inference;

public sealed class PredictPointsTests
{
    static Surrogate Trained() => Trainer.Train(FirstOrderRelease.SmallPlan with
    {
        Schedule = FirstOrderRelease.SmallPlan.Schedule with { Epochs = 1 },
    }, FirstOrderRelease.Curves(100));

    [TestCase(1), TestCase(3), TestCase(17), TestCase(40), TestCase(2000)]
    public void A_part_of_the_curves_has_the_bits_of_the_whole_and_nothing_else_is_written(int count)
    {
        using Surrogate surrogate = Trained();
        double[] rows = FirstOrderRelease.Curves(count, seed: 4).Parameters.ToArray();
        int points = surrogate.Space.Points;
        float[] whole = new float[count * points];
        surrogate.Predict(rows, count, whole);
        foreach (PointRange wanted in (PointRange[])[new(0, 1), new(points - 1, points), new(points / 3, 2 * points / 3), new(0, points)])
        {
            float[] part = new float[count * points];
            Array.Fill(part, -7);
            surrogate.PredictPoints(rows, count, wanted, part);
            for (int i = 0; i < part.Length; i++)
                part[i].ShouldBe(i % points >= wanted.First && i % points < wanted.End ? whole[i] : -7, $"{wanted}, {i}");
        }
    }

    [TestCase("release@1d"), TestCase("t50"), TestCase("release@4d - release@1d"), TestCase("2 * max(Q)"), TestCase("phi")]
    public void A_study_has_the_values_of_whole_curves(string word)
    {
        using Surrogate surrogate = Trained();
        DesignStudy study = StudyFile.Understand(new() { Minimize = [word] }, surrogate.Space, "test");
        var space = new StudySpace(surrogate.Space.Parameters, study);
        double[][] points = [.. Enumerable.Range(0, 50).Select(i => space.Genes.Select((_, k) => (i * 0.37 + k * 0.61) % 1).ToArray())];
        double[][] found = new StudyEvaluator(study, surrogate, space, 1).Values(points);
        double[] row = new double[space.Width];
        for (int i = 0; i < points.Length; i++)
        {
            space.ToFormulation(points[i], row);
            found[i][0].ShouldBe(study.Objectives[0].Metric.Read(row, surrogate.Predict(row)), 1e-5 * Math.Abs(found[i][0]));
        }
    }
}
