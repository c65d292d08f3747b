using SurrogateEngine.Data;
using SurrogateEngine.Design;
using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;
using SurrogateEngine.Report;
using SurrogateEngine.Report.Svg;
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

    /// <summary>Picture of the wanted and the designed curves, SVG or PNG; null draws none.</summary>
    public string? Plot { get; init; }

    /// <summary>HTML report to write; null writes none.</summary>
    public string? Report { get; init; }

    /// <summary>Replace what is there already.</summary>
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
        outputs.Require(request.Plot, request.Force, OutputKind.Plot);
        outputs.Require(request.Report, request.Force, OutputKind.Report);
        using DesignModels models = DesignModels.Open(request.Surrogate, request.Fixed, request.Device, "surrogate design");
        CurveSpace space = models.Space;
        DesignGoal goal = Goal(request, space, "surrogate design", progress);
        goal.Require(space.Times[^1], space.TimeUnit, "surrogate design");
        var options = new DesignOptions
        {
            Designs = request.Designs,
            Tolerance = request.TolerancePercent / 100,
            Spread = request.SpreadPercent / 100,
            Fixed = ParameterValue.ParseAll(request.Fixed, "surrogate design --fix", space.Parameters),
            Seed = request.Seed,
            Applicable = models.Applicable,
        };
        DesignResult result = progress.Stage("Designing", "designs", report => InverseDesign.Run(
            goal, models.Fast, models.Mechanistic, options, (done, all) => report(new(done, all)), cancellation));
        if (request.Output is { } table)
            Table(result, models).Write(table, cancellation);
        if (request.Plot is null && request.Report is null)
            return result;
        Chart picture = Picture(result, models);
        if (request.Plot is { } plot)
            PlotFile.Write(new([picture]) { Provenance = models.Provenance }, plot);
        if (request.Report is { } page)
            HtmlReport.Write(DesignPages.Of(request, result, models, picture), page);
        return result;
    }

    static void Require(DesignRequest request)
    {
        if (request.Designs < 1)
            throw Refused("--designs", request.Designs, "ask for 1 or more");
        if (!(request.TolerancePercent is > 0 and <= 100))
            throw Refused("--tolerance", request.TolerancePercent, "give percent of the dose above 0, up to 100");
        StudyFile.RequireSpread(request.SpreadPercent, "surrogate design");
    }

    static RefusedException Refused(string option, double value, string remedy) =>
        new($"surrogate design {option} {NumberText.Digits(value, 6)}: {remedy}.");

    /// <summary>What a target and wishes ask for.</summary>
    /// <param name="request">Target and wishes; nothing else of it is read.</param>
    /// <param name="space">Of the curves.</param>
    /// <param name="verb">What refusals call the place of a wish.</param>
    /// <param name="progress">Receives remarks on the target.</param>
    internal static DesignGoal Goal(DesignRequest request, CurveSpace space, string verb, IProgress<WorkflowEvent>? progress)
    {
        MeasuredProfile? target = request.Target is { } file ? BuiltInProfiles.Open(file, request.Reading) : null;
        foreach (string remark in target?.Remarks ?? [])
            progress.Remark($"{request.Target}: {remark}");
        DesignGoal matched = target is null ? new("", []) : DesignGoal.Match(target, space.TimeUnit);
        GoalPoint[] wishes =
        [
            .. request.Release.Select(word => Wish(word, $"{verb} --release", GoalKind.Equal, space)),
            .. request.AtMost.Select(word => Wish(word, $"{verb} --at-most", GoalKind.AtMost, space)),
            .. request.AtLeast.Select(word => Wish(word, $"{verb} --at-least", GoalKind.AtLeast, space)),
        ];
        return new(matched.Name.Length > 0 ? matched.Name : "your wishes", [.. matched.Points, .. wishes]);
    }

    /// <summary>Reads <c>TIME=RELEASE</c>, a bare time in the model's unit, the release in percent or as a fraction.</summary>
    static GoalPoint Wish(string word, string where, GoalKind kind, CurveSpace space)
    {
        var place = new Place($"{where} {word}", 0, 0, "");
        string[] sides = word.Split('=');
        if (sides.Length != 2)
            throw new RefusedException($"{place}: write a time and a release, e.g. 1d=20%.");
        double time = NumberText.Read(sides[0]) ?? Quantity.Read(sides[0], place, Unit.TryParse(space.TimeUnit)!, "time");
        return new(time, Quantity.Read(sides[1], place, Unit.TryParse("")!, "release"), kind);
    }

    static CurveTable Table(DesignResult result, DesignModels models) =>
        Table(models.Mechanistic, models.Provenance, [.. result.Designs.Select(design => design.Formulation)],
        [new CarriedColumn("miss_percent", [.. result.Designs.Select(design => NumberText.Digits(100 * design.Miss, 6))])]);

    /// <summary>What is wanted, and the curves of the designs that come nearest.</summary>
    static Chart Picture(DesignResult result, DesignModels models)
    {
        CurveSpace space = models.Space;
        DesignedFormulation[] drawn = [.. result.Designs.Take(CurveCharts.MostNamed)];
        float[] curves = new float[drawn.Length * space.Points];
        models.Mechanistic.Predict([.. drawn.SelectMany(design => design.Formulation)], drawn.Length, curves);
        Chart chart = CurveCharts.Of($"{space.Model}: designs for {result.Goal.Name}, solved by the model", space.Outputs[0], space.Times,
            space.TimeUnit, [.. drawn.Select((_, i) => new NamedCurve($"design {i + 1}",
                [.. curves.AsSpan(i * space.Points, space.Times.Count).ToArray().Select(value => (double)value)]))]);
        PointMark Wishes(GoalKind kind, string name, Tone tone) => new(name, tone,
            [.. result.Goal.Points.Where(point => point.Kind == kind).Select(point => point.Time)],
            [.. result.Goal.Points.Where(point => point.Kind == kind).Select(point => 100 * point.Released)],
                Hollow: kind != GoalKind.Equal);
        PointMark[] wishes = [Wishes(GoalKind.Equal, "wanted", Tone.Ink), Wishes(GoalKind.AtMost, "at most", Tone.Red),
            Wishes(GoalKind.AtLeast, "at least", Tone.Green)];
        return chart with { Marks = [.. chart.Marks, .. wishes.Where(mark => mark.X.Count > 0)] };
    }

    /// <summary>Designs with the curves that the mechanistic model gives for them.</summary>
    internal static CurveTable Table(DesignModels models, IReadOnlyList<double[]> formulations, IReadOnlyList<CarriedColumn> carried) =>
        Table(models.Mechanistic, models.Provenance, formulations, carried);

    /// <inheritdoc cref="Table(DesignModels, IReadOnlyList{double[]}, IReadOnlyList{CarriedColumn})"/>
    internal static CurveTable Table(ICurveModel model, IReadOnlyDictionary<string, string> provenance,
        IReadOnlyList<double[]> formulations, IReadOnlyList<CarriedColumn> carried)
    {
        double[] rows = [.. formulations.SelectMany(row => row)];
        float[] curves = new float[formulations.Count * model.Space.Points];
        model.Predict(rows, formulations.Count, curves);
        return new CurveTable
        {
            Space = model.Space,
            Ids = [.. formulations.Select((_, i) => NumberText.Count(i + 1))],
            Parameters = rows,
            Curves = curves,
            Carried = carried,
            Provenance = provenance,
        };
    }
}
