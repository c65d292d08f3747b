using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training;

public sealed class TrainingPlanTests
{
    [Test]
    public void The_defaults_pass_their_own_check_and_survive_json()
    {
        var plan = new TrainingPlan { Width = 48, Losses = new Dictionary<string, double> { ["absolute"] = 2 }, Seed = -7 }.Checked();
        string json = plan.ToJson();
        TrainingPlan.FromJson(json).ToJson().ShouldBe(json);
        TrainingPlan.FromJson(json).Hash().ShouldBe(plan.Hash());
        (plan with { Seed = 8 }).Hash().ShouldNotBe(plan.Hash());
    }

    [Test]
    public void Keys_left_out_keep_their_defaults_and_comments_are_allowed()
    {
        var plan = TrainingPlan.FromJson("{ // quick\n \"epochs\": 3, }");
        plan.Epochs.ShouldBe(3);
        plan.Width.ShouldBe(new TrainingPlan().Width);
    }

    [TestCase("{ \"epoch\": 3 }", "no key \"epoch\"; did you mean 'epochs'?")]
    [TestCase("{ \"learnig_rate\": 3 }", "did you mean 'learning_rate'?")]
    [TestCase("{ \"color\": 3 }", "use \"network\", \"width\"")]
    [TestCase("{ \"network\": \"residual-mpl\" }", "did you mean 'residual-mlp'?")]
    [TestCase("{ \"activation\": \"SiLU\" }", "activation has no \"SiLU\"; did you mean 'silu'?")]
    [TestCase("{ \"losses\": { \"relativ\": 1 } }", "did you mean 'relative'?")]
    [TestCase("{ \"losses\": {} }", "at least one loss")]
    [TestCase("{ \"losses\": null }", "losses is null")]
    [TestCase("{ \"width\": 0 }", "width is 0; it must be from 1")]
    [TestCase("{ \"learning_rate\": -1 }", "learning_rate is -1")]
    [TestCase("{ \"ema_decay\": 1 }", "ema_decay is 1")]
    [TestCase("{ \"validation_share\": 0 }", "validation_share is 0")]
    [TestCase("{ \"weight_decay\": 0.1 }", "adamw")]
    [TestCase("{ \"epochs\": \"many\" }", "line 1, at epochs: this must be a whole number")]
    [TestCase("{ \"sobolev_parameters\": 1.5 }", "line 1, at sobolev_parameters: this must be a whole number")]
    [TestCase("{ \"members\": 1e99 }", "at members: this must be a whole number, written in digits alone.")]
    [TestCase("{ \"seconds\": \"10 min\" }", "at seconds: this must be a number.")]
    [TestCase("{ \"monotone\": 1 }", "at monotone: this must be true or false.")]
    [TestCase("{ \"from\": 5 }", "at from: this must be a text in quotes.")]
    [TestCase("{ \"losses\": [] }", "at losses: this must be an object, { ... }.")]
    [TestCase("{ \"losses\": { \"physics\": \"yes\" } }", "at losses.physics: this must be a number.")]
    [TestCase("{ \"physics\": { \"points\": true } }", "at physics.points: this must be a whole number")]
    [TestCase("{ \"step_budget\": { \"at\": 1 } }", "at step_budget: this must be a list, [ ... ].")]
    [TestCase("{ \"step_budget\": [ { \"at\": \"x\" } ] }", "at step_budget[0].at: this must be a whole number")]
    [TestCase("{ \"step_budget\": [ 3 ] }", "at step_budget[0]: this must be an object")]
    [TestCase("{ \"step_budget\": [ { \"at\": 1, \"foo\": 2 } ] }", "at step_budget[0].foo: a plan has no such key; leave it out.")]
    [TestCase("f\u0001\uFFFD\n", "line 1: this is not a plan's JSON (it is not even text); correct it, or begin anew with what")]
    [TestCase("{ \"device\": \"gpu\" }", "device is \"gpu\"; it must be \"auto\", \"cpu\", \"cuda\"")]
    [TestCase("{ \"device\": \"cuda:x\" }", "device is \"cuda:x\"")]
    [TestCase("{ \"device\": null }", "device is null")]
    [TestCase("{ \"step_budget\": null }", "step_budget holds null")]
    [TestCase("{ \"step_budget\": [ { \"at\": 10, \"steps\": 9 } ] }", "step_budget says 9 steps after 10")]
    [TestCase("{ \"step_budget\": [ { \"at\": 10, \"steps\": 90 }, { \"at\": 5, \"steps\": 80 } ] }", "order of \"at\"")]
    [TestCase("{ \"step_budget\": [ { \"at\": 10, \"step\": 90 } ] }", "step")]
    [TestCase("{ \"seconds\": 60, \"step_budget\": [ { \"at\": 10, \"steps\": 90 } ] }", "leave one of them out")]
    [TestCase("{ \"epochs\": 3", "line 1")]
    [TestCase("{ \"epochs\": 3, \"epochs\": 4 }", "epochs")]
    [TestCase("[1]", "JSON object")]
    public void What_cannot_work_is_refused_in_one_sentence(string json, string says)
    {
        var refusal = Should.Throw<RefusedException>(() => TrainingPlan.FromJson(json, "my.json"));
        refusal.Message.ShouldStartWith("my.json");
        refusal.Message.ShouldContain(says);
        refusal.Message.ShouldNotContain("\n");
    }

    [Test]
    public void A_step_budget_survives_json()
    {
        var plan = new TrainingPlan { StepBudget = [new(10, 400), new(90, 380)] }.Checked();
        TrainingPlan.FromJson(plan.ToJson()).StepBudget.ShouldBe(plan.StepBudget);
    }
}
