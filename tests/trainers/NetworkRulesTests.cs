using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training;

public sealed class NetworkRulesTests
{
    [TestCase("{ \"network\": { \"features\": [ \"furier\" ] } }", "did you mean 'fourier'?")]
    [TestCase("{ \"network\": { \"features\": [ \"ratios\", \"ratios\" ] } }", "names one twice")]
    [TestCase("{ \"network\": { \"features\": null } }", "features is null")]
    [TestCase("{ \"network\": { \"basis\": \"svd\" } }", "basis has no \"svd\"")]
    [TestCase("{ \"network\": { \"basis\": \"pod\", \"name\": \"gru\" } }", "gru makes its own")]
    [TestCase("{ \"network\": { \"basis\": \"learned\", \"monotone\": true } }", "monotone adds up increments")]
    [TestCase("{ \"network\": { \"trunk\": \"effective-time\" } }", "residual-mlp has no trunk")]
    [TestCase("{ \"network\": { \"name\": \"gru\", \"depth\": 0 } }", "a gru needs a layer")]
    [TestCase("{ \"loss\": { \"weights\": { \"relative\": 1, \"physics\": 1 } }, \"network\": { \"monotone\": true } }", "leave out basis and monotone")]
    [TestCase("{ \"network\": { \"from\": \"a.surrogate\", \"members\": 3, \"freeze\": 1 } }",
        "0 where the members of an ensemble start from another surrogate")]
    [TestCase("{ \"network\": { \"modes\": 0 } }", "modes is 0; it must be from 1")]
    [TestCase("{ \"network\": { \"fourier_scale\": 0 } }", "fourier_scale is 0")]
    [TestCase("{ \"loss\": { \"weights\": { \"sobolev\": 1 } } }", "without a loss of points")]
    [TestCase("{ \"loss\": { \"time_weights\": [ 1, -1 ] } }", "time_weights is -1")]
    [TestCase("{ \"optimizer\": { \"name\": \"lbfgs\", \"weight_decay\": 0.1 } }", "0 with lbfgs")]
    [TestCase("{ \"optimizer\": { \"momentum\": 1 } }", "momentum is 1")]
    public void Nonsense_is_refused_in_one_sentence(string json, string says)
    {
        var refusal = Should.Throw<RefusedException>(() => TrainingPlan.FromJson(json, "my.json"));
        refusal.Message.ShouldStartWith("my.json: ");
        refusal.Message.ShouldContain(says);
        refusal.Message.ShouldNotContain("\n");
    }

    [Test]
    public void Sensible_combinations_pass_and_survive_json()
    {
        foreach (var plan in (TrainingPlan[])
        [
            new()
            {
                Network = new() { Name = "deeponet", Trunk = "effective-time", Monotone = true, Features = ["effective-rates", "fourier"] },
            },
            new() { Network = new() { Basis = "pod", Modes = 12 }, Loss = new() { TimeWeights = [1, 2, 0.5] } },
            new()
            {
                Optimizer = new() { Name = "sgd" },
                Loss = new() { Weights = new Dictionary<string, double> { ["gradient-weighted"] = 1, ["sobolev"] = 0.1 } },
            },
        ])
            TrainingPlan.FromJson(plan.Checked().ToJson()).Hash().ShouldBe(plan.Hash());
    }
}
