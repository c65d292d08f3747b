using SurrogateEngine.Data;
using SurrogateEngine.Explain;
using SurrogateEngine.Kernels;
using SurrogateEngine.Report;
using SurrogateEngine.Report.Svg;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Workflows;

/// <summary>What to explain.</summary>
public sealed record ExplainRequest
{
    /// <summary>File of a surrogate or of a model of a table, a table itself, or the name of a release model or carrier.</summary>
    public required string Subject { get; init; }

    /// <summary>Of a surrogate or model: values of parameters whose prediction is traced, e.g. <c>R=120nm</c>; others stand in the middle
    /// of their ranges.</summary>
    public IReadOnlyList<string> Set { get; init; } = [];

    /// <summary>Of a model with several curves: which; null is the first.</summary>
    public string? Output { get; init; }

    /// <summary>Base samples of Sobol's indices; fewer than some hundreds make the other methods coarser too.</summary>
    public int Samples { get; init; } = 1024;

    /// <summary>Picture to draw, SVG or PNG; null draws none.</summary>
    public string? Plot { get; init; }

    /// <summary>HTML page to write; null writes none.</summary>
    public string? Report { get; init; }

    /// <summary>Replace files that are there already.</summary>
    public bool Force { get; init; }

    /// <summary>Where a model is solved; null is the host.</summary>
    public string? Device { get; init; }

    /// <summary>Another seed draws otherwise.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>A measured row that resembles the traced one.</summary>
/// <param name="Line">Its line of the file.</param>
/// <param name="Distance">Gower's distance, 0 for equal rows.</param>
/// <param name="Measured">What was measured there.</param>
public sealed record MeasuredNearby(long Line, double Distance, string Measured);

/// <summary>What explains a model.</summary>
public sealed record ExplainResult
{
    /// <summary>Its name or file.</summary>
    public required string Subject { get; init; }

    /// <summary>What it is, e.g. <c>surrogate of plga-sphere</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What was found.</summary>
    public required Explanation Explanation { get; init; }

    /// <summary>What is predicted, with its unit.</summary>
    public required string Output { get; init; }

    /// <summary>What predictions are multiplied by to be in that unit.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>Times of the outputs; null where outputs are no times.</summary>
    public IReadOnlyList<double>? Times { get; init; }

    /// <summary>Unit of the times.</summary>
    public string TimeUnit { get; init; } = "";

    /// <summary>What it was made from, by name and hash.</summary>
    public required IReadOnlyDictionary<string, string> Provenance { get; init; }

    /// <summary>What the user should know.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>The page for a regulator.</summary>
    public ModelCard? Card { get; init; }

    /// <summary>Of a table: line of the file of the traced row; null of a curve model.</summary>
    public long? TracedLine { get; init; }

    /// <summary>Of a table: the measured rows that most resemble it.</summary>
    public IReadOnlyList<MeasuredNearby> Nearest { get; init; } = [];

    /// <summary>The picture of it.</summary>
    internal PlotSheet Picture => new(ExplanationCharts.Of(Explanation, Times, TimeUnit, Output, Factor), 2) { Provenance = Provenance };
}

/// <summary>Explains a curve model: which parameters matter, when, and how one prediction comes about.</summary>
public static class ExplainWorkflow
{
    const int Rows = 256, SolvedBudget = 60_000, SolvedSamples = 512;

    /// <summary>Runs it.</summary>
    /// <exception cref="RefusedException">The model, a value or an output can't be used.</exception>
    public static ExplainResult Run(ExplainRequest request, IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default)
    {
        var outputs = new OutputFiles(request.Subject);
        outputs.Require(request.Plot, request.Force, OutputKind.Plot);
        outputs.Require(request.Report, request.Force, OutputKind.Report);
        if (request.Samples < 16)
            throw new RefusedException($"surrogate explain --samples {request.Samples}: give 16 or more.");
        ExplainResult result = OfCurves(request, progress, cancellation);
        Write(result, request.Plot, request.Report,
            ["surrogate", "explain", request.Subject, .. FitWords.Of("--set", request.Set), .. FitWords.Of("--curve", request.Output),
                "--samples", $"{request.Samples}", "--seed", $"{request.Seed}", .. FitWords.Of("--device", request.Device),
                .. FitWords.Of("--plot", request.Plot), .. FitWords.Of("--report", request.Report)]);
        return result;
    }

