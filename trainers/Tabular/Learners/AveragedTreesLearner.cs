namespace SurrogateEngine.Trainers.Tabular;

/// <summary>The mean of a random forest and of boosted trees, whose errors differ; of a class both learn the share, as a regression of 0
/// and
/// 1. One sum of trees, to be explained as exactly as either.</summary>
public sealed class AveragedTreesLearner : EncodedLearner<TreeEnsemble>
{
    /// <inheritdoc/>
    public override string Name => "averaged-trees";

    /// <inheritdoc/>
    public override int Rank => 32;

    /// <inheritdoc/>
    public override string Title => "forest and boosting averaged";

    /// <inheritdoc/>
    protected override bool Scales => false;

    /// <inheritdoc/>
    protected override TreeEnsemble FitOne(double[][] x, double[] y, bool isClass, ulong seed, CancellationToken cancellation) =>
        TreeEnsemble.Mean([new RandomForestLearner().Grow(x, y, seed, cancellation), new LightGbmLearner().Grow(x, y, seed,
            cancellation)]);
}
