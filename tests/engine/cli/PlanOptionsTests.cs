using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Cli;

public sealed class PlanOptionsTests
{
    [Test]
    public void Options_override_the_plan()
    {
        var shown = Cli.Run(
            "train", "nowhere", "--show-plan", "--network", "deeponet", "--width", "48", "--depth", "2", "--features",
            "effective-rates, fourier",
            "--monotone", "--optimizer", "sgd", "--learning-rate", "0.01", "--batch", "96", "--epochs", "7", "--seconds", "5", "--seed",
            "11", "--device", "cpu");
        shown.Code.ShouldBe(0);
        var plan = TrainingPlan.FromJson(shown.Out);
        plan.ShouldSatisfyAllConditions(
            () => plan.Network.ShouldBe("deeponet"), () => plan.Width.ShouldBe(48), () => plan.Depth.ShouldBe(2),
            () => plan.Features.ShouldBe(["effective-rates", "fourier"]), () => plan.Monotone.ShouldBeTrue(), () =>
                plan.Optimizer.ShouldBe("sgd"),
            () => plan.LearningRate.ShouldBe(0.01), () => plan.Batch.ShouldBe(96), () => plan.Epochs.ShouldBe(7), () =>
                plan.Seconds.ShouldBe(5),
            () => plan.Seed.ShouldBe(11),
            () => plan.Device.ShouldBe("cpu"));
    }

    [Test]
    public void A_wrong_name_is_refused_with_the_right_one()
    {
        var refused = Cli.Run("train", "nowhere", "--network", "deeponnet");
        refused.Code.ShouldBe(1);
        refused.Error.ShouldContain("did you mean 'deeponet'?");
    }

    [Test]
    public void Every_optimizer_is_named_in_the_help()
    {
        string help = Cli.Run("train", "--help").Out;
        foreach (string name in Optimizers.All.Names.Concat(Networks.All.Names))
            help.ShouldContain(name);
        help.ShouldContain("surrogate train plga-sphere-data --network deeponet");
    }
}
