using System.Text.Json;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Tests.Scenarios;

public sealed class ScenarioTests
{
    static IEnumerable<ReleaseModel> Models => Catalog.Models;

    [Test]
    public void Only_the_model_is_needed()
    {
        Scenario scenario = Scenario.Parse("""{ "model": "plga-sphere" }""");
        scenario.ShouldBe(Scenario.Default(Catalog.Models.Find("plga-sphere")!));
        scenario.Times.Count.ShouldBe(64);
        scenario.Solver.ShouldBe("rodas5p");
    }

    [Test]
    public void Everything_can_be_said()
    {
        Scenario scenario = Scenario.Parse("""
            {
              "model": "plga-sphere",
              "parameters": {
                "R": "0.12 um",
                "tau": { "low": "6 h", "high": 50, "unit": "d", "scale": "linear" },
                "k": { "value": 0.7, "unit": "1/wk" },
                "phi": { "low": 5, "high": 30, "unit": "%" },
                "beta": 3,
                "kb": "2 /d", // a comment
              },
              "sampler": "latin-hypercube", "samples": 1e5, "seed": 42,
              "times": [0, "12 h", 1, "1 wk"],
              "relative_tolerance": 1e-6, "absolute_tolerance": 1e-9, "solver": "rodas5p", "precision": "double",
              "max_steps": 5000, "shard_size": 1000,
            }
            """);
        scenario.Parameters[0].ShouldBe(new ParameterRange("R", "nm", 120, 120, Scale.Log));
        scenario.Parameters[1].ShouldBe(new ParameterRange("tau", "d", 0.25, 50, Scale.Linear));
        scenario.Parameters[3].Low.ShouldBe(0.1, 1e-15);
        scenario.Parameters[4].Low.ShouldBe(3);
        scenario.Parameters[5].High.ShouldBe(0.3, 1e-15);
        scenario.Parameters[6].Low.ShouldBe(2);
        scenario.Parameters[2].ShouldBe(ParameterRange.Usual(scenario.Model.Parameters[2]));
        scenario.Times.ShouldBe([0, 0.5, 1, 7]);
        (scenario.Sampler, scenario.Samples, scenario.Seed, scenario.Shards).ShouldBe(("latin-hypercube", 100_000, 42UL, 100));
        scenario.Options.ShouldBe(new BatchOptions
        {
            Solver = "rodas5p",
            RelativeTolerance = 1e-6,
            AbsoluteTolerance = 1e-9,
            MaxSteps = 5000,
            Precision = Precision.Double,
            Shells = 32,
        });
    }

    [Test]
    public void A_grid_of_times_may_be_linear_and_in_another_unit() =>
        Scenario.Parse("""{ "model": "burst-erosion", "times": { "first": 0, "last": 48, "count": 5, "spacing": "linear", "unit": "h" } }""")
            .Times.ShouldBe([0, 0.5, 1, 1.5, 2]);

    [TestCaseSource(nameof(Models))]
    public void The_starting_file_reads_back_as_the_default(ReleaseModel model)
    {
        string text = ScenarioTemplate.For(Scenario.Default(model), "my.json");
        Scenario.Parse(text).ShouldBe(Scenario.Default(model));
        foreach (Parameter parameter in model.Parameters)
            text.ShouldContain(parameter.Meaning);
    }

    [Test]
    public void A_scenario_written_as_a_file_with_comments_reads_back_as_itself()
    {
        Scenario scenario = Scenario.Parse("""
            {
              "model": "plga-sphere", "parameters": { "R": "77 nm", "k": { "low": 0, "high": 0.3, "unit": "1/d", "scale": "linear" } },
              "samples": 12345, "seed": 3, "times": [0, 1, 2.5], "precision": "double", "relative_tolerance": 3e-6
            }
            """);
        Scenario.Parse(ScenarioTemplate.For(scenario, "s.json")).ShouldBe(scenario);
    }

    [Test]
    public void The_canonical_text_reads_back_as_the_same_scenario()
    {
        Scenario scenario = Scenario.Parse("""{ "model": "plga-sphere", "parameters": { "R": "77 nm", "k": { "low": 0.1, "unit": "1/wk" } }, "seed": 9 }""");
        Scenario again = Scenario.Parse(scenario.ToCanonicalJson());
        again.ToCanonicalJson().ShouldBe(scenario.ToCanonicalJson());
        again.Hash.ShouldBe(scenario.Hash);
    }

    [Test]
    public void The_hash_sees_meaning_and_not_formatting()
    {
        string hash = Scenario.Parse("""{ "model": "plga-sphere", "parameters": { "R": "100 nm" } }""").Hash;
        Scenario.Parse("""{"parameters":{"R":{"unit":"um","value":0.1}},"seed":1,/* said anyway */"model":"plga-sphere"}""").Hash.ShouldBe(hash);
        hash.Length.ShouldBe(64);
    }

    [TestCase("\"seed\": 2")]
    [TestCase("\"samples\": 7")]
    [TestCase("\"sampler\": \"random\"")]
    [TestCase("\"times\": [1]")]
    [TestCase("\"relative_tolerance\": 1e-3")]
    [TestCase("\"absolute_tolerance\": 1e-3")]
    [TestCase("\"precision\": \"double\"")]
    [TestCase("\"solver\": \"rodas4\"")]
    [TestCase("\"max_steps\": 10")]
    [TestCase("\"shells\": 48")]
    [TestCase("\"grading\": 20")]
    [TestCase("\"shard_size\": 10")]
    [TestCase("\"parameters\": { \"k\": \"0.1 1/d\" }")]
    public void Any_change_of_meaning_changes_the_hash(string member) =>
        Scenario.Parse($$"""{ "model": "plga-sphere", {{member}} }""").Hash
            .ShouldNotBe(Scenario.Default(Catalog.Models.Find("plga-sphere")!).Hash);

    [Test]
    public void The_schema_is_json_and_names_every_key_and_parameter()
    {
        using JsonDocument schema = JsonDocument.Parse(ScenarioSchema.Text());
        using JsonDocument canonical = JsonDocument.Parse(Scenario.Default(Catalog.Models[0]).ToCanonicalJson());
        JsonElement properties = schema.RootElement.GetProperty("properties");
        foreach (JsonProperty key in canonical.RootElement.EnumerateObject())
            properties.TryGetProperty(key.Name, out _).ShouldBeTrue(key.Name);
        foreach (ReleaseModel model in Catalog.Models)
            foreach (Parameter parameter in model.Parameters)
                ScenarioSchema.Text().ShouldContain($"\"{parameter.Name}\"");
    }
}
