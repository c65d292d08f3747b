using Spectre.Console;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Design;
using SurrogateEngine.Workflows;
using static SurrogateEngine.NumberText;

namespace SurrogateEngine.Cli.Verbs;

/// <summary>Solved formulations as a table for people and as an object for machines.</summary>
static class FormulationText
{
    static readonly double[] Shares = [0.1, 0.3, 1];

    public static void Tell(Terminal terminal, FormulationOutcome made)
    {
        FormulationResult result = made.Result;
        terminal.Result(Facts(made));
        if (!(terminal.Json && terminal.Quiet))
            terminal.Out.Write(Numbers(result));
        foreach (FormulationCurves of in result.Formulations)
            if (of.Trigger is { } trigger)
                terminal.Line(Sentence(of, trigger, result));
        foreach (string remark in result.Remarks)
            terminal.Remark($"Note: {remark}");
        if (made.Table is { } table)
            terminal.Line($"Curves: {table}");
        if (made.Plot is { } plot)
            terminal.Line($"Plot: {plot}");
        if (made.Table is null && made.Plot is null)
            terminal.Line("Draw the curves with --plot curve.png, or write them as numbers with --output curve.csv.");
    }

    static Table Numbers(FormulationResult result)
    {
        string unit = result.Formulations[0].Model.Outputs[0].Unit, what = result.Formulations[0].Model.Outputs[0].Name;
        int[] at = [.. Shares.Select(share => Nearest(result.Times, share * result.Times[^1]))];
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumns(["formulation", .. at.Select(j => $"{what} at {Short(result.Times[j])} {result.TimeUnit}"), "t50", "t80"]);
        foreach (FormulationCurves of in result.Formulations)
            table.AddRow([.. new[] { of.Name.Length > 0 ? of.Name : of.Model.Name }
                .Concat(at.Select(j => unit.Length == 0 ? Percent(result.Released(of)[j]) : $"{Short(result.Released(of)[j])} {unit}"))
                    .Concat([Time(result, 0.5, of), Time(result, 0.8, of)]).Select(Markup.Escape)]);
        return table;
    }

    static string Sentence(FormulationCurves of, TriggerResponse trigger, FormulationResult result) =>
        $"{(of.Name.Length > 0 ? of.Name : of.Model.Name)}: leaks {Percent(trigger.Leakage)} by {Short(result.Times[^1])} {result.TimeUnit} if nothing changes, "
        + $"releases {Percent(trigger.Released)} under its schedule, on/off {Short(trigger.OnOffRatio)}, selectivity {Short(trigger.Selectivity)}.";

    static string Time(FormulationResult result, double level, FormulationCurves of) =>
        result.TimeTo(level, of) is var time && double.IsFinite(time) ? $"{Short(time)} {result.TimeUnit}" : "not reached";

    static int Nearest(IReadOnlyList<double> times, double wanted) =>
        Enumerable.Range(0, times.Count).MinBy(j => Math.Abs(times[j] - wanted));

    static object Facts(FormulationOutcome made) => new
    {
        formulations = made.Result.Formulations.Select(of => new
        {
            name = of.Name,
            model = of.Model.Name,
            parameters = of.Values.Select(value => new
            {
                name = value.Parameter.Name,
                unit = value.Parameter.Unit,
                value = value.Value,
                set = value.IsSet
            }),
            outputs = of.Model.Outputs.Select((output, o) => new
            {
                name = output.Name,
                unit = output.Unit,
                curve = of.Curves.Skip(o * made.Result.Times.Count).Take(made.Result.Times.Count),
            }),
            t50 = made.Result.TimeTo(0.5, of),
            t80 = made.Result.TimeTo(0.8, of),
            trigger = of.Trigger is { } trigger ? new
            {
                leakage = trigger.Leakage,
                released = trigger.Released,
                on_off_ratio = double.IsFinite(trigger.OnOffRatio) ? trigger.OnOffRatio : (double?)null,
                selectivity = trigger.Selectivity,
                first_change = trigger.FirstChange,
            } : null,
        }),
        times = made.Result.Times,
        time_unit = made.Result.TimeUnit,
        output = made.Table is { } table ? Path.GetFullPath(table) : null,
        plot = made.Plot is { } plot ? Path.GetFullPath(plot) : null,
        remarks = made.Result.Remarks,
    };
}
