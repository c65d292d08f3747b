using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training.Physics;

public sealed class LossBalanceTests
{
    static BalanceState After(string scheme, params BalanceStep[] steps)
    {
        var state = new BalanceState();
        foreach (var step in steps)
            LossBalance.All.Get(scheme).Update(state, step);
        return state;
    }

    static BalanceStep Step(long step, double data, double physics, double dataGradient = double.NaN,
        double physicsGradient = double.NaN) =>
        new(1, step, data, physics, dataGradient, physicsGradient);

    [Test]
    public void Fixed_stays() => After("fixed", Step(0, 1, 5), Step(1, 0.1, 4)).Weight.ShouldBe(1);

    [Test]
    public void Gradient_norms_make_the_gradients_equally_long()
    {
        var settled = After("gradient-norms",
            [.. Enumerable.Range(0, 80).Select(i => Step(10 * i, 1, 1, dataGradient: 3, physicsGradient: 0.5))]);
        (settled.Weight * 0.5).ShouldBe(3, 1e-9);
        After("gradient-norms", Step(0, 1, 1, 3, 0.5), Step(10, 1, 1, 30, 0.5)).Weight.ShouldBe(0.9 * 6 + 0.1 * 60, 1e-12);
    }

    [Test]
    public void Gradient_norms_pass_over_what_is_not_a_number() =>
        After("gradient-norms", Step(0, 1, 1, 4, 2), Step(1, 1, 1), Step(10, 1, 1, 4, 0)).Weight.ShouldBe(2);

    [Test]
    public void Relobralo_weighs_the_loss_that_lags()
    {
        var state = After("relobralo", [.. Enumerable.Range(0, 200).Select(i => Step(i, Math.Pow(0.98, i), 1))]);
        state.Weight.ShouldBeGreaterThan(1.05);
        state.Weights.Sum().ShouldBe(2, 1e-9);
        After("relobralo", [.. Enumerable.Range(0, 200).Select(i => Step(i, 1, Math.Pow(0.98, i)))]).Weight.ShouldBeLessThan(0.95);
    }

    [Test]
    public void Relobralo_depends_on_the_seed_and_the_step_alone()
    {
        BalanceStep[] steps = [.. Enumerable.Range(0, 300).Select(i => Step(i, Math.Exp(-0.01 * i), Math.Exp(-0.02 * i)))];
        After("relobralo", steps).Weights.ShouldBe(After("relobralo", steps).Weights);
    }
}
