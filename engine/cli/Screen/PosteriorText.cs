using Spectre.Console;
using SurrogateEngine.Fitting;
using static SurrogateEngine.NumberText;

namespace SurrogateEngine.Cli.Screen;

/// <summary>A posterior as a table for people and as an object for machines.</summary>
static class PosteriorText
{
    const int Shown = 40;

    /// <summary>Shows it; nothing where there is none.</summary>
    public static void Show(Terminal terminal, Posterior? posterior)
    {
        if (posterior is null || (terminal.Json && terminal.Quiet))
            return;
        var table = new Table().Border(TableBorder.Rounded).AddColumns("posterior of", "profile", "unit", "mean", "sd", "median",
            $"{Digits(100 * posterior.Confidence, 3)} %", "R-hat", "effective draws");
        foreach (PosteriorParameter p in posterior.Parameters.Take(Shown))
        {
            string[] cells = [p.Profile, p.About.Unit, Short(p.Mean), Short(p.Deviation), Short(p.Median),
                $"{Short(p.Low)} to {Short(p.High)}",
                Digits(p.Rhat, 4), Count(p.EffectiveSamples)];
            table.AddRow([$"[bold]{Markup.Escape(p.About.Name)}[/]", .. cells.Select(Markup.Escape)]);
        }

        terminal.Out.Write(table);
        terminal.Line($"{Count(posterior.Count)} draws, {Percent(posterior.Acceptance)} of moves accepted{(posterior.Converged ? "; all ensembles agree." : "; not converged (R-hat above 1.05 or fewer than 200 effective draws): give a larger --draws.")}");
    }

    public static object? Facts(Posterior? posterior) => posterior is null ? null : new
    {
        draws = posterior.Count,
        acceptance = posterior.Acceptance,
        converged = posterior.Converged,
        confidence = posterior.Confidence,
        parameters = posterior.Parameters.Select(p => new
        {
            name = p.About.Name,
            profile = p.Profile,
            unit = p.About.Unit,
            mean = p.Mean,
            sd = p.Deviation,
            median = p.Median,
            low = p.Low,
            high = p.High,
            rhat = p.Rhat,
            effective_draws = p.EffectiveSamples,
        }),
    };
}
