using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training;

public sealed class LearningRateTests
{
    static double Rate(long step) =>
        new LearningRate(peak: 1e-2, finalShare: 0.1, warmup: 10).At(step, new StepBudget([], 10, 110).At(step + 1));

    [TestCase(0, 1e-3), TestCase(4, 5e-3), TestCase(9, 1e-2), TestCase(59, 5.5e-3), TestCase(109, 1e-3), TestCase(500, 1e-3)]
    public void Rises_straight_then_follows_half_a_cosine(long step, double expected) =>
        Rate(step).ShouldBe(expected, 1e-12);

    [Test]
    public void Never_rises_after_the_warm_up()
    {
        for (long step = 10; step < 120; step++)
            Rate(step).ShouldBeLessThanOrEqualTo(Rate(step - 1));
    }

    [Test]
    public void Without_warm_up_the_first_step_is_below_the_peak() =>
        new LearningRate(1, 0, 0).At(0, new StepBudget([], 0, 4).At(1)).ShouldBe(0.5 * (1 + Math.Cos(Math.PI / 4)), 1e-12);
}
