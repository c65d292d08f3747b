using SurrogateEngine.Scenarios;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Tests.Workflows;

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
}
