using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training.Uncertainty;

public sealed class ConformalTests
{
    [TestCase(9, 0.9, 9), TestCase(10, 0.9, 10), TestCase(19, 0.95, 19), TestCase(99, 0.5, 50), TestCase(100, 0.5, 51), TestCase(1, 0.4, 1)]
    public void The_quantile_is_the_score_of_that_rank(int scores, double coverage, float expected)
    {
        float[] values = [.. Enumerable.Range(1, scores).Select(i => (float)i).Reverse()];
        Conformal.Quantile(values, coverage).ShouldBe(expected);
    }

    [TestCase(8, 0.9), TestCase(0, 0.5)]
    public void Too_few_scores_promise_nothing(int scores, double coverage) =>
        Conformal.Quantile(new float[scores], coverage).ShouldBe(float.PositiveInfinity);

    /// <summary>The promise itself: over many draws of 19 scores, one more draw lies at or below the quantile in 90 of 100 cases.</summary>
    [Test]
    public void One_more_draw_is_covered_as_often_as_promised()
    {
        var random = new Random(3);
        int covered = 0;
        const int draws = 20_000;
        for (int i = 0; i < draws; i++)
        {
            float[] scores = [.. Enumerable.Range(0, 19).Select(_ => random.NextSingle())];
            if (random.NextSingle() <= Conformal.Quantile(scores, 0.9))
                covered++;
        }
        // Three standard deviations of a share of 20,000.
        (covered / (double)draws).ShouldBe(0.9, 3 * Math.Sqrt(0.09 / draws));
    }
}
