using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
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
            Outcomes = [.. Enum.GetValues<Outcome>().Select(outcome => new OutcomeCount(outcome, manifest.CountOf(outcome))).Where(end => end.Count > 0)],
            Commands = Commands(options, folder),
        };
    }

    static SummaryCard[] Cards(QuickstartResult found)
    {
        ErrorSummary error = found.TestSetReport.Summary;
        return
        [
            new("mean error", NumberText.Percent(error.RelL2Mean), $"relative L2 over {NumberText.Count(error.Curves)} held-out curves", error.RelL2Mean <= GoodMean),
            new("99th percentile", NumberText.Percent(error.RelL2P99), $"worst {NumberText.Percent(error.RelL2Max)}", error.RelL2P99 <= GoodP99),
            new("speed", $"{NumberText.Count(found.CurvesPerSecond)} /s", $"curves of {found.Card.Space.Times.Count} times on this machine"),
            .. found.Fits.Select(fit => new SummaryCard(
                fit.Profile.Name, string.Create(CultureInfo.InvariantCulture, $"f2 {fit.ReportedQuality.F2:F0}"),
                string.Create(CultureInfo.InvariantCulture, $"RMSE {fit.ReportedQuality.RmsePercent:G3} % of the dose, by the model itself. {fit.Verdict.Sentence}"), fit.Verdict.Explains)),
        ];
    }

    static ProvenanceStep[] Provenance(QuickstartResult found, QuickstartFolder folder) =>
    [
        new("scenario", Path.GetFileName(folder.Scenario), found.Data.Scenario.Hash),
        new("data set", Path.GetFileName(folder.Data), found.Data.Manifest.Hash, $"{NumberText.Count(found.Data.Manifest.Rows)} formulations"),
        new("plan", "plan.json", found.Card.PlanHash),
        new("surrogate", Path.GetFileName(folder.Surrogate), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(folder.Surrogate))), $"{NumberText.Count(found.Card.TrainingCurves)} training curves"),
        .. found.Fits.Select(fit => new ProvenanceStep("profile", fit.Profile.Name, "", fit.Profile.Origin)),
    ];

    static Fact[] Facts(QuickstartResult found)
    {
        Scenarios.Scenario scenario = found.Data.Scenario;
        TrainingPlan plan = found.Plan;
        return
        [
            new("sampler", $"{scenario.Sampler}, seed {scenario.Seed}"),
            new("times", $"{scenario.Times.Count}, {NumberText.Digits(scenario.Times[0], 3)} to {NumberText.Digits(scenario.Times[^1], 3)} {scenario.Model.TimeUnit}"),
            new("solver", string.Create(CultureInfo.InvariantCulture, $"{scenario.Solver}, relative tolerance {scenario.RelativeTolerance:0.##e-0}, absolute {scenario.AbsoluteTolerance:0.##e-0}")),
            new("network", $"{plan.Network}, {plan.Depth} blocks of {plan.Width}, {plan.Activation}"),
            new("training", $"{plan.Epochs} epochs in batches of {NumberText.Count(plan.Batch)}, best after {found.Card.BestEpoch}"),
            new("peak memory", NumberText.Bytes(found.PeakMemory)),
        ];
    }

    static string[] Commands(QuickstartOptions options, QuickstartFolder folder) =>
    [
        $"surrogate simulate {folder.Scenario} --output {folder.Data}",
        $"surrogate train {folder.Data} --plan {Path.Combine(folder.Run, "plan.json")} --output {folder.Surrogate}",
        $"surrogate evaluate {folder.Surrogate} {folder.Data}",
        .. options.Profiles.Select(profile => $"surrogate fit {folder.Surrogate} {profile}"),
    ];
}