    static ExplainResult OfCurves(ExplainRequest request, IProgress<WorkflowEvent>? progress, CancellationToken cancellation)
    {
        using DesignModels models = DesignModels.Open(request.Subject, [], request.Device, "surrogate explain");
        CurveSpace space = models.Space;
        int output = OutputOf(request, space);
        var model = new CurveExplainable(models.Fast, output);
        if (model.Inputs.Count == 0)
            throw new RefusedException($"{request.Subject}: all its parameters are held at one value, so there is nothing to explain.");
        bool solved = models.Applicable is null;
        double[] formulation = Formulation(request, space);
        var options = new ExplainerOptions
        {
            Rows = InputRows.Even(model.Inputs, Math.Min(Rows, request.Samples), request.Seed),
            Row = model.Row(formulation),
            Independent = true,
            SobolSamples = solved ? Math.Min(request.Samples, SolvedSamples) : request.Samples,
            Budget = Math.Min(solved ? SolvedBudget : 200_000, 200 * request.Samples),
            Background = solved ? 16 : 32,
            Seed = request.Seed,
        };
        Explanation found = progress.Stage("Explaining", "steps", report =>
            Explainer.Of(model, options, (done, all, what) => report(new(done, all, what)), cancellation));
        Output curve = space.Outputs[output];
        return new ExplainResult
        {
            Subject = request.Subject,
            Kind = solved ? $"the model {space.Model}" : $"surrogate of {space.Model}",
            Explanation = found,
            Output = $"{CurveCharts.Short(curve.Meaning)} ({(curve.Unit.Length == 0 ? "%" : curve.Unit)})",
            Factor = curve.Unit.Length == 0 ? 100 : 1,
            Times = space.Times,
            TimeUnit = space.TimeUnit,
            Provenance = models.Provenance,
            Card = CurveCard.Of(models, request.Subject),
            Remarks = models.Applicable?.Invoke(formulation) == false
                ? ["The traced formulation is outside of what the surrogate learned: take its trace with care."] : [],
        };
    }

    static int OutputOf(ExplainRequest request, CurveSpace space)
    {
        if (request.Output is not { } name)
            return 0;
        string[] names = [.. space.Outputs.Select(output => output.Name)];
        int found = Array.IndexOf(names, name);
        return found >= 0 ? found
            : throw new RefusedException($"surrogate explain --curve {name}: {space.Model} has no such curve; {Spelling.Suggest(name, names)}");
    }

    /// <summary>The traced formulation: what is set, and the middle of every other range.</summary>
    static double[] Formulation(ExplainRequest request, CurveSpace space)
    {
        Dictionary<string, double> set = ParameterValue.ParseAll(request.Set, "surrogate explain --set", space.Parameters);
        return [.. space.Parameters.Select(parameter => set.TryGetValue(parameter.Name, out double value) ? value
            : parameter.Scale == Scale.Log ? Math.Sqrt(parameter.Low * parameter.High) : 0.5 * (parameter.Low + parameter.High))];
    }

    /// <summary>The picture and the page.</summary>
    internal static void Write(ExplainResult result, string? plot, string? page, IEnumerable<string> command)
    {
        if (plot is not null)
            PlotFile.Write(result.Picture, plot);
        if (page is not null)
            HtmlReport.Write(new ReportModel
            {
                Title = Path.GetFileName(result.Subject),
                Subtitle = $"{result.Kind}, explained",
                Made = Manifest.ThisSoftware,
                Explanations = [result],
                Provenance = [.. result.Provenance
                    .Select(fact => new ProvenanceStep(fact.Key.Replace("_sha256", ""), "made from", fact.Value))],
                Commands = [ShellText.Line(command)],
            }, page);
    }
}
