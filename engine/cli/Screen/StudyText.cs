using Spectre.Console;
using SurrogateEngine.Design;
using SurrogateEngine.Kernels;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Cli.Screen;

/// <summary>Designs of a study, for people and for programs.</summary>
static class StudyText
{
    /// <summary>Columns that fit beside each other.</summary>
    const int MostShown = 12;

    /// <summary>A front for programs.</summary>
    public static object Facts(ParetoResult result) => new
    {
        model = result.Space.Model,
        objectives = result.Study.Objectives.Select(objective => objective.Text),
        limits = result.Study.Constraints.Select(limit => limit.Text),
        designs = result.Points.Select((point, i) => Facts(result.Study, result.Space.Parameters, point, i == result.Knee)),
        nearest = result.Nearest is { } nearest ? Facts(result.Study, result.Space.Parameters, nearest, false) : null,
        at_end = result.Ends.Select(end => new { parameter = end.Parameter.Name, end = end.High ? "upper" : "lower" }),
        hypervolume = result.Hypervolume,
        evaluations = result.Evaluations,
        solved = result.Solved,
    };

    /// <summary>A screening for programs.</summary>
    public static object Facts(ScreenResult result) => new
    {
        model = result.Space.Model,
        objectives = result.Study.Objectives.Select(objective => objective.Text),
        limits = result.Study.Constraints.Select(limit => limit.Text),
        screened = result.Screened,
        feasible = result.Feasible,
        candidates_per_s = result.PerSecond,
        best = Facts(result.Study, result.Space.Parameters, result.Best.Take(MostShown)),
        kept = result.Best.Count,
    };

    /// <summary>Formulations that the model solved, for programs.</summary>
    public static IEnumerable<object> Facts(
        DesignStudy study, IReadOnlyList<Parameter> parameters, IEnumerable<ScreenedFormulation> designs) => designs.Select(one => new
        {
            parameters = Named(parameters, one.Formulation),
            values = Values(study, one.Values),
            predicted = Values(study, one.Predicted),
            holds = one.Holds,
            applicable = one.Applicable,
        });

    /// <summary>The same for people: as many as fit beside each other.</summary>
    public static void Show(
        DesignStudy study, IReadOnlyList<Parameter> parameters, IEnumerable<ScreenedFormulation> designs, IAnsiConsole screen) =>
        screen.Write(Table(study, parameters,
            [.. designs.Take(8).Select(one => (one.Formulation, one.Values, one.Predicted, one.Applicable))], -1));

    /// <summary>A front for people.</summary>
    public static void Show(ParetoResult result, IAnsiConsole screen)
    {
        if (result.Nearest is { } nearest)
        {
            screen.Write(Table(result.Study, result.Space.Parameters,
                [(nearest.Formulation, nearest.Values, nearest.Predicted, nearest.Applicable)], -1));
            string broken = string.Join(", ", result.Study.Constraints.Index()
                .Where(at => at.Item.Violation(nearest.Values[result.Study.Objectives.Count + at.Index]) > 0)
                .Select(at => $"{at.Item.Text} (has {at.Item.Metric.Show(nearest.Values[result.Study.Objectives.Count + at.Index])})"));
            if (broken.Length == 0)
            {
                screen.MarkupLine("No formulation has a number for what is wanted; ask for something that every curve has.");
                return;
            }

            screen.MarkupLineInterpolated($"No formulation was found that keeps all limits. The nearest breaks {broken}: relax a limit, widen a range or free a parameter.");
            return;
        }

        screen.Write(Table(result.Study, result.Space.Parameters,
            [.. result.Points.Take(MostShown).Select(point => (point.Formulation, point.Values, point.Predicted, point.Applicable))],
            result.Knee));
        string wanted = string.Join(", ", result.Study.Objectives.Select(objective => objective.Text));
        if (result.Points.Count == 1)
            screen.MarkupLineInterpolated($"The best found to {wanted}, by {result.Space.Model} itself.");
        else
            screen.MarkupLineInterpolated($"{result.Points.Count} compromises to {wanted}, all by {result.Space.Model} itself; none is better than another in everything. Design {result.Knee + 1} is the knee: it gains most for what it gives up.");
        if (result.EndsInWords is { Length: > 0 } ends)
            screen.MarkupLineInterpolated($"{ends}");
        Unreached(result.Study, result.Points.Select(point => point.Values), screen);
    }

