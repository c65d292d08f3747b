using SurrogateEngine.Data;
using SurrogateEngine.Design;
using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Workflows;

/// <summary>What is wanted, and of which model.</summary>
public sealed record DesignRequest
{
    /// <summary>File of a surrogate; or the name of a release model or carrier, which is then solved at every step.</summary>
    public required string Surrogate { get; init; }

    /// <summary>Profile to match: CSV file or the name of a built-in profile; null where only wishes are given.</summary>
    public string? Target { get; init; }

    /// <summary>How the target is read where its header does not say.</summary>
    public ProfileOptions Reading { get; init; } = new();

    /// <summary>Releases to meet, e.g. <c>1d=20%</c>.</summary>
    public IReadOnlyList<string> Release { get; init; } = [];

    /// <summary>Releases not to exceed, e.g. <c>12h=15%</c>.</summary>
    public IReadOnlyList<string> AtMost { get; init; } = [];

    /// <summary>Releases to reach, e.g. <c>30d=90%</c>.</summary>
    public IReadOnlyList<string> AtLeast { get; init; } = [];

    /// <summary>Parameters that are given, e.g. <c>R=120nm</c>.</summary>
    public IReadOnlyList<string> Fixed { get; init; } = [];

    /// <summary>Distinct designs wanted.</summary>
    public int Designs { get; init; } = 5;

    /// <summary>Miss that counts as met, percent of the dose.</summary>
    public double TolerancePercent { get; init; } = 1;

    /// <summary>Coefficient of variation with which each parameter is made, percent.</summary>
    public double SpreadPercent { get; init; } = 5;

    /// <summary>Another seed begins the search elsewhere.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>CSV or Parquet file of the designs with their curves; null writes none.</summary>
    public string? Output { get; init; }

    /// <summary>Replace the output if it is there already.</summary>
    public bool Force { get; init; }

    /// <summary>Where the model is solved: <c>host</c>, <c>auto</c>, or a device such as <c>cuda:0</c>; null is the host.</summary>
    public string? Device { get; init; }
}

/// <summary>Finds formulations that release as wanted, and solves each again with the mechanistic model.</summary>
public static class DesignWorkflow
{
    /// <summary>Runs it.</summary>
    /// <exception cref="RefusedException">The surrogate, the target, a wish or the output can't be used.</exception>
    public static DesignResult Run(DesignRequest request, IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default)
    {
        Require(request);
        var outputs = new OutputFiles(request.Surrogate, request.Target);
        outputs.Require(request.Output, request.Force, OutputKind.Table);
        using IBatchSolver device = SimulationDevice.Open(request.Device, "surrogate design --device");
        using Surrogate? trained = Catalog.Find(request.Surrogate) is null ? Surrogate.Load(request.Surrogate) : null;
        CurveSpace space = trained?.Card.Space ?? Scenario.Default(Catalog.Get(request.Surrogate)).Space;
        ReleaseModel model = Catalog.Find(space.Model) is { } found && found.Version == space.ModelVersion ? found
            : throw new RefusedException($"{request.Surrogate}: it was made from {space.Model} version {space.ModelVersion}, which this build does not have to check designs with; train it anew.");
        Dictionary<string, double> known = ParameterValue.ParseAll(request.Fixed, "surrogate design --fix", space.Parameters);
        // A surrogate knows no other values of what it was trained at; the model does.
        space = trained is null ? space.Holding(known) : space;
        var mechanistic = new MechanisticModel(model, space, solver: device);
        DesignGoal goal = Goal(request, space, progress);
        goal.Require(space.Times[^1], space.TimeUnit, "surrogate design");
        var options = new DesignOptions
        {
            Designs = request.Designs,
            Tolerance = request.TolerancePercent / 100,
            Spread = request.SpreadPercent / 100,
            Fixed = known,
            Seed = request.Seed,
            Applicable = trained is null ? null : row => Applicable(trained, row),
        };
        DesignResult result = progress.Stage("Designing", "designs", report => InverseDesign.Run(
            goal, (ICurveModel?)trained ?? mechanistic, mechanistic, options, (done, all) => report(new(done, all)), cancellation));
        if (request.Output is { } table)
            Table(result, mechanistic).Write(table, cancellation);
        return result;
    }

    static bool Applicable(Surrogate trained, double[] row)
    {
        bool[] near = new bool[1];
        trained.Applicable(row, near);
        return near[0];
    }

    static void Require(DesignRequest request)
    {
        if (request.Designs < 1)
            throw Refused("--designs", request.Designs, "ask for 1 or more");
        if (!(request.TolerancePercent is > 0 and <= 100))
            throw Refused("--tolerance", request.TolerancePercent, "give percent of the dose above 0, up to 100");
        if (!(request.SpreadPercent is >= 0 and <= 100))
            throw Refused("--spread", request.SpreadPercent, "give percent from 0 to 100");
    }

    static RefusedException Refused(string option, double value, string remedy) =>
        new($"surrogate design {option} {NumberText.Digits(value, 6)}: {remedy}.");

    static DesignGoal Goal(DesignRequest request, CurveSpace space, IProgress<WorkflowEvent>? progress)
    {
        MeasuredProfile? target = request.Target is { } file ? BuiltInProfiles.Open(file, request.Reading) : null;
        foreach (string remark in target?.Remarks ?? [])
            progress.Remark($"{request.Target}: {remark}");
        DesignGoal matched = target is null ? new("", []) : DesignGoal.Match(target, space.TimeUnit);
        GoalPoint[] wishes =
        [
            .. request.Release.Select(word => Wish(word, "--release", GoalKind.Equal, space)),
            .. request.AtMost.Select(word => Wish(word, "--at-most", GoalKind.AtMost, space)),
            .. request.AtLeast.Select(word => Wish(word, "--at-least", GoalKind.AtLeast, space)),
        ];
        return new(matched.Name.Length > 0 ? matched.Name : "your wishes", [.. matched.Points, .. wishes]);
    }

    /// <summary>Reads <c>TIME=RELEASE</c>, a bare time in the model's unit, the release in percent or as a fraction.</summary>
    static GoalPoint Wish(string word, string option, GoalKind kind, CurveSpace space)
    {
        var place = new Place($"surrogate design {option} {word}", 0, 0, "");
        string[] sides = word.Split('=');
        if (sides.Length != 2)
            throw new RefusedException($"{place}: write a time and a release, e.g. {option} 1d=20%.");
        double time = NumberText.Read(sides[0]) ?? Quantity.Read(sides[0], place, Unit.TryParse(space.TimeUnit)!, "time");
        return new(time, Quantity.Read(sides[1], place, Unit.TryParse("")!, "release"), kind);
    }

    static CurveTable Table(DesignResult result, MechanisticModel mechanistic)
    {
        double[] rows = [.. result.Designs.SelectMany(design => design.Formulation)];
        float[] curves = new float[result.Designs.Count * mechanistic.Space.Points];
        mechanistic.Predict(rows, result.Designs.Count, curves);
        return new CurveTable
        {
            Space = mechanistic.Space,
            Ids = [.. result.Designs.Select((_, i) => NumberText.Count(i + 1))],
            Parameters = rows,
            Curves = curves,
            Carried = [new CarriedColumn("miss_percent", [.. result.Designs.Select(design => NumberText.Digits(100 * design.Miss, 6))])],
        };
    }
}
