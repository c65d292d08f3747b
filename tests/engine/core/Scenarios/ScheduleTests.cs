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