    /// <summary>A screening for people.</summary>
    public static void Show(ScreenResult result, IAnsiConsole screen)
    {
        if (result.Best.Count == 0)
        {
            screen.MarkupLineInterpolated($"Of {NumberText.Count(result.Screened)} candidates none keeps all limits: relax one, widen a range, or see surrogate design for what comes nearest.");
            return;
        }

        Show(result.Study, result.Space.Parameters, result.Best, screen);
        string rate = double.IsFinite(result.PerSecond) ? $", {NumberText.Count(result.PerSecond)} a second" : "";
        screen.MarkupLineInterpolated($"{NumberText.Count(result.Screened, "candidate")}{rate}: {NumberText.Count(result.Feasible)} keep all limits by the fast model, {result.Best.Count} {(result.Best.Count == 1 ? "was" : "were")} kept and solved by {result.Space.Model} itself.");
        if (result.Best.Count(one => !one.Holds) is > 0 and var broken)
            screen.MarkupLineInterpolated($"{broken} of them break a limit when solved; they stand last and say holds = false in the table.");
        Unreached(result.Study, result.Best.Select(one => one.Values), screen);
    }

    static void Unreached(DesignStudy study, IEnumerable<double[]> values, IAnsiConsole screen)
    {
        foreach ((int k, DesignObjective objective) in study.Objectives.Index())
        {
            if (objective.Maximize && values.Any(row => row[k] > objective.Metric.Most))
                screen.MarkupLineInterpolated($"{objective.Metric.Text} lies beyond the last time of the curves for some: which of these is longer is not known.");
        }
    }

    static Table Table(DesignStudy study, IReadOnlyList<Parameter> parameters,
        IReadOnlyList<(double[] Formulation, double[] Values, double[] Predicted, bool Applicable)> designs, int knee)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("design");
        foreach (var (i, _) in designs.Index())
            table.AddColumn(new TableColumn(i == knee ? designs.Count == 1 ? "[bold]best[/]" : $"[bold]{i + 1} knee[/]" : $"{i + 1}").RightAligned());
        CurveMetric[] metrics =
            [.. study.Objectives.Select(objective => objective.Metric), .. study.Constraints.Select(limit => limit.Metric)];
        foreach ((int k, CurveMetric metric) in metrics.Index().DistinctBy(at => at.Item.Text))
        {
            string name = k < study.Objectives.Count ? study.Objectives[k].Text : metric.Text;
            table.AddRow([$"[bold]{Markup.Escape(name)}[/]", .. designs.Select(one => Markup.Escape(metric.Show(one.Values[k])))]);
        }

        table.AddEmptyRow();
        foreach (int p in Enumerable.Range(0, parameters.Count).Where(p => parameters[p].Low < parameters[p].High))
        {
            string unit = parameters[p].Unit.Length > 0 ? $" [{parameters[p].Unit}]" : "";
            table.AddRow([Markup.Escape(parameters[p].Name + unit), .. designs.Select(one => NumberText.Digits(one.Formulation[p], 3))]);
        }

        // Where the model itself was searched there is no surrogate to know anything.
        if (designs.Any(one => !ReferenceEquals(one.Values, one.Predicted)))
            table.AddRow(["known to the surrogate", .. designs.Select(one => one.Applicable ? "yes" : "[yellow]no[/]")]);
        return table;
    }

    static object Facts(DesignStudy study, IReadOnlyList<Parameter> parameters, ParetoPoint point, bool knee) => new
    {
        parameters = Named(parameters, point.Formulation),
        values = Values(study, point.Values),
        predicted = Values(study, point.Predicted),
        applicable = point.Applicable,
        knee,
    };

    static Dictionary<string, double> Named(IReadOnlyList<Parameter> parameters, double[] row) =>
        parameters.Index().ToDictionary(at => at.Item.Name, at => row[at.Index]);

    static Dictionary<string, double> Values(DesignStudy study, double[] values) =>
        study.Objectives.Select(objective => objective.Metric).Concat(study.Constraints.Select(limit => limit.Metric)).Index()
            .DistinctBy(at => at.Item.Text).ToDictionary(at => at.Item.Text, at => values[at.Index]);
}
