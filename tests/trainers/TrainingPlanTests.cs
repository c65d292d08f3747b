using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training;

public sealed class TrainingPlanTests
{
    [Test]
    public void The_defaults_pass_their_own_check_and_survive_json()
    {
        var plan = new TrainingPlan
        {
            Network = new() { Width = 48 },
            Loss = new() { Weights = new Dictionary<string, double> { ["absolute"] = 2 } },
            Seed = -7,
        }.Checked();
        string json = plan.ToJson();
        TrainingPlan.FromJson(json).ToJson().ShouldBe(json);
        TrainingPlan.FromJson(json).Hash().ShouldBe(plan.Hash());
        (plan with { Seed = 8 }).Hash().ShouldNotBe(plan.Hash());
    }

    [Test]
    public void Keys_left_out_keep_their_defaults_and_comments_are_allowed()
    {
        var plan = TrainingPlan.FromJson("{ // quick\n \"schedule\": { \"epochs\": 3, }, }");
        plan.Schedule.Epochs.ShouldBe(3);
        plan.Network.Width.ShouldBe(new TrainingPlan().Network.Width);
    }

    [TestCase("{ \"epoch\": 3 }", "no key \"epoch\"; did you mean 'epochs' within \"schedule\"?")]
    [TestCase("{ \"learnig_rate\": 3 }", "did you mean 'learning_rate' within \"optimizer\"?")]
    [TestCase("{ \"color\": 3 }", "use \"network\", \"loss\"")]
    [TestCase("{ \"network\": { \"name\": \"residual-mpl\" } }", "did you mean 'residual-mlp'?")]
    [TestCase("{ \"network\": { \"activation\": \"SiLU\" } }", "activation has no \"SiLU\"; did you mean 'silu'?")]
    [TestCase("{ \"loss\": { \"weights\": { \"relativ\": 1 } } }", "did you mean 'relative'?")]
    [TestCase("{ \"loss\": { \"weights\": {} } }", "at least one loss")]
    [TestCase("{ \"loss\": { \"weights\": null } }", "loss.weights is null")]
    [TestCase("{ \"network\": { \"width\": 0 } }", "width is 0; it must be from 1")]
    [TestCase("{ \"optimizer\": { \"learning_rate\": -1 } }", "learning_rate is -1")]
    [TestCase("{ \"optimizer\": { \"ema_decay\": 1 } }", "ema_decay is 1")]
    [TestCase("{ \"data\": { \"validation_share\": 0 } }", "validation_share is 0")]
    [TestCase("{ \"optimizer\": { \"weight_decay\": 0.1 } }", "adamw")]
    [TestCase("{ \"schedule\": { \"epochs\": \"many\" } }", "line 1, at schedule.epochs: this must be a whole number")]
    [TestCase("{ \"loss\": { \"sobolev_parameters\": 1.5 } }", "line 1, at loss.sobolev_parameters: this must be a whole number")]
    [TestCase("{ \"network\": { \"members\": 1e99 } }", "at network.members: this must be a whole number, written in digits alone.")]
    [TestCase("{ \"schedule\": { \"seconds\": \"10 min\" } }", "at schedule.seconds: this must be a number.")]
    [TestCase("{ \"network\": { \"monotone\": 1 } }", "at network.monotone: this must be true or false.")]
    [TestCase("{ \"network\": { \"from\": 5 } }", "at network.from: this must be a text in quotes.")]
    [TestCase("{ \"loss\": { \"weights\": [] } }", "at loss.weights: this must be an object, { ... }.")]
    [TestCase("{ \"loss\": { \"weights\": { \"physics\": \"yes\" } } }", "at loss.weights.physics: this must be a number.")]
    [TestCase("{ \"physics\": { \"points\": true } }", "at physics.points: this must be a whole number")]
    [TestCase("{ \"schedule\": { \"step_budget\": { \"at\": 1 } } }", "at schedule.step_budget: this must be a list, [ ... ].")]
    [TestCase("{ \"schedule\": { \"step_budget\": [ { \"at\": \"x\" } ] } }", "at schedule.step_budget[0].at: this must be a whole number")]
    [TestCase("{ \"schedule\": { \"step_budget\": [ 3 ] } }", "at schedule.step_budget[0]: this must be an object")]
    [TestCase("{ \"schedule\": { \"step_budget\": [ { \"at\": 1, \"foo\": 2 } ] } }", "at schedule.step_budget[0].foo: a plan has no such key; leave it out.")]
    [TestCase("f\u0001\uFFFD\n", "line 1: this is not a plan's JSON (it is not even text); correct it, or begin anew with what")]
    [TestCase("{ \"runtime\": { \"device\": \"gpu\" } }", "device is \"gpu\"; it must be \"auto\", \"cpu\", \"cuda\"")]
    [TestCase("{ \"runtime\": { \"device\": \"cuda:x\" } }", "device is \"cuda:x\"")]
    [TestCase("{ \"runtime\": { \"device\": null } }", "device is null")]
    [TestCase("{ \"schedule\": { \"step_budget\": null } }", "step_budget holds null")]
    [TestCase("{ \"schedule\": { \"step_budget\": [ { \"at\": 10, \"steps\": 9 } ] } }", "step_budget says 9 steps after 10")]
    [TestCase("{ \"schedule\": { \"step_budget\": [ { \"at\": 10, \"steps\": 90 }, { \"at\": 5, \"steps\": 80 } ] } }", "order of \"at\"")]
    [TestCase("{ \"schedule\": { \"step_budget\": [ { \"at\": 10, \"step\": 90 } ] } }", "step")]
    [TestCase("{ \"schedule\": { \"seconds\": 60, \"step_budget\": [ { \"at\": 10, \"steps\": 90 } ] } }", "leave one of them out")]
    [TestCase("{ \"epochs\": 3", "line 1")]
    [TestCase("{ \"schedule\": { \"epochs\": 3, \"epochs\": 4 } }", "epochs")]
    [TestCase("[1]", "JSON object")]
    public void What_cannot_work_is_refused_in_one_sentence(string json, string says)
    {
        var refusal = Should.Throw<RefusedException>(() => TrainingPlan.FromJson(json, "my.json"));
        refusal.Message.ShouldStartWith("my.json");
        refusal.Message.ShouldContain(says);
        refusal.Message.ShouldNotContain("\n");
    }

