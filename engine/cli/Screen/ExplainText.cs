using System.Globalization;
using Spectre.Console;
using SurrogateEngine.Explain;
using SurrogateEngine.Report;
using SurrogateEngine.Workflows;
using static SurrogateEngine.NumberText;

namespace SurrogateEngine.Cli.Screen;

/// <summary>Explanations for people and for programs.</summary>
static class ExplainText
{
    /// <summary>For people, on 80 columns.</summary>
    public static void Show(ExplainResult result, Terminal terminal)
    {
        Explanation of = result.Explanation;
        terminal.Out.Write(Importances(of));
        if (of.Together.Count > 0)
            terminal.Out.Write(Together(of));
        if (of.Sobol is { } sobol && result.Times is not null)
            terminal.Out.Write(Variance(sobol, of.Model.Outputs));
        foreach (Trace trace in of.Traces)
            terminal.Out.Write(Traced(result, trace));
        if (result.Nearest.Count > 0)
            terminal.Out.Write(Nearest(result));
        terminal.Line($"{Capital(result.Kind)}: {of.Agreement}");
        if (result.TracedLine is { } line)
            terminal.Line($"The prediction taken apart is that of line {line}.");
        foreach (string limit in result.Card?.Limits.Take(2) ?? [])
            terminal.Line(limit);
        foreach (string remark in result.Remarks)
            terminal.Remark($"Note: {remark}");
    }

    static Spectre.Console.Table Importances(Explanation of)
    {
        var table = new Spectre.Console.Table().Border(TableBorder.Rounded).Title("share of each input, %").AddColumn("input");
        foreach (MethodImportance method in of.Importances)
            table.AddColumn(new TableColumn(Markup.Escape(method.Method)).RightAligned());
        IEnumerable<int> ranked = Enumerable.Range(0, of.Model.Inputs.Count)
            .OrderByDescending(i => of.Importances.Average(method => method.Inputs[i].Share));
        foreach (int i in ranked)
            table.AddRow([$"[bold]{Markup.Escape(of.Model.Inputs[i].Name)}[/]", .. of.Importances.Select(method => Percent(method.Inputs[i].Share))]);
        return table;
    }

    static Spectre.Console.Table Together(Explanation of)
    {
        var table = new Spectre.Console.Table().Border(TableBorder.Rounded).Title("permuted together, %").AddColumn("inputs")
            .AddColumn(new TableColumn("permutation").RightAligned());
        foreach (Importance one in of.Together.OrderByDescending(one => one.Share))
            table.AddRow($"[bold]{Markup.Escape(one.Input)}[/]", Percent(one.Share));
        return table;
    }

    static Spectre.Console.Table Variance(SobolIndices sobol, IReadOnlyList<string> outputs)
    {
        int[] at = ExplanationText.Places(outputs.Count);
        var table = new Spectre.Console.Table().Border(TableBorder.Rounded)
            .Title($"share of variance, %: alone (with others), {Count(sobol.Predictions)} predictions").AddColumn("input");
        foreach (int o in at)
            table.AddColumn(new TableColumn(Markup.Escape(outputs[o])).RightAligned());
        double Sum(SobolIndex input) => at.Where(o => !double.IsNaN(input.Total[o])).Sum(o => input.Total[o]);
        foreach (SobolIndex input in sobol.Inputs.OrderByDescending(Sum))
            table.AddRow([$"[bold]{Markup.Escape(input.Input)}[/]", .. at.Select(o => double.IsNaN(input.First[o]) ? "no variance"
                : $"{Percent(input.First[o])} ({Percent(input.Total[o])})")]);
        return table;
    }

