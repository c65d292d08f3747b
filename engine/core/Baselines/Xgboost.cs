using SurrogateEngine.Baselines.Trees;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Baselines;

/// <summary>How trees are grown; the names are XGBoost's.</summary>
public sealed record XgboostOptions
{
    /// <summary>Most rounds of boosting; fewer where validation curves stop getting better.</summary>
    public int Rounds { get; init; } = 1000;

    /// <summary>Share of a tree's correction that is taken (eta).</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>Questions from a tree's root to a leaf.</summary>
    public int MaxDepth { get; init; } = 10;

    /// <summary>Places at which a feature may be split (max_bin).</summary>
    public int Bins { get; init; } = 256;

    /// <summary>Smallest weight of a leaf (min_child_weight).</summary>
    public double MinChildWeight { get; init; } = 20;

    /// <summary>Share of the rows a tree sees.</summary>
    public double Subsample { get; init; } = 0.8;

    /// <summary>Share of the features a tree sees.</summary>
    public double ColumnShare { get; init; } = 1;

    /// <summary>Threads. On a machine with other work more than one can be many times slower.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Learn log(-log(1 - q)) of fractions instead of q.</summary>
    public bool Cloglog { get; init; }
}

/// <summary>
/// Gradient-boosted trees by XGBoost (Chen and Guestrin, KDD 2016), with time as one more feature: a row for each time of each
/// curve. Needs libxgboost.
/// </summary>
public sealed class Xgboost(XgboostOptions? options = null) : IBaseline
{
    /// <inheritdoc/>
    public string Name => "xgboost";

    /// <summary>Whether libxgboost is installed.</summary>
    public static bool IsInstalled => XgboostLibrary.IsHere;

    /// <inheritdoc/>
    public IFittedBaseline Fit(CurveSet set) => new BoostedFit(set, options ?? new(), XgboostLibrary.Require()).Run();
}
