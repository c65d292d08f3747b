using Spectre.Console;
using SurrogateEngine.Fitting;
using static SurrogateEngine.NumberText;

namespace SurrogateEngine.Cli.Screen;

/// <summary>A forecast as a table for people and as an object for machines.</summary>
static class ForecastText
{
    const int Rows = 12, Families = 6;

    public static void Show(Terminal terminal, ForecastResult result)
    {
        if (terminal.Json && terminal.Quiet)
            return;
        var table = new Table().Border(TableBorder.Rounded).AddColumns($"time ({result.TimeUnit})", "forecast (%)",
            $"{Digits(100 * result.Confidence, 3)} % band", "measured");
        double[] at = result.Profile.TimesIn(result.TimeUnit);
        for (int i = 1; i <= Rows; i++)
        {
            int j = i * (result.Times.Length - 1) / Rows;
            int measured = Array.FindIndex(at, time => time == result.Times[j]);
            table.AddRow(Short(result.Times[j]), Short(100 * result.Mean[j]), $"{Short(100 * result.Low[j])} to {Short(100 * result.High[j])}",
                measured >= 0 ? Short(100 * result.Profile.Released[measured]) : "");
        }

        terminal.Out.Write(table);
        terminal.Line(result.Sentence);
        terminal.Line($"Averaged: {string.Join(", ", result.Members.Take(Families).Where(member => member.Weight > 0.001).Select(member => $"{member.Name} {Digits(member.Weight, 2)}"))}.");
        foreach (string remark in result.Remarks)
            terminal.Remark($"Note: {remark}");
    }

    public static object Facts(ForecastResult result) => new
    {
        profile = result.Profile.Name,
        until = result.Until,
        seen = result.Seen,
        time_unit = result.TimeUnit,
        confidence = result.Confidence,
        times = result.Times,
        forecast = result.Mean,
        low = result.Low,
        high = result.High,
        families = result.Members.Select(member => new
        {
            name = member.Name,
            weight = member.Weight,
            effective_draws = member.EffectiveDraws
        }),
        score = result.Score,
        remarks = result.Remarks,
    };
}