    static Spectre.Console.Table Traced(ExplainResult result, Trace trace)
    {
        Explanation of = result.Explanation;
        int[] at = ExplanationText.Places(of.Model.Outputs.Count);
        // As many decimals in a column as its largest number needs.
        double[][] parts = [trace.Parts.Base, trace.Parts.Prediction, .. trace.Parts.Contributions];
        int[] decimals = [.. at.Select(o => Decimals(result.Factor * parts.Max(part => Math.Abs(part[o]))))];
        string[] Cells(double[] values, string plus = "") => [.. at.Select((o, k) => Signed(result.Factor * values[o], decimals[k], plus))];
        var table = new Spectre.Console.Table().Border(TableBorder.Rounded)
            .Title(Markup.Escape($"{result.Output}: one prediction by {trace.Method}")).AddColumns("input", "value");
        foreach (int o in at)
            table.AddColumn(new TableColumn(Markup.Escape(of.Model.Outputs[o])).RightAligned());
        table.AddRow(["base", "", .. Cells(trace.Parts.Base)]);
        foreach (int i in Enumerable.Range(0, trace.Row.Length).OrderByDescending(i => trace.Parts.Contributions[i].Sum(Math.Abs)))
            table.AddRow([$"[bold]{Markup.Escape(of.Model.Inputs[i].Name)}[/]", Markup.Escape(of.Model.Inputs[i].Text(trace.Row[i])),
                .. Cells(trace.Parts.Contributions[i], "+")]);
        table.AddRow(["[bold]prediction[/]", "", .. Cells(trace.Parts.Prediction)]);
        return table;
    }

    static int Decimals(double largest) => largest > 0 ? Math.Clamp(3 - (int)Math.Floor(Math.Log10(largest)), 0, 8) : 2;

    static string Signed(double value, int decimals, string plus) =>
        (value < 0 ? "-" : plus) + Math.Abs(value).ToString($"F{decimals}", CultureInfo.InvariantCulture);

    static Spectre.Console.Table Nearest(ExplainResult result)
    {
        var table = new Spectre.Console.Table().Border(TableBorder.Rounded).Title("measured formulations that resemble it most")
            .AddColumns("line", "distance", "measured");
        foreach (MeasuredNearby near in result.Nearest)
            table.AddRow($"{near.Line}", Digits(near.Distance, 3), Markup.Escape(near.Measured));
        return table;
    }

    static string Percent(double share) => Math.Max(0, 100 * share).ToString("0.0", CultureInfo.InvariantCulture);

    static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>For programs.</summary>
    public static object Facts(ExplainResult result)
    {
        Explanation of = result.Explanation;
        return new
        {
            subject = result.Subject,
            kind = result.Kind,
            output = result.Output,
            times = result.Times,
            time_unit = result.TimeUnit,
            outputs = of.Model.Outputs,
            inputs = of.Model.Inputs
                .Select(input => new { name = input.Name, unit = input.Unit, low = input.Low, high = input.High, levels = input.Levels }),
            importances = of.Importances.ToDictionary(method => method.Method, method => method.Inputs.ToDictionary(one => one.Input,
                one => new { value = one.Value, deviation = one.Deviation, percent = 100 * one.Share })),
            together = of.Together.ToDictionary(one => one.Input, one => new { value = one.Value, percent = 100 * one.Share }),
            sobol = of.Sobol?.Inputs.ToDictionary(input => input.Input, input => new
            {
                first = input.First,
                first_low = input.FirstLow,
                first_high = input.FirstHigh,
                total = input.Total,
                total_low = input.TotalLow,
                total_high = input.TotalHigh,
            }),
            morris = of.Morris?.ToDictionary(effects => effects.Input,
                effects => new { mean = effects.Mean, mean_size = effects.MeanSize, deviation = effects.Deviation }),
            traces = of.Traces.Select(trace => new
            {
                method = trace.Method,
                row = of.Model.Inputs.Index().ToDictionary(at => at.Item.Name, at => trace.Row[at.Index]),
                @base = trace.Parts.Base,
                contributions = of.Model.Inputs.Index().ToDictionary(at => at.Item.Name, at => trace.Parts.Contributions[at.Index]),
                prediction = trace.Parts.Prediction,
                residual = trace.Parts.Residual,
            }),
            dependence = of.Dependence.ToDictionary(curve => curve.Input.Name, Facts),
            local_effects = of.LocalEffects.ToDictionary(curve => curve.Input.Name, Facts),
            traced_line = result.TracedLine,
            nearest = result.Nearest,
            card = result.Card is { } card ? new
            {
                purpose = card.Purpose,
                data = card.Data.ToDictionary(one => one.Label, one => one.Value),
                split = card.Split,
                errors = card.Errors.ToDictionary(one => one.Label, one => one.Value),
                ranges = card.Ranges.ToDictionary(one => one.Input, one => one.Range),
                bias = card.Bias,
                limits = card.Limits,
            } : null,
            agreement = of.Agreement,
            remarks = result.Remarks,
            provenance = result.Provenance,
        };
    }

    static object Facts(EffectCurve curve) => new { at = curve.At, effect = curve.Effect, density = curve.Density };
}
