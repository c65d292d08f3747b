using Spectre.Console;
using SurrogateEngine.Design;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Cli.Screen;

/// <summary>Experiments of a campaign, for people and for programs.</summary>
static class CampaignText
{
    public static object Facts(CampaignSuggestion next) => new
    {
        experiments = next.Experiments.Select((one, i) => new
        {
            id = one.Id,
            values = Named(next.Definition, one),
            expected = next.Expected is { } expected ? next.Definition.Outcomes().Index()
                .ToDictionary(at => at.Item, at =>
                    new { mean = expected[i].Mean[at.Index], deviation = expected[i].Deviation[at.Index] }) : null,
            feasible = next.Expected?[i].Feasible,
        }),
    };

    public static object Facts(CampaignStatus status) => new
    {
        measured = Count(status, ExperimentStatus.Measured),
        failed = Count(status, ExperimentStatus.Failed),
        open = Count(status, ExperimentStatus.Open),
        best = status.Best.Select(one => new
        {
            id = one.Id,
            values = Named(status.Definition, one),
            outcomes = status.Definition.Outcomes().Index().ToDictionary(at => at.Item, at => one.Outcomes[at.Index]),
        }),
        progress = status.Progress,
        spent = status.Spent,
        r2 = status.R2 is { } r2 ? status.Definition.Outcomes().Index().ToDictionary(at => at.Item, at => r2[at.Index]) : null,
    };

    public static void Show(CampaignSuggestion next, string folder, string? output, Terminal terminal)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("experiment");
        foreach (CampaignVariable variable in next.Definition.Variables)
            table.AddColumn(new TableColumn(
                Markup.Escape(variable.Unit.Length > 0 ? $"{variable.Name} [{variable.Unit}]" : variable.Name)).RightAligned());
        foreach (string outcome in next.Expected is null ? [] : next.Definition.Outcomes())
            table.AddColumn(new TableColumn(Markup.Escape($"{outcome}, expected")).RightAligned());
        foreach ((int i, Experiment one) in next.Experiments.Index())
        {
            table.AddRow(
            [
                $"{one.Id}", .. next.Definition.Variables.Select((variable, k) => Markup.Escape(variable.Show(one.Values[k]))),
                .. next.Expected is { } expected ? expected[i].Mean.Zip(expected[i].Deviation, (mean, deviation) =>
                    $"{NumberText.Digits(mean, 3)} ± {NumberText.Digits(deviation, 2)}") : [],
            ]);
        }

        terminal.Out.Write(table);
        if (next.Expected is null)
            terminal.Line("Nothing was learned yet: these are spread over what can be chosen.");
        terminal.Line($"Fill in {string.Join(", ", next.Definition.Outcomes())} by the id of each experiment.");
        terminal.Line($"Next:  {ShellText.Line("surrogate", "campaign", "tell", folder, output ?? "results.csv")}");
    }

    public static void Show(CampaignStatus status, IAnsiConsole screen)
    {
        screen.MarkupLineInterpolated($"{NumberText.Count(Count(status, ExperimentStatus.Measured), "experiment")} measured, {Count(status, ExperimentStatus.Failed)} failed, {Count(status, ExperimentStatus.Open)} open{(status.Spent is { } spent ? $", at a cost of {NumberText.Digits(spent, 4)}" : "")}.");
        if (status.Best.Count == 0)
        {
            screen.MarkupLine("None measured so far keeps all limits.");
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumn("experiment");
        foreach (string name in status.Definition.Outcomes().Concat(status.Definition.Variables.Select(variable => variable.Name)))
            table.AddColumn(new TableColumn(Markup.Escape(name)).RightAligned());
        foreach (Experiment one in status.Best.Take(12))
        {
            table.AddRow([$"{one.Id}", .. one.Outcomes.Select(value => NumberText.Digits(value, 4)),
                .. status.Definition.Variables.Select((variable, k) => Markup.Escape(variable.Show(one.Values[k])))]);
        }

        screen.Write(table);
        screen.MarkupLineInterpolated($"{(status.Definition.Goals.Count == 1 ? "The best so far" : $"{status.Best.Count} that none is better than in everything")}, as measured: part of the lead of a best one is luck where measuring is noisy.");
        if (status.R2 is { } r2)
            screen.MarkupLineInterpolated($"Each result predicted from all others: {string.Join(", ", status.Definition.Outcomes().Select((name, k) => $"R2 of {name} {(double.IsFinite(r2[k]) ? NumberText.Digits(r2[k], 2) : "unknown")}"))}; near 0 or below it nothing was learned yet.");
    }

    public static void Tell(RefineResult refined, Terminal terminal)
    {
        terminal.Result(new
        {
            surrogate = Path.GetFullPath(refined.File),
            experiments = refined.Experiments,
            outcomes = refined.Outcomes.Index().ToDictionary(at => at.Item, at =>
                new { miss_before = refined.Before[at.Index], miss_after = refined.After[at.Index] }),
            drift = double.IsFinite(refined.Drift) ? refined.Drift : (double?)null,
            origin = refined.Card.Origin,
            plan_hash = refined.Card.PlanHash,
        });
        terminal.Line($"Surrogate refined by {refined.Experiments} experiments: {refined.File}");
        foreach ((int k, string name) in refined.Outcomes.Index())
            terminal.Line($"{name}: measured values were missed by {NumberText.Digits(refined.Before[k], 3)}, now by {NumberText.Digits(refined.After[k], 3)} (root mean square).");
        if (double.IsFinite(refined.Drift))
            terminal.Line($"Curves of which the campaign says nothing changed by {NumberText.Percent(refined.Drift)} on average.");
        terminal.Line("Its own errors are those beside the corrected curves, not beside the model.");
    }

    static int Count(CampaignStatus status, ExperimentStatus which) => status.Experiments.Count(one => one.Status == which);

    static Dictionary<string, object> Named(CampaignDefinition definition, Experiment one) => definition.Variables.Index()
        .ToDictionary(at => at.Item.Name, at =>
            at.Item.Names.Count > 0 ? at.Item.Show(one.Values[at.Index]) : (object)one.Values[at.Index]);
}
