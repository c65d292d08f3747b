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
            "11", "--device", "cpu", "--no-fused");
        shown.Code.ShouldBe(0);
        var plan = TrainingPlan.FromJson(shown.Out);
        plan.Network.ShouldSatisfyAllConditions(
            network => network.Name.ShouldBe("deeponet"), network => network.Width.ShouldBe(48), network => network.Depth.ShouldBe(2),
            network => network.Features.ShouldBe(["effective-rates", "fourier"]), network => network.Monotone.ShouldBeTrue());
        (plan.Optimizer.Name, plan.Optimizer.LearningRate, plan.Data.Batch).ShouldBe(("sgd", 0.01, 96));
        (plan.Schedule.Epochs, plan.Schedule.Seconds, plan.Seed).ShouldBe((7, 5, 11));
        (plan.Runtime.Device, plan.Runtime.Fused).ShouldBe(("cpu", false));
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
