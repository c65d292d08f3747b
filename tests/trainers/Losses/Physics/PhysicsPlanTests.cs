using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training.Physics;

public sealed class PhysicsPlanTests
{
    [Test]
    public void A_plan_asks_for_physics_and_keeps_its_keys()
    {
        var plan = TrainingPlan.FromJson("""{ "loss": { "weights": { "relative": 1, "physics": 0.5 } }, "physics": { "points": 64, "widen": 0.25, "balancing": "relobralo" } }""");
        plan.UsesPhysics.ShouldBeTrue();
        plan.Physics.ShouldBe(new PhysicsPlan { Points = 64, Widen = 0.25, Balancing = "relobralo" });
        TrainingPlan.FromJson(plan.ToJson()).Physics.ShouldBe(plan.Physics);
        new TrainingPlan().UsesPhysics.ShouldBeFalse();
    }

    [TestCase("""{ "loss": { "weights": { "phisics": 1 } } }""", "did you mean 'physics'")]
    [TestCase("""{ "physics": { "pointz": 64 } }""", "physics has no key \"pointz\"; did you mean 'points'")]
    [TestCase("""{ "physics": { "balancing": "gradnorm" } }""", "physics.balancing has no \"gradnorm\"")]
    [TestCase("""{ "physics": { "nodes": 2 } }""", "physics.nodes is 2")]
    [TestCase("""{ "physics": { "widen": -1 } }""", "physics.widen is -1")]
    [TestCase("""{ "physics": null }""", "physics is null")]
    [TestCase("""{ "loss": { "weights": { "physics": 1 } }, "data": { "transform": "cloglog" } }""", "raw or auto where physics")]
    public void What_cannot_work_is_refused_with_a_sentence(string json, string sentence) =>
        Should.Throw<RefusedException>(() => TrainingPlan.FromJson(json)).Message.ShouldContain(sentence);

    [Test]
    public void Curves_of_an_unknown_model_are_refused() =>
        Should.Throw<RefusedException>(() => Trainer.Train(PhysicsProblem.SmallPlan,
        FirstOrderRelease.Curves(80))).Message.ShouldContain("needs the equations of first-order");

    [Test]
    public void Curves_of_another_version_of_the_model_are_refused()
    {
        var set = PhysicsProblem.Curves(PhysicsProblem.Compartments, 60);
        var old = new CurveSet(set.Space with { ModelVersion = 99 }, set.Parameters, set.Curves);
        Should.Throw<RefusedException>(() => Trainer.Train(PhysicsProblem.SmallPlan, old)).Message.ShouldContain("version 99");
    }
}
