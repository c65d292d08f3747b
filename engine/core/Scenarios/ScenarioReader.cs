using System.Text.Json;
using SurrogateEngine.Kernels;
using SurrogateEngine.Sampling;

namespace SurrogateEngine.Scenarios;

/// <summary>Turns the JSON of a scenario file into a <see cref="Scenario"/>, or refuses it with a sentence that points at the
/// fault.</summary>
static class ScenarioReader
{
    /// <summary>Every key a scenario file may hold.</summary>
    public static readonly string[] Keys =
    [
        "model", "carrier", "mechanisms", "parameters", "sampler", "samples", "seed", "times", "schedule",
        "relative_tolerance", "absolute_tolerance", "solver", "precision", "max_steps", "shells", "grading", "shard_size",
        "model_version", "$schema",
    ];

    /// <summary>Below it rounding errors of single precision are refused as errors of the step, and steps shrink to nothing.</summary>
    const double FinestSingleTolerance = 3e-7;

    public static Scenario Read(string text, string file)
    {
        LocatedJson json = LocatedJsonReader.Parse(text, file);
        JsonValues.ExpectObject(json, "a scenario");
        if (json["law"] is LocatedJson former)
            throw Refusals.FormerKeys(former.Place);
        json.AllowOnly(Keys, "a scenario");
        ReleaseModel model = ReadModel(json);
        Scenario usual = Scenario.Default(model);
        var scenario = usual with
        {
            Parameters = ParameterReader.Read(json["parameters"], model),
            Sampler = ReadSampler(json["sampler"], model, usual.Sampler),
            Samples = JsonValues.Whole(json["samples"], usual.Samples, 1, 1L << 40),
            Seed = (ulong)JsonValues.Whole(json["seed"], (long)usual.Seed, 0, long.MaxValue),
            Times = TimesReader.Read(json["times"], model),
            Schedule = ScheduleReader.Read(json["schedule"], model),
            RelativeTolerance = JsonValues.Number(json["relative_tolerance"], usual.RelativeTolerance, 1e-14, 0.1),
            AbsoluteTolerance = JsonValues.Number(json["absolute_tolerance"], usual.AbsoluteTolerance, 1e-30, 1),
            Solver = JsonValues.Choice(json["solver"], usual.Solver, [.. Catalog.Methods.Names, SolverChoice.Auto]),
            Precision = JsonValues.Choice(json["precision"], "single", ["single", "double"]) == "double" ? Precision.Double
            : Precision.Single,
            MaxSteps = (int)JsonValues.Whole(json["max_steps"], usual.MaxSteps, 1, 1 << 24),
            Shells = ReadShells(json["shells"], model),
            Grading = ReadGrading(json["grading"], model),
            ShardSize = (int)JsonValues.Whole(json["shard_size"], usual.ShardSize, 1, 1 << 24),
        };
        if (scenario.Precision == Precision.Single && scenario.RelativeTolerance < FinestSingleTolerance
            && json["relative_tolerance"] is LocatedJson fine)
            throw Refusals.TooFineForSingle(fine.Place, fine.Text);
        if (scenario.Samples > (long)scenario.ShardSize * 1_000_000)
            throw Refusals.TooManyShards((json["samples"] ?? json).Place, scenario.Samples, scenario.ShardSize);
        return scenario;
    }

    static ReleaseModel ReadModel(LocatedJson json)
    {
        LocatedJson[] named = [.. new[] { "model", "carrier", "mechanisms" }.Select(key => json[key]).OfType<LocatedJson>()];
        if (named.Length > 1)
            throw Refusals.SeveralModels(named[1].Place);
        LocatedJson name = named.Length == 1 ? named[0] : throw Refusals.MissingModel(json.Place);
        ReleaseModel model = json["mechanisms"] is not null ? ReadMechanisms(name) : ReadName(name, json["model"] is null);
        if (json["parameters"]?[SizeDistribution.Spread] is { } spread
            && model.Parameters.All(parameter => parameter.Name != SizeDistribution.Spread))
            model = Located(spread, () => SizeDistribution.Of(model));
        if (json["parameters"]?[LagTime.Lag] is not null && LagTime.Applies(model))
            model = LagTime.Of(model);
        long version = JsonValues.Whole(json["model_version"], model.Version, 1, int.MaxValue);
        return version == model.Version ? model : throw Refusals.OtherModelVersion(json["model_version"]!.Place, model, version);
    }

    static ReleaseModel ReadName(LocatedJson name, bool isCarrier) =>
        name.Kind == JsonValueKind.String && !isCarrier && Catalog.Find(name.Text) is { } composed ? composed
            : Catalog.Find(JsonValues.Choice(name, "", isCarrier ? Catalog.Mapped.Names : Catalog.Names))!;

    static ComposedModel ReadMechanisms(LocatedJson list)
    {
        if (list.Kind != JsonValueKind.Array || list.Items.Any(item => item.Kind != JsonValueKind.String))
            throw Refusals.WrongKind(list.Place, "mechanisms must be a list of words such as [\"diffusion\", \"burst\"]", list);
        return Located(list, () => ComposedModel.Of([.. list.Items.Select(item => item.Text)]));
    }

    /// <summary>Says where in the file the fault is.</summary>
    static T Located<T>(LocatedJson json, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (RefusedException e)
        {
            throw new RefusedException($"{json.Place}: {e.Message}");
        }
    }

    static int ReadShells(LocatedJson? json, ReleaseModel model)
    {
        RequireSphere(json, model, "shells");
        return model.DefaultShells == 0 ? 0 : (int)JsonValues.Whole(json, model.DefaultShells, 2, 10_000);
    }

    static double ReadGrading(LocatedJson? json, ReleaseModel model)
    {
        RequireSphere(json, model, "grading");
        return JsonValues.Number(json, 1, 1, 1000);
    }

    static void RequireSphere(LocatedJson? json, ReleaseModel model, string key)
    {
        if (json is not null && model.DefaultShells == 0)
            throw Refusals.NoShells(json.Place, key, model);
    }

    static string ReadSampler(LocatedJson? json, ReleaseModel model, string usual)
    {
        string name = JsonValues.Choice(json, usual, Samplers.All.Names);
        return model.Parameters.Count <= Samplers.All.Get(name).MaxDimensions
            ? name
            : throw Refusals.SamplerTooNarrow(json?.Place, name, Samplers.All.Get(name).MaxDimensions, model);
    }
}
