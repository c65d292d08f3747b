using SurrogateEngine.Design;
using SurrogateEngine.Report.Svg;

namespace SurrogateEngine.Workflows;

/// <summary>The picture of a campaign: every result and the best so far, and for several goals the first two against each other.</summary>
static class CampaignPlot
{
    public static Chart[] Of(CampaignStatus status, Experiment[] measured, Experiment[] good)
    {
        CampaignGoal goal = status.Definition.Goals[0];
        double[] order = [.. Enumerable.Range(1, measured.Length).Select(i => (double)i)];
        double[] At(Experiment[] some) => [.. some.Select(one => (double)(Array.IndexOf(measured, one) + 1))];
        Experiment[] poor = [.. measured.Except(good)];
        double[] values = [.. measured.Select(one => one.Outcomes[0]).Where(double.IsFinite)];
        var charts = new List<Chart>
        {
            new()
            {
                Title = $"{(goal.Maximize ? "maximize" : "minimize")} {goal.Outcome}",
                Description = "Results in the order of the experiments, and the best so far.",
                X = Axis.Linear("experiment", 0, Math.Max(1, measured.Length)),
                Y = Axis.Linear(goal.Outcome, values.DefaultIfEmpty(0).Min(), values.DefaultIfEmpty(1).Max()),
                Marks =
                [
                    new LineMark("best so far", Tone.Red, order, [.. status.Progress]),
                    new PointMark("measured", Tone.Blue, At(good), [.. good.Select(one => one.Outcomes[0])]),
                    .. poor.Length > 0 ? (Mark[])[Broken()] : [],
                ],
                Headed = true,
                Width = 620,
                Height = 380,
            },
        };
        if (status.Definition.Goals.Count > 1)
            charts.Add(Front(status, measured));
        return [.. charts];

        PointMark Broken() =>
            new("breaks a limit", Tone.Gray, At(poor), [.. poor.Select(one => one.Outcomes[0])], Hollow: true);
    }

    static Chart Front(CampaignStatus status, Experiment[] measured)
    {
        (double[] X, double[] Y) Of(IEnumerable<Experiment> some) =>
            ([.. some.Select(one => one.Outcomes[0])], [.. some.Select(one => one.Outcomes[1])]);
        var (x, y) = Of(measured);
        var (bestX, bestY) = Of(status.Best);
        return new()
        {
            Title = $"{status.Definition.Goals[0].Outcome} and {status.Definition.Goals[1].Outcome}",
            Description = "Results, and those that none is better than in everything.",
            X = Axis.Linear(status.Definition.Goals[0].Outcome, x.DefaultIfEmpty(0).Min(), x.DefaultIfEmpty(1).Max()),
            Y = Axis.Linear(status.Definition.Goals[1].Outcome, y.DefaultIfEmpty(0).Min(), y.DefaultIfEmpty(1).Max()),
            Marks = [new PointMark("measured", Tone.Blue, x, y, Hollow: true), new PointMark("front", Tone.Red, bestX, bestY)],
            Headed = true,
            Width = 620,
            Height = 380,
        };
    }
}
