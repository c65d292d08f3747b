namespace SurrogateEngine.Workflows;

/// <summary>
/// What the founding study prints in its seven tables. It ships no data and no code, so these are its claims; they stand beside ours as
/// published and are never taken for ours.
/// </summary>
static class PublishedStudy
{
    /// <summary>Table 1, in nm, mV, % and h: mean and standard deviation; its "ranges" are mean +/- one standard deviation.</summary>
    public static readonly Dictionary<string, string> Summary = new(StringComparer.OrdinalIgnoreCase)
    {
        ["size"] = "120 +/- 15 (105-135)",
        ["charge"] = "25 +/- 5 (20-30)",
        ["EE"] = "85 +/- 8 (77-93)",
        ["release_time"] = "12 +/- 3 (9-15)",
    };

    /// <summary>Tables 2 and 6: accuracy, mean absolute and root mean square error, area under the curve, by our learner that is of the
    /// same kind.</summary>
    public static readonly Dictionary<string, (string Accuracy, string Mae, string Rmse, string Auc)> Learners = new()
    {
        ["random-forest"] = ("91.5 %", "0.14", "0.22", "0.91"),
        ["svm"] = ("88.7 %", "0.16", "0.25", "0.88"),
        ["lightgbm"] = ("93.2 %", "0.12", "0.19", "0.93"),
        ["perceptron"] = ("95.4 %", "0.09", "0.15", "0.95"),
        ["policy"] = ("92.8 %", "0.11", "0.18", ""),
    };

    /// <summary>Table 4: importances by its random forest, %.</summary>
    public static readonly Dictionary<string, string> Importances = new(StringComparer.OrdinalIgnoreCase)
    {
        ["size"] = "35.2",
        ["charge"] = "25.8",
        ["EE"] = "20.5",
        ["release_time"] = "18.5",
    };

    /// <summary>Table 3.</summary>
    public const string Clusters = "Published centers (size, charge, EE): (110, 20, 82), (130, 28, 88), (125, 26, 87); the second and third overlap.";

    /// <summary>Table 5.</summary>
    public const string Anova = "Published: efficacy A 90 +/- 3, B 85 +/- 4, C 88 +/- 3.5, p 0.045. From these figures 7 of each give p 0.0494 and 8 of each p 0.0318; no equal count gives 0.045.";

    /// <summary>Table 7.</summary>
    public const string Validation = "Published, of other quantities: efficacy 93.5 +/- 2.5 % (90 to 96), targeting 92.2 +/- 2.0 % (90 to 94), patient response 94.8 +/- 1.8 % (92 to 96).";

    /// <summary>The order of table 2, which we report and do not force.</summary>
    public const string Order = "Published order of accuracy: neural network, gradient boosting, reinforcement learning, random forest, support vectors.";
}
