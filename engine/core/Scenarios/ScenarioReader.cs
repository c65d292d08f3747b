using SurrogateEngine.Kernels;
using SurrogateEngine.Sampling;

namespace SurrogateEngine.Scenarios;

/// <summary>Turns the JSON of a scenario file into a <see cref="Scenario"/>, or refuses it with a sentence that points at the fault.</summary>
static class ScenarioReader
{
    /// <summary>Every key a scenario file may hold.</summary>
    public static readonly string[] Keys =
    [
        "law", "parameters", "sampler", "samples", "seed", "times", "schedule", "relative_tolerance", "absolute_tolerance",
        "solver", "number", "max_steps", "shells", "grading", "shard_size", "law_version", "$schema",
    ];

    /// <summary>Below it rounding errors of single precision are refused as errors of the step, and steps shrink to nothing.</summary>
    const double FinestSingleTolerance = 3e-7;

    public static Scenario Read(string text, string file)
    {
        LocatedJson json = LocatedJsonReader.Parse(text, file);
        JsonValues.ExpectObject(json, "a scenario");
        json.AllowOnly(Keys, "a scenario");
        ReleaseLaw law = ReadLaw(json);
        Scenario usual = Scenario.Default(law);
        var scenario = usual with
        {
            Parameters = ParameterReader.Read(json["parameters"], law),
            Sampler = ReadSampler(json["sampler"], law, usual.Sampler),
            Samples = JsonValues.Whole(json["samples"], usual.Samples, 1, 1L << 40),
            Seed = (ulong)JsonValues.Whole(json["seed"], (long)usual.Seed, 0, long.MaxValue),
            Times = TimesReader.Read(json["times"], law),
            Schedule = ScheduleReader.Read(json["schedule"], law),
            RelativeTolerance = JsonValues.Number(json["relative_tolerance"], usual.RelativeTolerance, 1e-14, 0.1),
            AbsoluteTolerance = JsonValues.Number(json["absolute_tolerance"], usual.AbsoluteTolerance, 1e-30, 1),
            Solver = JsonValues.Choice(json["solver"], usual.Solver, [.. Catalog.Methods.Names, SolverChoice.Auto]),
            Number = JsonValues.Choice(json["number"], "single", ["single", "double"]) == "double" ? Number.Double : Number.Single,
            MaxSteps = (int)JsonValues.Whole(json["max_steps"], usual.MaxSteps, 1, 1 << 24),
            Shells = ReadShells(json["shells"], law),
            Grading = ReadGrading(json["grading"], law),
            ShardSize = (int)JsonValues.Whole(json["shard_size"], usual.ShardSize, 1, 1 << 24),
        };
        if (scenario.Number == Number.Single && scenario.RelativeTolerance < FinestSingleTolerance && json["relative_tolerance"] is LocatedJson fine)
            throw Refusals.TooFineForSingle(fine.Place, fine.Text);
        if (scenario.Samples > (long)scenario.ShardSize * 1_000_000)
            throw Refusals.TooManyShards((json["samples"] ?? json).Place, scenario.Samples, scenario.ShardSize);
        return scenario;
    }

    static ReleaseLaw ReadLaw(LocatedJson json)
    {
        LocatedJson name = json["law"] ?? throw Refusals.MissingLaw(json.Place);
        IReadOnlyList<string> names = Catalog.Laws.Names;
        ReleaseLaw law = Catalog.Laws.Find(JsonValues.Choice(name, "", names))!;
        long version = JsonValues.Whole(json["law_version"], law.Version, 1, int.MaxValue);
        return version == law.Version ? law : throw Refusals.OtherLawVersion(json["law_version"]!.Place, law, version);
    }

    static int ReadShells(LocatedJson? json, ReleaseLaw law)
    {
        RequireSphere(json, law, "shells");
        return law.DefaultShells == 0 ? 0 : (int)JsonValues.Whole(json, law.DefaultShells, 2, 10_000);
    }

    static double ReadGrading(LocatedJson? json, ReleaseLaw law)
    {
        RequireSphere(json, law, "grading");
        return JsonValues.Number(json, 1, 1, 1000);
    }

    static void RequireSphere(LocatedJson? json, ReleaseLaw law, string key)
    {
        if (json is not null && law.DefaultShells == 0)
            throw Refusals.NoShells(json.Place, key, law);
    }

    static string ReadSampler(LocatedJson? json, ReleaseLaw law, string usual)
    {
        string name = JsonValues.Choice(json, usual, Samplers.All.Names);
        return law.Parameters.Count <= Samplers.All.Get(name).MaxDimensions
            ? name
            : throw Refusals.SamplerTooNarrow(json?.Place, name, Samplers.All.Get(name).MaxDimensions, law);
    }
}
