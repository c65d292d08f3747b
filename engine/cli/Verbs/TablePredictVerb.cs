using System.CommandLine;
using Spectre.Console;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Trainers.Tabular;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate table predict MODEL FILE</c>: outcomes of new rows.</summary>
sealed class TablePredictVerb : Verb
{
    const int Listed = 20;

    readonly Argument<string> model = new("model") { Description = "Model that surrogate table learn kept." };
    readonly Argument<string> file = new("file") { Description = "CSV, TSV, .xlsx or Parquet file with the columns that the model learned from." };
    readonly Option<double> interval = new("--interval")
    {
        Description = "Share of outcomes that the interval around a number shall hold: 0.5, 0.8, 0.9 or 0.95.",
        HelpName = "share",
        DefaultValueFactory = _ => 0.9,
        CustomParser = given => NumberOption.Real(given),
    };
    readonly Option<string?> recipe = TableOptions.Recipe();
    readonly Option<string?> output = new("--output", "-o") { Description = "Write a table, .csv or .parquet.", HelpName = "file" };
    readonly Option<bool> force = CommonOptions.Force("table");

    public override string Name => "table predict";

    public override int Rank => 22;

    public override string Summary => "Predict rows of a table by a model that was learned from another.";

    public override IReadOnlyList<string> Examples =>
        ["surrogate table predict ee.model new.csv", "surrogate table predict ee.model new.csv --interval 0.8 -o predicted.csv"];

    protected override IReadOnlyList<Argument> Arguments => [model, file];

    protected override IReadOnlyList<Option> Options => [interval, recipe, output, force];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        var request = new TablePredictRequest
        {
            Model = given.GetRequiredValue(model),
            File = given.GetRequiredValue(file),
            Interval = given.GetValue(interval),
            Recipe = given.GetValue(recipe),
            Output = given.GetValue(output),
            Force = given.GetValue(force),
        };
        TablePredicted predicted = TablePredictWorkflow.Run(request);
        terminal.Result(Facts(predicted));
        if (!(terminal.Json && terminal.Quiet))
            Show(terminal, predicted);
        if (request.Output is { } path)
            terminal.Line($"Table: {path}");
        return CommandLine.Done;
    }

    static void Show(Terminal terminal, TablePredicted predicted)
    {
        TabularOutcome outcome = predicted.Model.Outcome;
        bool numbers = outcome.Task == TabularTask.Regression;
        string unit = outcome.Unit.Length > 0 ? $" ({outcome.Unit})" : "";
        var table = new Table().Border(TableBorder.Rounded).AddColumns(["line", Markup.Escape(outcome.Name + unit), numbers ? "interval"
            : "probability", "like those learned"]);
        for (int i = 0; i < Math.Min(Listed, predicted.Predicted.Length); i++)
        {
            double[] row = predicted.Predicted[i];
            int k = Array.IndexOf(row, row.Max());
            string[] cells = numbers ? [NumberText.Digits(row[0], 4), predicted.HalfWidth is { } half
                ? $"{NumberText.Digits(row[0] - half, 4)} to {NumberText.Digits(row[0] + half, 4)}" : "-"]
                : [Markup.Escape(outcome.Classes[k]), NumberText.Digits(row[k], 3)];
            table.AddRow([$"{predicted.Lines[i]}", .. cells, predicted.Distances[i] <= 1 ? "yes" : $"no, {NumberText.Digits(predicted.Distances[i], 2)} times as far"]);
        }

        terminal.Out.Write(table);
        if (predicted.Predicted.Length > Listed)
            terminal.Line($"and {NumberText.Count(predicted.Predicted.Length - Listed, "row")} more; -o writes all.");
        if (predicted.Distances.Count(distance => distance > 1) is var far and > 0)
            terminal.Line($"{far} of {predicted.Predicted.Length} rows are farther from those learned than these are from each other: the model extrapolates there.");
    }

    static object Facts(TablePredicted predicted) => new
    {
        learner = predicted.Model.Learner,
        target = predicted.Model.Outcome,
        half_width = predicted.HalfWidth,
        rows = predicted.Predicted.Select((row, i) => new
        {
            line = predicted.Lines[i],
            predicted = row,
            distance = predicted.Distances[i],
            applicable = predicted.Distances[i] <= 1,
        }),
    };
}
