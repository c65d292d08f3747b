using System.Diagnostics;
using SurrogateEngine.Data;
using SurrogateEngine.Report.Svg;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Workflows;

/// <summary>Which curves are wanted.</summary>
public sealed record PredictOptions
{
    /// <summary>File of the surrogate.</summary>
    public required string Surrogate { get; init; }

    /// <summary>CSV or Parquet file, one formulation a line; null is refused with what to give.</summary>
    public string? Formulations { get; init; }

    /// <summary>CSV or Parquet file of the curves; null is <c>NAME-curves.csv</c> in the current folder.</summary>
    public string? Output { get; init; }

    /// <summary>Coverage of the bands around the curves; null makes none.</summary>
    public double? Bands { get; init; }

    /// <summary>Bands that hold each point by itself instead of whole curves.</summary>
    public bool Pointwise { get; init; }

    /// <summary>Times wanted, e.g. <c>0.5,1,2d</c>, interpolated between the surrogate's own; null gives those.</summary>
    public string? Times { get; init; }

    /// <summary>CSV file or built-in name of a measured profile whose times are wanted.</summary>
    public string? TimesFrom { get; init; }

    /// <summary>Picture of the curves to write, .svg or .png; null writes none.</summary>
    public string? Plot { get; init; }

    /// <summary>Replace the file of the curves and the picture if they are there already.</summary>
    public bool Force { get; init; }

    /// <summary>File of the curves; null where neither it nor formulations are named.</summary>
    internal string? File => Output ?? (Formulations is null ? null : WorkflowFiles.Derived(Formulations, "-curves.csv"));
}

/// <summary>Predicted curves.</summary>
/// <param name="Table">Formulations and curves.</param>
/// <param name="File">Where they are.</param>
/// <param name="Band">The bands around them; null if none were asked for.</param>
/// <param name="Seconds">Time the prediction took, without reading and writing.</param>
public sealed record PredictResult(CurveTable Table, string File, BandLevel? Band, double Seconds)
{
    /// <summary>Columns of an earlier table of curves, which were read over.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>What the user should know, one sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Largest error of reading curves between the surrogate's times, in the outputs' unit, measured on the model's own curves of
    /// up to 64 of the formulations; null where nothing was interpolated, or this program has not that model.</summary>
    public double? InterpolationError { get; init; }

    /// <summary>Formulations outside the trained ranges.</summary>
    public int OutOfRange { get; } = Table.InRange!.Count(inside => !inside);

    /// <summary>Formulations outside the trained ranges or far from everything that was learned.</summary>
    public int NotApplicable { get; } = Table.Applicable!.Count(near => !near);

    /// <summary>Formulations without a curve: a parameter that was trained on a logarithmic scale is not above zero.</summary>
    public int WithoutCurve { get; } = Enumerable.Range(0, Table.Rows)
        .Count(row => float.IsNaN(Table.Curves.Span[row * Table.Space.Points]));

    /// <summary>The parameters that are not above zero though their scale is logarithmic.</summary>
    public IReadOnlyList<string> NotOnScale { get; } = [.. Table.Space.Parameters
        .Where((parameter, p) => parameter.Scale == Kernels.Scale.Log
            && Enumerable.Range(0, Table.Rows).Any(row => Table.Parameters.Span[row * Table.Space.Parameters.Count + p] <= 0))
        .Select(parameter => parameter.Name)];

    /// <summary>Half the width of the bands on average; null without bands.</summary>
    public double? MeanHalfWidth { get; } = Band is null ? null : Workflows.Bands.MeanHalfWidth(Table);
}

/// <summary>A table of formulations in, a table of curves out.</summary>
public static class PredictWorkflow
{
    /// <summary>Formulations between two looks at whether somebody wants to stop.</summary>
    const int RowsAtOnce = 1 << 16;

