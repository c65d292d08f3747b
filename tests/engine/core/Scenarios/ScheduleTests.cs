using SurrogateEngine.Data;
using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Tests.Scenarios;

/// <summary>The schedule of a scenario file: read, refused, written, hashed, simulated.</summary>
public sealed class ScheduleTests
{
    static Scenario Read(string schedule) => Scenario.Parse($$"""{ "model": "thermo-liposome", "samples": 40, "schedule": {{schedule}} }""", "s.json");

    [Test]
    public void Levels_hold_on_and_doses_do_not()
    {
        Schedule schedule = Read("""[{ "at": 0, "dose": "60 %" }, { "at": "90 min", "T": "42 degC" }, { "at": 2, "dose": 0.4 }, { "at": "1 d", "T": "37 °C" }]""").Schedule!;
        Enumerable.Range(0, 4).Select(i => schedule.EventTime(0, i)).ShouldBe([0, 1.5, 2, 24]);
        Enumerable.Range(0, 4).Select(i => schedule.Level(0, i, 0)).ShouldBe([37, 42, 42, 37]);
        Enumerable.Range(0, 4).Select(i => schedule.Level(0, i, 1)).ShouldBe([0.6, 0, 0.4, 0]);
    }

    [TestCase("""[{ "at": 1 }]""", "($.schedule[0].at): the schedule begins at 1 h; put an event at 0 before it that says what holds from the start.")]
    [TestCase("""[{ "T": "37 degC" }]""", "($.schedule[0]): this event does not say when it comes; add \"at\": 0 or a later time.")]
    [TestCase("""[{ "at": 0 }, { "at": 2 }, { "at": "60 min" }]""", "($.schedule[2].at): an event at 1 h does not come after the one at 2 h; list events in ascending order, and write what comes at the same time as one event.")]
    [TestCase("""[{ "at": 0, "T": 42 }]""", "($.schedule[0].T): T is 42 without a unit; write it with one, e.g. \"42 degC\" or \"unit\": \"degC\".")]
    [TestCase("""[{ "at": 0, "T": "315 K" }]""", "($.schedule[0].T): T is measured in degC, which 'K' cannot be converted to; use degC or another of its kind.")]
    [TestCase("""[{ "at": 0, "T": "142 degC" }]""", "($.schedule[0].T): T is 142 degC and the model holds only from 0 degC to 100 degC; correct it.")]
    [TestCase("""[{ "at": 0, "doze": 1 }]""", "($.schedule[0].doze): 'doze' is not a key of an event of thermo-liposome's schedule; did you mean 'dose'?")]
    [TestCase("""[]""", "($.schedule): the number of events is 0 and must be at least 1.")]
    [TestCase("""{ "at": 0 }""", "($.schedule): schedule must be a list of events such as { \"at\": 0, … }, and here is an object.")]
    [TestCase("""[3]""", "($.schedule[0]): an event of the schedule is written as an object, { … }, and here is 3.")]
    public void What_cannot_be_is_refused_where_it_stands(string schedule, string sentence) =>
        Should.Throw<RefusedException>(() => Read(schedule)).Message.ShouldEndWith(sentence);

    [Test]
    public void A_train_of_pulses_comes_and_goes()
    {
        Schedule schedule = Read("""[{ "at": 0, "dose": 1 }, { "at": 1, "every": "2 h", "count": 3, "for": "15 min", "T": "42 degC" }, { "at": 5.25, "T": "38 degC" }]""").Schedule!;
        Enumerable.Range(0, 7).Select(i => schedule.EventTime(0, i)).ShouldBe([0, 1, 1.25, 3, 3.25, 5, 5.25]);
        Enumerable.Range(0, 7).Select(i => schedule.Level(0, i, 0)).ShouldBe([37, 42, 37, 42, 37, 42, 38]);
        schedule.Level(0, 1, 1).ShouldBe(0, "a dose does not come again");
        Schedule doses = Read("""[{ "at": 0, "every": "8 h", "count": 3, "dose": "30 %" }]""").Schedule!;
        Enumerable.Range(0, 3).Select(i => (doses.EventTime(0, i), doses.Level(0, i, 1))).ShouldBe([(0, 0.3), (8, 0.3), (16, 0.3)]);
    }

    [Test]
    public void A_ramp_goes_evenly_and_its_curve_is_that_of_a_line()
    {
        Schedule schedule = Read("""[{ "at": 0, "dose": 1 }, { "at": 1, "until": "3 h", "steps": 4, "T": "41 degC" }, { "at": 3, "until": 4, "steps": 1, "T": "37 degC" }]""").Schedule!;
        Enumerable.Range(0, 7).Select(i => schedule.EventTime(0, i)).ShouldBe([0, 1, 1.5, 2, 2.5, 3, 4]);
        Enumerable.Range(0, 7).Select(i => schedule.Level(0, i, 0)).ShouldBe([37, 37.5, 38.5, 39.5, 40.5, 39, 37]);
        // Arrhenius: k(T) integrated over a line of temperature.
        Scenario ramp = Scenario.Parse("""{ "model": "arrhenius-release", "schedule": [{ "at": 0, "until": "10 h", "T": "47 degC" }] }""");
        double[] curve = new double[1];
        HostBatchSolver.Solve(ramp.Model, (double[])[0.05, 80], (double[])[10], curve, new Outcome[1],
            ramp.Options with { Precision = Precision.Double, RelativeTolerance = 1e-9 });
        double Factor(double t) => Math.Exp(80 / 8.31446261815324e-3 * (1 / 310.15 - 1 / (310.15 + t)));
        double integral = Enumerable.Range(0, 1000).Sum(i => Factor((i + 0.5) / 100)) / 100;
        curve[0].ShouldBe(1 - Math.Exp(-0.05 * integral), 1e-4);
    }

