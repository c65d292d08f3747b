using Spectre.Console;
using SurrogateEngine.Statistics;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Cli.Screen;

/// <summary>Comparisons of groups for people and for programs.</summary>
static class ComparisonText
{
    const int MostShown = 25;

    /// <summary>For people.</summary>
    public static void Show(TableComparison of, Terminal terminal)
    {
        if (of.Groups.Count > 0)
            terminal.Out.Write(Groups(of));
        if (of.Anova is { } one)
            terminal.Out.Write(Lines([one.Between, one.Within], "analysis of variance"));
        if (of.TwoWay is { } two)
            terminal.Out.Write(Lines(two.Lines, "two-way analysis of variance, type II"));
        if (of.Tests.Count + of.TTests.Count > 0)
            terminal.Out.Write(Tests(of));
        if (of.Pairs.Count > 1)
            terminal.Out.Write(Pairs(of));
        if (of.Correlations.Count > 0)
            terminal.Out.Write(Correlations(of));
        if (of.Regression is { } regression)
            terminal.Out.Write(Coefficients(regression));
        foreach (string sentence in of.Sentences)
            terminal.Line(sentence);
        foreach (string remark in of.Remarks)
            terminal.Remark($"Note: {remark}");
    }

    static Spectre.Console.Table Groups(TableComparison of)
    {
        double confidence = of.Groups[0].Described?.Confidence ?? 0.95;
        Spectre.Console.Table table = New(of.Value, "group", "#n", "#mean", "#SD", "#min", "#median", "#max",
            $"#{Digits(100 * confidence, 3)} % of mean");
        foreach ((GroupSummary group, Description? described) in of.Groups.Take(MostShown))
            table.AddRow($"[bold]{Markup.Escape(group.Name)}[/]", $"{group.Count}", Digits(group.Mean, 4), Digits(group.Deviation, 3),
                Digits(described?.Min, 3), Digits(described?.Median, 3), Digits(described?.Max, 3),
                described is null ? "" : $"{Digits(described.MeanLow, 3)} to {Digits(described.MeanHigh, 3)}");
        if (of.Groups.Count > MostShown)
            table.AddRow($"and {of.Groups.Count - MostShown} more");
        return table;
    }

    static Spectre.Console.Table Lines(IReadOnlyList<AnovaLine> lines, string title)
    {
        Spectre.Console.Table table = New(title, "source", "#sum of squares", "#df", "#F", "#p", "#eta2", "#omega2");
        foreach (AnovaLine line in lines)
            table.AddRow($"[bold]{Markup.Escape(line.Source)}[/]", Digits(line.SumOfSquares, 6), $"{line.Freedom}", Number(line.F, 5),
                Number(line.Probability, 4), Number(line.EtaSquared, 3), Number(line.OmegaSquared, 3));
        return table;
    }

    static Spectre.Console.Table Tests(TableComparison of)
    {
        Spectre.Console.Table table = New("tests", "test", "#statistic", "#p", "remark");
        foreach (TTest test in of.TTests)
            table.AddRow($"[bold]{test.Name}[/]", Digits(test.T, 5), Number(test.Probability, 4),
                $"difference {Digits(test.Difference, 4)}, {Digits(test.Low, 4)} to {Digits(test.High, 4)}; d {Digits(test.CohenD, 3)}");
        if (of.Anova is { } anova && !double.IsNaN(anova.WelchF))
            table.AddRow("[bold]Welch's F[/]", Digits(anova.WelchF, 5), Number(anova.WelchProbability, 4), $"df {Digits(anova.WelchFreedom, 4)}");
        foreach (TestOutcome test in of.Tests)
            table.AddRow($"[bold]{test.Name}[/]", Digits(test.Statistic, 5), Number(test.Probability, 4), "");
        if (of.Roc is { } roc)
            table.AddRow("[bold]ROC area[/]", Digits(roc.Area, 4), "",
                $"DeLong {Digits(roc.Interval().Low, 3)} to {Digits(roc.Interval().High, 3)}, bootstrap {Digits(roc.BootstrapInterval().Low, 3)} to {Digits(roc.BootstrapInterval().High, 3)}");
        return table;
    }

