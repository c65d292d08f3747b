using SurrogateEngine.Design;
using SurrogateEngine.Fitting;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Tests.Design;

/// <summary>001.08, 001.10: leakage, release on a trigger and selectivity of a target beside blood.</summary>
public sealed class TriggerResponseTests
{
    [Test]
    public void A_carrier_that_protons_open_is_judged_by_closed_forms()
    {
        // Rates 0.01 closed, 1 open per hour: six hours in blood, then a pH at which all is open.
        Scenario scenario = Scenario.Parse("""{ "model": "ph-carrier", "schedule": [{ "at": 0, "pH": 12 }, { "at": 6, "pH": 1 }] }""");
        TriggerResponse trigger = TriggerResponse.Of(scenario, [0.01, 1, 6.5, 8], 10).ShouldNotBeNull();
        double off = 1 - Math.Exp(-0.1), before = 1 - Math.Exp(-0.06), on = 1 - Math.Exp(-0.06 - 4);
        trigger.Leakage.ShouldBe(off, 1e-5);
        trigger.Released.ShouldBe(on, 1e-5);
        trigger.OnOffRatio.ShouldBe((on - before) / (off - before), 1e-3);
        trigger.Selectivity.ShouldBe((1 - Math.Exp(-10)) / off, 1e-3);
        trigger.FirstChange.ShouldBe(6);
    }

    [Test]
    public void A_linker_holds_in_blood_and_lets_go_in_a_lysosome()
    {
        Scenario scenario = Scenario.Parse("""{ "model": "acid-linker", "schedule": "blood 2 h -> endosome 30 min -> lysosome" }""");
        double[] row = [.. scenario.Model.Parameters.Select(parameter => parameter.Middle)];
        TriggerResponse trigger = TriggerResponse.Of(scenario, row, 24).ShouldNotBeNull();
        trigger.Selectivity.ShouldBeGreaterThan(2);
        trigger.OnOffRatio.ShouldBeGreaterThan(2);
        trigger.Released.ShouldBeGreaterThan(trigger.Leakage);
    }

    [Test]
    public void Heat_is_a_trigger_and_a_dose_is_none()
    {
        Scenario heated = Scenario.Parse("""{ "model": "thermo-liposome", "schedule": [{ "at": 0, "dose": 1 }, { "at": 1, "T": "42 degC" }, { "at": 1.5, "T": "37 degC" }] }""");
        double[] row = [.. heated.Model.Parameters.Select(parameter => parameter.Middle)];
        TriggerResponse.Of(heated, row, 4)!.Released.ShouldBeGreaterThan(TriggerResponse.Of(heated, row, 4)!.Leakage);
        Scenario dosed = Scenario.Parse("""{ "model": "thermo-liposome", "schedule": [{ "at": 0, "dose": 0.5 }, { "at": 1, "dose": 0.5 }] }""");
        TriggerResponse.Of(dosed, row, 4).ShouldBeNull();
        TriggerResponse.Of(heated, row, 0.5).ShouldBeNull("what comes after the end is no trigger");
    }

    [Test]
    public void A_study_asks_for_little_leakage_and_much_selectivity_and_the_answer_is_known()
    {
        // Closed and open rates are free: least leakage has the smallest closed rate, most selectivity the largest open one beside it.
        Scenario scenario = Scenario.Parse("""
            { "model": "ph-carrier", "schedule": [{ "at": 0, "pH": 7.4 }, { "at": 6, "pH": 5 }], "times": { "first": 0.5, "last": 10, "count": 20, "spacing": "linear", "unit": "h" } }
            """);
        var model = new MechanisticModel(scenario.Model, scenario.Space);
        DesignStudy study = StudyFile.Understand(new() { Minimize = ["leakage"], Maximize = ["selectivity"], Require = ["on_off >= 1.5"] },
            model.Space, "test");
        double[] middle = [.. model.Space.Parameters.Select(parameter => parameter.Middle)];
        TriggerResponse trigger = TriggerResponse.Of(scenario, middle, model.Space.Times[^1])!;
        study.Objectives[0].Metric.Read(middle, []).ShouldBe(trigger.Leakage, 1e-6);
        study.Objectives[1].Metric.Read(middle, []).ShouldBe(trigger.Selectivity, 1e-3);
        study.Constraints[0].Metric.Read(middle, []).ShouldBe(trigger.OnOffRatio, 1e-3);
        ParetoResult found = ParetoDesign.Run(study, model, model, new() { Evaluations = 1_200, Designs = 6 });
        found.Points.ShouldAllBe(point => point.Values[2] >= 1.5);
        found.Points.Max(point => point.Values[1]).ShouldBeGreaterThan(trigger.Selectivity);
        found.Points.Min(point => point.Values[0]).ShouldBeLessThan(trigger.Leakage);
        Should.Throw<RefusedException>(() => StudyFile.Understand(new() { Maximize = ["selectivity"] },
            Scenario.Default(SurrogateEngine.Kernels.Catalog.Get("burst-erosion")).Space, "test")).Message.ShouldContain("no condition changes here before");
    }
}
