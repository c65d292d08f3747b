using SurrogateEngine.Fitting;
using SurrogateEngine.Fitting.Empirical;
using SurrogateEngine.Kernels;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Report;

/// <summary>Everything a report shows. What is null or empty gets no section.</summary>
public sealed record ReportModel
{
    /// <summary>Headline, e.g. <c>plga-sphere</c>.</summary>
    public required string Title { get; init; }

    /// <summary>One line below it.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>Small line at the foot: software, machine, date.</summary>
    public string Made { get; init; } = "";

    /// <summary>The few numbers to see first.</summary>
    public IReadOnlyList<SummaryCard> Cards { get; init; } = [];

    /// <summary>The chain from scenario to surrogate, each step with its hash.</summary>
    public IReadOnlyList<ProvenanceStep> Provenance { get; init; } = [];

    /// <summary>Parameters with the ranges that were simulated.</summary>
    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>What else the scenario and the training plan say.</summary>
    public IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>How the surrogate does on curves it has not seen.</summary>
    public TestSetReport? TestSetReport { get; init; }

    /// <summary>How the training went.</summary>
    public LearningCurve? Learning { get; init; }

    /// <summary>Measured profiles and what explains them.</summary>
    public IReadOnlyList<FitResult> Fits { get; init; } = [];

    /// <summary>Models fitted to several profiles at once.</summary>
    public IReadOnlyList<JointFitResult> Joint { get; init; } = [];

    /// <summary>Pairs of measured profiles that were compared.</summary>
    public IReadOnlyList<CompareResult> Comparisons { get; init; } = [];

    /// <summary>Profiles whose rest was forecast.</summary>
    public IReadOnlyList<ForecastResult> Forecasts { get; init; } = [];

    /// <summary>Measured profiles and the empirical models fitted to them.</summary>
    public IReadOnlyList<EmpiricalComparison> Empirical { get; init; } = [];

    /// <summary>Searches for formulations.</summary>
    public IReadOnlyList<DesignSummary> Designs { get; init; } = [];

    /// <summary>Tables of formulations summed up in seven tables.</summary>
    public IReadOnlyList<TableStudyReport> Studies { get; init; } = [];

    /// <summary>Models that were explained.</summary>
    public IReadOnlyList<ExplainResult> Explanations { get; init; } = [];

    /// <summary>How the simulated trajectories ended.</summary>
    public IReadOnlyList<OutcomeCount> Outcomes { get; init; } = [];

    /// <summary>Shell commands that make the same again.</summary>
    public IReadOnlyList<string> Commands { get; init; } = [];
}

/// <summary>One of the numbers to see first.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">The number with its unit.</param>
/// <param name="Note">What it means or what it should be.</param>
/// <param name="Verdict">True good, false bad, null neither.</param>
public sealed record SummaryCard(string Label, string Value, string Note = "", bool? Verdict = null);

/// <summary>One thing on disk and where it comes from.</summary>
/// <param name="What">Scenario, data set, plan, surrogate, profile.</param>
/// <param name="Name">Its file or name.</param>
/// <param name="Hash">SHA-256, hexadecimal; empty where there is none.</param>
/// <param name="Note">A few words.</param>
public sealed record ProvenanceStep(string What, string Name, string Hash, string Note = "")
{
    /// <summary>True for what goes in beside the chain, such as a plan or a measured profile: it was not made from the step
    /// before.</summary>
    public bool IsInput { get; init; }
}

/// <summary>A setting and its value.</summary>
public sealed record Fact(string Label, string Value);

/// <summary>How many trajectories ended in one way.</summary>
public sealed record OutcomeCount(Outcome Outcome, long Count);