    /// <summary>Runs it.</summary>
    /// <exception cref="RefusedException">The surrogate, the formulations, the bands or the output can't be used.</exception>
    public static PredictResult Run(PredictOptions options, IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default)
    {
        var outputs = new OutputFiles(options.Surrogate, options.Formulations, options.TimesFrom);
        outputs.Require(options.File, options.Force, OutputKind.Table);
        outputs.Require(options.Plot, options.Force, OutputKind.Plot);
        using Surrogate trained = Surrogate.Load(options.Surrogate);
        string input = options.Formulations ?? throw Refusals.NoFormulationFile(options.Surrogate);
        string target = options.File!;
        CurveSpace space = trained.Card.Space;
        RequestedTimes? times = RequestedTimes.Of(options, space);
        int points = Math.Max(space.Points, space.Outputs.Count * (times?.Times.Length ?? 0));
        FormulationTable table = FormulationTable.Load(input, space.Parameters, Array.MaxLength / Math.Max(points, space.Parameters.Count),
            column => CurveTable.Makes(space, column));
        if (options.Pointwise && options.Bands is null)
            throw Refusals.PointwiseNeedsBands();
        BandLevel? level = Bands.Level(trained, options.Surrogate, options.Bands);
        double seconds = 0;
        CurveTable curves = progress.Stage("Predicting", "formulations", report => Predict(
            trained, table, level, !options.Pointwise, rows => report(new(rows, table.Rows)), out seconds, cancellation), quick: true) with
        {
            Provenance = new Dictionary<string, string>
            {
                ["surrogate_sha256"] = Provenance.HashOf(options.Surrogate),
                ["formulations_sha256"] = Provenance.HashOf(input),
                ["dataset_sha256"] = trained.Card.DatasetHash,
            },
        };
        double interpolation = times?.InterpolationError(table) ?? double.NaN;
        curves = times?.Read(curves, cancellation) ?? curves;
        curves.Write(target, cancellation);
        if (options.Plot is { } picture)
            PlotFile.Write(CurvePlots.Of(curves, level), picture);
        return new PredictResult(curves, target, level, seconds)
        {
            Ignored = table.Ignored,
            Remarks = times?.Remarks ?? [],
            InterpolationError = double.IsNaN(interpolation) ? null : interpolation,
        };
    }

    /// <summary>Writes a CSV file of example formulations to start from.</summary>
    /// <param name="surrogate">File of the surrogate.</param>
    /// <param name="path">File to write.</param>
    /// <param name="replace">Whether a file that is there already may go.</param>
    /// <exception cref="RefusedException">The surrogate can't be read or the file can't be written.</exception>
    public static void WriteTemplate(string surrogate, string path, bool replace)
    {
        new OutputFiles(surrogate).Require(path, replace, OutputKind.Text);
        using Surrogate trained = Surrogate.Load(surrogate);
        WorkflowFiles.Write(path, FormulationTemplate.For(trained.Card.Space), replace);
    }

    static CurveTable Predict(
        Surrogate trained, FormulationTable table, BandLevel? level, bool wholeCurve, Action<int> report, out double seconds,
        CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        int values = checked(table.Rows * trained.Card.Space.Points);
        float[] curves = new float[values], lower = new float[level is null ? 0 : values], upper = new float[lower.Length];
        bool[] inRange = new bool[table.Rows], applicable = new bool[table.Rows];
        var clock = Stopwatch.StartNew();
        int inputs = trained.Card.Space.Parameters.Count, points = trained.Card.Space.Points;
        for (int row = 0; row < table.Rows; row += RowsAtOnce)
        {
            cancellation.ThrowIfCancellationRequested();
            int rows = Math.Min(RowsAtOnce, table.Rows - row);
            trained.Predict(table.Parameters.AsSpan(row * inputs, rows * inputs), rows, curves.AsSpan(row * points, rows * points));
            report(row + rows);
        }

        seconds = clock.Elapsed.TotalSeconds;
        cancellation.ThrowIfCancellationRequested();
        if (level is not null)
            trained.PredictBands(table.Parameters, table.Rows, level, wholeCurve, curves, lower, upper);
        cancellation.ThrowIfCancellationRequested();
        trained.InRange(table.Parameters, inRange);
        trained.Applicable(table.Parameters, applicable);
        return new CurveTable
        {
            Space = trained.Card.Space,
            Ids = table.Ids,
            Carried = table.Carried,
            Parameters = table.Parameters,
            Curves = curves,
            InRange = inRange,
            Applicable = applicable,
            Lower = lower,
            Upper = upper,
        };
    }
}