    static Spectre.Console.Table Pairs(TableComparison of)
    {
        Spectre.Console.Table table = New("Tukey's honestly significant differences", "pair", "#difference", "#from", "#to", "#p");
        foreach (PairOfMeans pair in of.Pairs.OrderBy(pair => pair.Probability).Take(MostShown))
            table.AddRow(Markup.Escape($"{pair.First} - {pair.Second}"), Digits(pair.Difference), Digits(pair.Low), Digits(pair.High),
                Number(pair.Probability, 4));
        return table;
    }

    static Spectre.Console.Table Correlations(TableComparison of)
    {
        Spectre.Console.Table table = New($"correlation with {of.Value}", "column", "#n", "#Pearson", "#Spearman", "#Kendall", "#p", "#p adjusted");
        foreach (ColumnCorrelation one in of.Correlations)
            table.AddRow($"[bold]{Markup.Escape(one.Name)}[/]", $"{one.Pairs}", Interval(one.Pearson), Interval(one.Spearman),
                Digits(one.Kendall.Coefficient, 3), Number(one.Spearman.Probability, 3), Number(one.Adjusted, 3));
        return table;

        static string Interval(Correlation of) => $"{Digits(of.Coefficient, 3)} ({Digits(of.Low, 2)} to {Digits(of.High, 2)})";
    }

    static Spectre.Console.Table Coefficients(LinearRegression of)
    {
        Spectre.Console.Table table = New("linear regression", "column", "#estimate", "#error", "#from", "#to", "#t", "#p");
        foreach (Coefficient one in of.Coefficients)
            table.AddRow($"[bold]{Markup.Escape(one.Name)}[/]", Digits(one.Estimate, 5), Digits(one.Error, 3), Digits(one.Low),
                Digits(one.High), Digits(one.T), Number(one.Probability, 3));
        return table;
    }

    static Spectre.Console.Table New(string title, params string[] columns)
    {
        var table = new Spectre.Console.Table().Border(TableBorder.Rounded).Title(Markup.Escape(title));
        foreach (string column in columns)
            table.AddColumn(column.StartsWith('#') ? new TableColumn(column[1..]).RightAligned() : new TableColumn(column));
        return table;
    }

    static string Digits(double? value, int digits = 4) => value is { } number ? NumberText.Digits(number, digits) : "";

    static string Number(double value, int digits) => double.IsNaN(value) ? "" : NumberText.Digits(value, digits);

    /// <summary>For programs.</summary>
    public static object Facts(TableComparison of) => new
    {
        value = of.Value,
        groups = of.Groups.Select(group => new
        {
            name = group.Summary.Name,
            n = group.Summary.Count,
            mean = group.Summary.Mean,
            sd = group.Summary.Deviation,
            described = group.Described,
        }),
        anova = of.Anova is { } one ? new
        {
            between = one.Between,
            within = one.Within,
            welch = new { f = one.WelchF, df = one.WelchFreedom, p = one.WelchProbability },
        } : null,
        two_way = of.TwoWay?.Lines,
        tests = of.Tests,
        t_tests = of.TTests,
        pairs = of.Pairs,
        roc = of.Roc is { } roc ? new
        {
            area = roc.Area,
            standard_error = roc.StandardError,
            delong = new[] { roc.Interval().Low, roc.Interval().High },
            bootstrap = new[] { roc.BootstrapInterval().Low, roc.BootstrapInterval().High },
        } : null,
        correlations = of.Correlations,
        regression = of.Regression is { } regression ? new
        {
            coefficients = regression.Coefficients,
            r2 = regression.R2,
            adjusted_r2 = regression.AdjustedR2,
            f = regression.F,
            p = regression.FProbability,
            residual_sd = regression.ResidualDeviation,
            points = regression.Points.Select((point, i) => new
            {
                line = of.RegressionLines[i],
                fitted = point.Fitted,
                residual = point.Residual,
                leverage = point.Leverage,
                studentized = point.Studentized,
                cook = point.CookDistance,
            }),
        } : null,
        sentences = of.Sentences,
        remarks = of.Remarks,
    };
}
