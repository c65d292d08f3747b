using System.CommandLine;
using System.Diagnostics;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Data;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate predict SURROGATE FORMULATIONS</c>: a table of formulations in, a table of curves out.</summary>
sealed class PredictVerb : Verb
{
    readonly Argument<string> surrogate = new("surrogate") { Description = "File made by surrogate train." };
    readonly Argument<string?> formulations = new("formulations") { Description = "CSV file, one formulation a line.", Arity = ArgumentArity.ZeroOrOne };
    readonly Option<string?> output = new("--output", "-o") { Description = "CSV or Parquet file of the curves [default: NAME-curves.csv].", HelpName = "file" };
    readonly Option<string?> template = new("--template") { Description = "Write a CSV file of example formulations to start from.", HelpName = "file" };
    readonly Option<double?> bands = new("--bands") { Description = "Add the band that holds this share of the model's own curves, e.g. 0.9.", HelpName = "coverage" };
    readonly Option<bool> pointwise = new("--pointwise") { Description = "Bands that hold each point by itself instead of whole curves." };
    readonly Option<bool> force = new("--force") { Description = "Replace the template if it is there already." };

    public override string Name => "predict";

    public override string Summary => "Predict the release curves of formulations in a CSV file.";

    public override IReadOnlyList<string> Examples =>
    [
        "surrogate predict plga-sphere.surrogate --template formulations.csv",
        "surrogate predict plga-sphere.surrogate formulations.csv --output curves.parquet",
        "surrogate predict plga-sphere.surrogate formulations.csv --bands 0.95",
    ];

    protected override IReadOnlyList<Argument> Arguments => [surrogate, formulations];

    protected override IReadOnlyList<Option> Options => [output, bands, pointwise, template, force];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        string file = given.GetRequiredValue(surrogate);
        using Surrogate trained = Surrogate.Load(file);
        if (given.GetValue(template) is { } path)
        {
            WholeFile.Write(path, FormulationTemplate.For(trained.Card.Space), given.GetValue(force));
            terminal.Result(new { template = Path.GetFullPath(path) });
            terminal.Line($"Wrote {path} with example formulations.");
            terminal.Line($"Next: edit it, then  surrogate predict {file} {path}");
            return CommandLine.Done;
        }

        string input = given.GetValue(formulations) ?? throw Refusals.NoFormulationFile(file);
        string target = given.GetValue(output) ?? Inputs.Derived(input, "-curves.csv");
        CurveTable.RequireKnownEnding(target);
        Inputs.RequireFolderOf(target);
        FormulationTable table = FormulationTable.Load(input, trained.Card.Space.Parameters);
        if (given.GetValue(pointwise) && given.GetValue(bands) is null)
            throw Refusals.PointwiseNeedsBands();
        BandLevel? level = BandChoice.Level(trained.Card, file, given.GetValue(bands));
        CurveTable curves = Predict(trained, table, level, !given.GetValue(pointwise), out double seconds, cancellation);
        curves.Write(target, cancellation);
        Tell(terminal, curves, level, target, seconds);
        return CommandLine.Done;
    }

    static CurveTable Predict(Surrogate trained, FormulationTable table, BandLevel? level, bool wholeCurve, out double seconds, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        int values = checked(table.Rows * trained.Card.Space.Points);
        float[] curves = new float[values], lower = new float[level is null ? 0 : values], upper = new float[lower.Length];
        bool[] inRange = new bool[table.Rows], applicable = new bool[table.Rows];
        var clock = Stopwatch.StartNew();
        trained.Predict(table.Parameters, table.Rows, curves);
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
            Parameters = table.Parameters,
            Curves = curves,
            InRange = inRange,
            Applicable = applicable,
            Lower = lower,
            Upper = upper,
        };
    }

    static void Tell(Terminal terminal, CurveTable table, BandLevel? level, string target, double seconds)
    {
        int outside = table.InRange!.Count(inside => !inside), strange = table.Applicable!.Count(near => !near);
        double? width = level is null ? null : BandChoice.MeanHalfWidth(table);
        terminal.Result(new
        {
            output = Path.GetFullPath(target),
            curves = table.Rows,
            out_of_range = outside,
            not_applicable = strange,
            band_coverage = level?.Coverage,
            band_mean_half_width = width,
            predict_seconds = seconds,
            predict_curves_per_s = table.Rows / seconds,
        });
        terminal.Line($"{ProgressText.Count(table.Rows)} curves are in {target}.");
        if (width is { } half)
            terminal.Line($"Columns _low and _high hold {ErrorText.Percent(level!.Coverage)} of the model's own curves; on average they lie {half:G3} either side.");
        if (outside > 0)
            terminal.Line($"{ProgressText.Count(outside)} of them lie outside the ranges the surrogate was trained on (column in_range is 0) and may be far off.");
        if (strange > outside)
            terminal.Line($"{ProgressText.Count(strange - outside)} {(outside > 0 ? "more" : "of them")} lie within the ranges but far from everything it learnt (column applicable is 0).");
    }
}