    [Test]
    public void A_journey_names_places()
    {
        Schedule schedule = Scenario.Parse("""{ "model": "ph-carrier", "schedule": "blood 6 h -> tumor 0.5 d -> endosome 30 min -> lysosome" }""").Schedule!;
        Enumerable.Range(0, 4).Select(i => schedule.EventTime(0, i)).ShouldBe([0, 6, 18, 18.5]);
        Enumerable.Range(0, 4).Select(i => schedule.Level(0, i, 0)).ShouldBe([7.4, 6.7, 5.5, 4.7]);
        Schedule same = Scenario.Parse("""{ "model": "ph-carrier", "schedule": [{ "at": 0, "in": "blood" }, { "at": 6, "in": "tumor", "pH": 6.5 }] }""").Schedule!;
        same.Level(0, 1, 0).ShouldBe(6.5, "what is said counts more than the place");
    }

    [TestCase("""[{ "at": 0, "every": 2, "T": "42 degC" }]""", "($.schedule[0]): these pulses do not say how many there are; add \"count\": 5 or another number.")]
    [TestCase("""[{ "at": 0, "every": 2, "count": 2, "T": "42 degC" }]""", "($.schedule[0]): these pulses do not say how long each lasts; add \"for\": \"10 min\" or another time.")]
    [TestCase("""[{ "at": 0, "every": 2, "count": 2, "for": 2, "T": "42 degC" }]""", "($.schedule[0].every): every is 2 h and must be more than 2 h; correct one of the two.")]
    [TestCase("""[{ "at": 0 }, { "at": 2, "until": "1 h", "T": "42 degC" }]""", "($.schedule[1].until): until is 1 h and must be more than 2 h; correct one of the two.")]
    [TestCase("""[{ "at": 0, "for": 2, "T": "42 degC" }]""", "($.schedule[0].for): 'for' does not go with the rest of this event; pulses have every, count and for, ramps until and steps; remove it or add what is missing.")]
    [TestCase("""[{ "at": 0, "in": "tumour" }]""", "($.schedule[0].in): in cannot be 'tumour'; did you mean 'tumor'?")]
    [TestCase("\"blood 6 h -> moon\"", "($.schedule): a place of the journey cannot be 'moon'; ")]
    [TestCase("\"blood -> tumor\"", "($.schedule): 'blood' does not say how long; write a place and a time above 0, such as \"blood 6 h -> tumor\".")]
    [TestCase("\"blood 6 h -> tumor 2 h\"", "($.schedule): a journey ends where it stays; write the last place without a time, not 'tumor 2 h'.")]
    [TestCase("\"blood 6 nm -> tumor\"", "($.schedule): the stay in blood is measured in h, which 'nm' cannot be converted to; use h or another of its kind.")]
    public void What_a_pattern_lacks_is_said_where_it_stands(string schedule, string sentence) =>
        Should.Throw<RefusedException>(() => Read(schedule)).Message.ShouldContain(sentence);

    [Test]
    public void A_model_that_depends_on_nothing_takes_no_schedule() =>
        Should.Throw<RefusedException>(() => Scenario.Parse("""{ "model": "burst-erosion", "schedule": [{ "at": 0 }] }""", "s.json"))
            .Message.ShouldContain("burst-erosion depends on no outside conditions; remove schedule, or use");

    [Test]
    public void It_is_part_of_the_hash_and_reads_back()
    {
        Scenario usual = Read("""[{ "at": 0, "dose": 1 }, { "at": 1, "T": "42 degC" }, { "at": 1.5, "T": "37 degC" }]""");
        usual.ShouldBe(Scenario.Default(usual.Model) with { Samples = 40 });
        Scenario other = Read("""[{ "at": 0, "dose": 1 }, { "at": 1, "T": "42.1 degC" }, { "at": 1.5, "T": "37 degC" }]""");
        other.Hash.ShouldNotBe(usual.Hash);
        Scenario.Parse(other.ToCanonicalJson()).Hash.ShouldBe(other.Hash);
        Scenario.Parse(ScenarioTemplate.For(other, "my.json")).Hash.ShouldBe(other.Hash);
    }

    /// <summary>From file to data set, resumed under another schedule, and on to the model that evaluates a fit.</summary>
    [Test]
    public void A_data_set_is_made_under_its_schedule_and_says_so()
    {
        Scenario hot = Read("""[{ "at": 0, "dose": 1, "T": "42 degC" }]"""), cold = Read("""[{ "at": 0, "dose": 1 }]""");
        using var folder = new Cli.TemporaryFolder();
        Dataset heated = Simulation.Run(hot, folder["hot"]), resting = Simulation.Run(cold, folder["cold"]);
        heated.Manifest.Hash.ShouldNotBe(resting.Manifest.Hash);
        Dataset.Open(folder["hot"]).Scenario.Hash.ShouldBe(hot.Hash);
        Should.Throw<RefusedException>(() => Simulation.Run(cold, folder["hot"], resume: true)).Message.ShouldContain("schedule");

        float[] rows = heated.LoadFinished().Curves.ToArray();
        var mechanistic = new MechanisticModel(hot.Model, heated.Space);
        var curves = new float[rows.Length];
        mechanistic.Predict(heated.LoadFinished().Parameters.ToArray(), 40, curves);
        curves.ShouldBe(rows);
        rows[0].ShouldBeGreaterThan(resting.LoadFinished().Curves.Span[0]);
    }
}
