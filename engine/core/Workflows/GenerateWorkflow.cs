using SurrogateEngine.Data;
using SurrogateEngine.Design;
using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Report;
using SurrogateEngine.Report.Svg;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Workflows;

/// <summary>Designs to generate.</summary>
/// <param name="Ask">Target, wishes, file of the generator in place of the surrogate, designs, tolerance, seed and outputs.</param>
public sealed record GenerateRequest(DesignRequest Ask)
{
    /// <summary>Limits that a valid design keeps, e.g. <c>R &gt;= 80nm</c>.</summary>
    public IReadOnlyList<string> Require { get; init; } = [];

    /// <summary>Target at the other end of a strip of designs; null for none.</summary>
    public string? Toward { get; init; }
}

/// <summary>Generates designs for a wanted release and solves each again with the mechanistic model.</summary>
public static class GenerateWorkflow
{
    const string Verb = "surrogate generate";

    /// <summary>Runs it.</summary>
    /// <exception cref="RefusedException">The generator, the target, a limit or an output can't be used, or no design is valid.</exception>
    public static GenerationResult Run(GenerateRequest request, IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default)
    {
        DesignRequest ask = request.Ask;
        Require(request);
        using Generator generator = Generator.Load(ask.Surrogate);
        using IBatchSolver solver = SimulationDevice.Open(ask.Device, $"{Verb} --device");
        MechanisticModel model = Model(generator, ask.Surrogate, solver);
        CurveSpace space = generator.Space;
        DesignGoal goal = Goal(ask, space, progress);
        var reader = new MetricReader(space, ask.Reading);
        var options = new GenerationOptions
        {
            Designs = ask.Designs,
            Tolerance = ask.TolerancePercent / 100,
            Constraints = [.. request.Require.Select(word => reader.Constraint(word, new($"{Verb} --require \"{word}\"", 0, 0, "")))],
            Seed = ask.Seed,
        };
        GenerationResult result = request.Toward is { } other
            ? DesignGeneration.Strip(goal, Goal(ask with { Target = other, Release = [] }, space, progress), generator, model, options)
            : progress.Stage("Generating", "designs", report =>
            {
                report(new(0, options.Designs));
                return DesignGeneration.Run(goal, generator, model, options, (done, all) => report(new(done, all)), cancellation);
            });
        if (result.Target.NearestMiss > options.Tolerance)
            progress.Remark($"{goal.Name}: no training design comes nearer than {NumberText.Percent(result.Target.NearestMiss)} of the dose, so what is generated is a guess; see the misses.");
        string hash = Provenance.HashOf(ask.Surrogate);
        var provenance = new Dictionary<string, string> { ["generator_sha256"] = hash };
        if (ask.Output is { } table)
            Table(result, model, provenance).Write(table, cancellation);
        if (ask.Plot is null && ask.Report is null)
            return result;
        Chart picture = Picture(result, space, request.Toward is not null);
        if (ask.Plot is { } plot)
            PlotFile.Write(new([picture]) { Provenance = provenance }, plot);
        if (ask.Report is { } page)
            HtmlReport.Write(DesignPages.Of(request, result, space, hash, picture), page);
        return result;
    }

    static void Require(GenerateRequest request)
    {
        DesignRequest ask = request.Ask;
        if (ask.Designs is < 1 or > 100_000)
            throw new RefusedException($"{Verb} -n {ask.Designs}: ask for 1 to 100,000 designs.");
        if (request.Toward is not null && ask.Designs < 2)
            throw new RefusedException($"{Verb} --toward {request.Toward}: a strip has two ends; ask for -n 2 or more.");
        if (!(ask.TolerancePercent is > 0 and <= 100))
            throw new RefusedException($"{Verb} --tolerance {NumberText.Digits(ask.TolerancePercent, 6)}: give percent of the dose above 0, up to 100.");
        var outputs = new OutputFiles(ask.Surrogate, ask.Target, request.Toward);
        outputs.Require(ask.Output, ask.Force, OutputKind.Table);
        outputs.Require(ask.Plot, ask.Force, OutputKind.Plot);
        outputs.Require(ask.Report, ask.Force, OutputKind.Report);
    }

    static DesignGoal Goal(DesignRequest ask, CurveSpace space, IProgress<WorkflowEvent>? progress)
    {
        DesignGoal goal = DesignWorkflow.Goal(ask, space, Verb, progress);
        goal.Require(space.Times[^1], space.TimeUnit, Verb);
        return goal;
    }

    static MechanisticModel Model(Generator generator, string file, IBatchSolver solver)
    {
        CurveSpace space = generator.Space;
        if (!generator.Plan.Generator!.Conditional)
            throw new RefusedException($"{file}: this generator was trained without curves; train one with surrogate train --task vae to ask for a release.");
        if (space.Outputs[0].Unit.Length > 0)
            throw new RefusedException($"{file}: {space.Model} gives {space.Outputs[0].Name} in {space.Outputs[0].Unit}, and a target is a released share of the dose; generate designs of a release model.");
        ReleaseModel model = Catalog.Find(space.Model) is { } found && found.Version == space.ModelVersion ? found
            : throw new RefusedException($"{file}: it was made from {space.Model} version {space.ModelVersion}, which this build does not have to check designs with; train it anew.");
        return new MechanisticModel(model, space, solver: solver);
    }

    static CurveTable Table(GenerationResult result, MechanisticModel model, Dictionary<string, string> provenance) =>
        DesignWorkflow.Table(model, provenance, [.. result.Designs.Select(design => design.Formulation)],
        [
            new CarriedColumn("miss_percent", [.. result.Designs.Select(design => NumberText.Digits(100 * design.Miss, 6))]),
            new CarriedColumn("novelty", [.. result.Designs.Select(design => NumberText.Digits(design.Novelty, 6))]),
        ]);

    /// <summary>The wanted release and the mechanistic curves of the designs, along a strip from one end's color to the other's.</summary>
    static Chart Picture(GenerationResult result, CurveSpace space, bool strip)
    {
        GeneratedDesign[] drawn = [.. result.Designs.Take(CurveCharts.MostDrawn)];
        ColorScale? colors = strip ? new ColorScale(Axis.Linear("place along the strip", 0, 1)) : null;
        Chart chart = CurveCharts.Of($"{space.Model}: {drawn.Length} generated designs for {result.Goal.Name}, solved by the model",
            space.Outputs[0], space.Times, space.TimeUnit, [.. drawn.Select((design, i) => new NamedCurve(
                drawn.Length <= CurveCharts.MostNamed ? $"design {i + 1}" : "",
                [.. design.Curve.Take(space.Times.Count).Select(value => (double)value)])
            {
                Place = strip ? i / Math.Max(1.0, drawn.Length - 1) : null,
            })], colors);
        var wanted = new PointMark("wanted", Tone.Ink, result.Goal.Times,
            [.. result.Goal.Times.Select(time => 100 * result.Goal.Points.First(point => point.Time == time).Released)]);
        return chart with { Marks = [.. chart.Marks, wanted] };
    }
}
