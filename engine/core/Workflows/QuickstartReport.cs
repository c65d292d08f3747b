using System.Globalization;
using System.Runtime.InteropServices;
using SurrogateEngine.Data;
using SurrogateEngine.Kernels;
using SurrogateEngine.Report;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Workflows;

/// <summary>Puts what a quickstart found into the model of a report.</summary>
static class QuickstartReport
{
    /// <summary>Errors beyond which the report says that the surrogate is not good enough.</summary>
    const double GoodMean = 0.005, GoodP99 = 0.02;

    public static ReportModel Of(QuickstartResult found, QuickstartOptions options)
    {
        QuickstartFolder folder = options.Folder;
        Manifest manifest = found.Data.Manifest;
        return new ReportModel
        {
            Title = QuickstartFolder.Model,
            Subtitle = manifest.Scenario.Model.Summary,
            Made = $"{Manifest.ThisSoftware} on {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC",
            Cards = Cards(found),
            Provenance = Provenance(found, folder),
            Parameters = found.Card.Space.Parameters,
            Facts = Facts(found),
            TestSetReport = found.TestSetReport,
            Learning = found.Learning,
            Fits = found.Fits,
            Outcomes = [.. Enum.GetValues<Outcome>().Select(outcome => new OutcomeCount(outcome, manifest.CountOf(outcome)))
            .Where(end => end.Count > 0)],
            Commands = Commands(options, folder),
        };
    }

    static SummaryCard[] Cards(QuickstartResult found)
    {
        ErrorSummary error = found.TestSetReport.Summary;
        return
        [
            new("typical error of a curve", NumberText.Percent(error.RelL2Mean), $"mean relative L2 over {NumberText.Count(error.Curves)} formulations it has not seen",
                error.RelL2Mean <= GoodMean),
            new("99 of 100 curves stay below", NumberText.Percent(error.RelL2P99), $"worst {NumberText.Percent(error.RelL2Max)}",
            error.RelL2P99 <= GoodP99),
            new("speed", $"{NumberText.Count(found.CurvesPerSecond)} /s",
            $"curves of {found.Card.Space.Times.Count} times on this machine"),
            .. found.Fits.Select(fit => new SummaryCard(
                fit.Profile.Name, string.Create(CultureInfo.InvariantCulture, $"f2 {fit.ReportedQuality.F2:F0}"),
                string.Create(CultureInfo.InvariantCulture,
                $"RMSE {fit.ReportedQuality.RmsePercent:G3} % of the dose; {fit.Verdict.Short}"),
                fit.Verdict.Explains)),
        ];
    }

    static ProvenanceStep[] Provenance(QuickstartResult found, QuickstartFolder folder) =>
    [
        new("scenario", Path.GetFileName(folder.Scenario), found.Data.Scenario.Hash),
        new("data set", Path.GetFileName(folder.Data), found.Data.Manifest.Hash,
        $"{NumberText.Count(found.Data.Manifest.Rows)} formulations"),
        new("surrogate", Path.GetFileName(folder.Surrogate), Workflows.Provenance.HashOf(folder.Surrogate),
        $"{NumberText.Count(found.Card.TrainingCurves)} training curves"),
        new("plan", "plan.json", found.Card.PlanHash) { IsInput = true },
        .. found.Fits.Select(fit => Workflows.Provenance.Of(fit.Profile)),
    ];

    static Fact[] Facts(QuickstartResult found)
    {
        Scenarios.Scenario scenario = found.Data.Scenario;
        TrainingPlan plan = found.Plan;
        return
        [
            new("sampler", $"{scenario.Sampler}, seed {scenario.Seed}"),
            new("times",
            $"{scenario.Times.Count}, {NumberText.Digits(scenario.Times[0], 3)} to {NumberText.Digits(scenario.Times[^1], 3)} {scenario.Model.TimeUnit}"),
            new("solver", string.Create(CultureInfo.InvariantCulture,
            $"{scenario.Solver}, relative tolerance {scenario.RelativeTolerance:0.##e-0}, absolute {scenario.AbsoluteTolerance:0.##e-0}")),
            new("network", $"{plan.Network.Name}, {plan.Network.Depth} blocks of {plan.Network.Width}, {plan.Network.Activation}"),
            new("training", $"{plan.Schedule.Epochs} epochs in batches of {NumberText.Count(plan.Data.Batch)}, best after {found.Card.BestEpoch}"),
            new("peak memory", NumberText.Bytes(found.PeakMemory)),
        ];
    }

    // Into a folder of its own, because nothing is written over; resuming makes a second time as good as the first.
    static string[] Commands(QuickstartOptions options, QuickstartFolder folder)
    {
        var again = new QuickstartFolder(Path.Combine(folder.Root, "again"));
        return
        [
            ShellText.Line("surrogate", "simulate", folder.Scenario, "--output", again.Data, "--resume"),
            ShellText.Line("surrogate", "train", again.Data, "--plan", Path.Combine(folder.Run, "plan.json"), "--output", again.Surrogate,
            "--resume"),
            ShellText.Line("surrogate", "evaluate", again.Surrogate, again.Data),
            .. options.Profiles.Select(profile => ShellText.Line("surrogate", "fit", again.Surrogate, profile)),
        ];
    }
}
