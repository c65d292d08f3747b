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
    readonly Option<bool> force = new("--force") { Description = "Replace the template if it is there already." };

    public override string Name => "predict";

    public override string Summary => "Predict the release curves of formulations in a CSV file.";

    public override IReadOnlyList<string> Examples =>
    [
        "surrogate predict plga-sphere.surrogate --template formulations.csv",
        "surrogate predict plga-sphere.surrogate formulations.csv --output curves.parquet",
    ];

    protected override IReadOnlyList<Argument> Arguments => [surrogate, formulations];

    protected override IReadOnlyList<Option> Options => [output, template, force];

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
        FormulationTable table = FormulationTable.Load(input, trained.Card.Space.Parameters);
        (float[] curves, double seconds) = Predict(trained, table);
        var inRange = new bool[table.Rows];
        trained.InRange(table.Parameters, inRange);
        new CurveTable
        {
            Space = trained.Card.Space,
            Ids = table.Ids,
            Parameters = table.Parameters,
            Curves = curves,
            InRange = inRange,
        }.Write(target);
        Tell(terminal, table, inRange, target, seconds);
        return CommandLine.Done;
    }

    static (float[] Curves, double Seconds) Predict(Surrogate trained, FormulationTable table)
    {
        var curves = new float[checked(table.Rows * trained.Card.Space.Points)];
        var clock = Stopwatch.StartNew();
        trained.Predict(table.Parameters, table.Rows, curves);
        return (curves, clock.Elapsed.TotalSeconds);
    }

    static void Tell(Terminal terminal, FormulationTable table, bool[] inRange, string target, double seconds)
    {
        int outside = inRange.Count(inside => !inside);
        terminal.Result(new
        {
            output = Path.GetFullPath(target),
            curves = table.Rows,
            out_of_range = outside,
            predict_seconds = seconds,
            predict_curves_per_s = table.Rows / seconds,
        });
        terminal.Line($"{ProgressText.Count(table.Rows)} curves are in {target}.");
        if (outside > 0)
            terminal.Line($"{ProgressText.Count(outside)} of them lie outside the ranges the surrogate was trained on (column in_range is 0) and may be far off.");
    }
}