    [TestCase("{ \"width\": 64 }", "\"width\" stands within \"network\" now: write \"network\": { \"width\": 64 };")]
    [TestCase("{ \"network\": \"gru\" }", "\"network\" is an object now: write \"network\": { \"name\": \"gru\" };")]
    [TestCase("{ \"optimizer\": \"sgd\" }", "\"optimizer\" is an object now: write \"optimizer\": { \"name\": \"sgd\" };")]
    [TestCase("{ \"losses\": { \"relative\": 1 } }", "\"loss\" now: write \"loss\": { \"weights\": { \"relative\": 1 } };")]
    [TestCase("{ \"modes\": 4 }", "\"modes\" stands within \"network\" now")]
    [TestCase("{ \"batch\": 32 }", "\"batch\" stands within \"data\" now")]
    [TestCase("{ \"threads\": 1 }", "\"threads\" stands within \"runtime\" now")]
    [TestCase("{ \"seconds\": 60 }", "\"seconds\" stands within \"schedule\" now")]
    public void A_flat_plan_is_told_where_its_keys_stand_now(string json, string says)
    {
        var refusal = Should.Throw<RefusedException>(() => TrainingPlan.FromJson(json, "old.json"));
        refusal.Message.ShouldStartWith("old.json: ");
        refusal.Message.ShouldContain(says);
        refusal.Message.ShouldEndWith("surrogate train --show-plan prints every key in its place.");
    }

    [Test]
    public void A_step_budget_survives_json()
    {
        var plan = new TrainingPlan { Schedule = new() { StepBudget = [new(10, 400), new(90, 380)] } }.Checked();
        TrainingPlan.FromJson(plan.ToJson()).Schedule.StepBudget.ShouldBe(plan.Schedule.StepBudget);
    }
}
