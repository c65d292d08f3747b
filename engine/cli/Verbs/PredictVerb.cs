using System.CommandLine;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Workflows;
using static SurrogateEngine.NumberText;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate predict SURROGATE FORMULATIONS</c>: a table of formulations in, a table of curves out.</summary>
sealed class PredictVerb : Verb
{
    readonly Argument<string> surrogate = new("surrogate") { Description = "File made by surrogate train." };
    readonly Argument<string?> formulations = new("formulations")
    {
        Description = "CSV or Parquet file, one formulation a line.",
        Arity = ArgumentArity.ZeroOrOne
    };
    readonly Option<string?> output = new("--output", "-o")
    {
        Description = "CSV or Parquet file of the curves [default: NAME-curves.csv].",
        HelpName = "file"
    };
    readonly Option<string?> template = new("--template")
    {
        Description = "Write a CSV file of example formulations to start from.",
        HelpName = "file"
    };
    readonly Option<double?> bands = new("--bands")
    {
        Description = "Add the band that holds this share of the model's own curves, e.g. 0.9.",
        HelpName = "coverage",
        CustomParser = given => NumberOption.Real(given)
    };
    readonly Option<bool> pointwise = new("--pointwise") { Description = "Bands that hold each point by itself instead of whole curves." };
    readonly Option<string?> times = new("--times")
    {
        Description = "Times wanted, e.g. 0.5,1,2d, interpolated between the surrogate's own [default: those].",
        HelpName = "times"
    };
    readonly Option<string?> timesFrom = new("--times-from")
    {
        Description = "Measured profile whose times are wanted.",
        HelpName = "file"
    };
    readonly Option<string?> plot = CommonOptions.Plot();
    readonly Option<bool> force = CommonOptions.Force("file");

    public override string Name => "predict";

    public override int Rank => 6;

    public override string Summary => "Predict the release curves of formulations in a CSV file.";

    public override IReadOnlyList<string> Examples =>
    [
        "surrogate predict plga-sphere.surrogate --template formulations.csv",
        "surrogate predict plga-sphere.surrogate formulations.csv --output curves.parquet",
        "surrogate predict plga-sphere.surrogate formulations.csv --bands 0.95 --plot curves.png",
        "surrogate predict plga-sphere.surrogate formulations.csv --times 12h,1,2,5d",
    ];

    protected override IReadOnlyList<Argument> Arguments => [surrogate, formulations];

    protected override IReadOnlyList<Option> Options => [output, times, timesFrom, bands, pointwise, plot, template, force];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        string file = given.GetRequiredValue(surrogate);
        if (given.GetValue(template) is { } path)
        {
            PredictWorkflow.WriteTemplate(file, path, given.GetValue(force));
            terminal.Result(new { template = Path.GetFullPath(path) });
            terminal.Line($"Wrote {path} with example formulations.");
            terminal.Line($"Next: edit it, then  {ShellText.Line("surrogate", "predict", file, path)}");
            return CommandLine.Done;
        }

        var options = new PredictOptions
        {
            Surrogate = file,
            Formulations = given.GetValue(formulations),
            Output = given.GetValue(output),
            Bands = given.GetValue(bands),
            Pointwise = given.GetValue(pointwise),
            Times = given.GetValue(times),
            TimesFrom = given.GetValue(timesFrom),
            Plot = given.GetValue(plot),
            Force = given.GetValue(force),
        };
        using var screen = new ProgressScreen(terminal);
        Tell(terminal, PredictWorkflow.Run(options, screen, cancellation));
        if (options.Plot is { } picture)
            terminal.Line($"Plot: {picture}");
        return CommandLine.Done;
    }

    static void Tell(Terminal terminal, PredictResult made)
    {
        terminal.Result(new
        {
            output = Path.GetFullPath(made.File),
            curves = made.Table.Rows,
            provenance = made.Table.Provenance,
            out_of_range = made.OutOfRange,
            not_applicable = made.NotApplicable,
            without_curve = made.WithoutCurve,
            carried_columns = made.Table.Carried.Select(column => column.Name),
            ignored_columns = made.Ignored,
            times = made.Table.Space.Times,
            time_unit = made.Table.Space.TimeUnit,
            remarks = made.Remarks,
            interpolation_error = made.InterpolationError,
            band_coverage = made.Band?.Coverage,
            band_mean_half_width = made.MeanHalfWidth,
            predict_seconds = made.Seconds,
            predict_curves_per_s = made.Table.Rows / made.Seconds,
        });
        int empty = made.WithoutCurve, outside = made.OutOfRange - empty, far = made.NotApplicable - empty;
        terminal.Line($"{Count(made.Table.Rows, "curve")} {(made.Table.Rows == 1 ? "is" : "are")} in {made.File}.");
        foreach (string remark in made.Remarks)
            terminal.Remark($"Note: {remark}");
        if (made.Table.Carried.Count > 0)
            terminal.Line(
                $"Not parameters, and carried through as they are: {string.Join(", ", made.Table.Carried.Select(column => column.Name))}.");
        if (made.Ignored.Count > 0)
            terminal.Line(
                $"{Count(made.Ignored.Count)} columns of an earlier prediction ({made.Ignored[0]} to {made.Ignored[^1]}) were left out and predicted anew.");
        if (made.MeanHalfWidth is { } half)
            terminal.Line(
                $"Columns _low and _high hold {Percent(made.Band!.Coverage)} of the model's own curves; on average they lie {Digits(half, 3)} either side.");
        if (empty > 0)
            terminal.Line(
                $"{Count(empty)} of them are empty: {string.Join(", ", made.NotOnScale)} is 0 or below there, and was trained on a logarithmic scale, which has no 0; give a small value, or train over a linear range.");
        if (outside > 0)
            terminal.Line(
                $"{Count(outside)} of them lie outside the ranges the surrogate was trained on (column in_range is 0) and may be far off.");
        if (far > outside)
            terminal.Line(
                $"{Count(far - outside)} {(outside > 0 ? "more" : "of them")} lie within the ranges but far from everything it learned (column applicable is 0).");
    }
}
