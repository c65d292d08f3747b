using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;

namespace SurrogateEngine.Trainers.Tabular;

/// <summary>
/// A random forest (Breiman, Mach. Learn. 45, 2001) of ML.NET: the mean of trees, each grown on rows drawn for it and asking at each node
/// for the best of inputs drawn for that node. Of a class it learns the share, as a regression of 0 and 1 (Malley et al., Methods Inf. Med.
/// 51, 2012).
/// </summary>
public sealed class RandomForestLearner : EncodedLearner<TreeEnsemble>
{
    /// <inheritdoc/>
    public override string Name => "random-forest";

    /// <inheritdoc/>
    public override int Rank => 30;

    /// <inheritdoc/>
    public override string Title => "random forest";

    /// <inheritdoc/>
    public override IReadOnlyList<TabularSetting> Settings =>
    [
        new("trees", 200, 50, 500, Logarithmic: true, Whole: true), new("leaf", 3, 1, 20, Logarithmic: true, Whole: true),
        new("inputs", 0.4, 0.1, 1),
    ];

    /// <inheritdoc/>
    protected override bool Scales => false;

    /// <summary>Trees for a number, for learners that put them together with others.</summary>
    internal TreeEnsemble Grow(double[][] x, double[] y, ulong seed, CancellationToken cancellation) => FitOne(x, y, false, seed,
        cancellation);

    /// <inheritdoc/>
    protected override TreeEnsemble FitOne(double[][] x, double[] y, bool isClass, ulong seed, CancellationToken cancellation)
    {
        int leaf = Math.Max(1, Math.Min((int)Setting("leaf"), y.Length / 2));
        var context = new MLContext((int)(seed % int.MaxValue));
        var trainer = context.Regression.Trainers.FastForest(new FastForestRegressionTrainer.Options
        {
            NumberOfTrees = (int)Setting("trees"),
            NumberOfLeaves = Math.Max(2, Math.Min(1024, y.Length / leaf)),
            MinimumExampleCountPerLeaf = leaf,
            FeatureFractionPerSplit = Setting("inputs"),
            FeatureFraction = 1,
            Seed = (int)(seed % int.MaxValue),
            FeatureSelectionSeed = (int)((seed >> 31) % int.MaxValue),
            NumberOfThreads = 1,
            NumberOfQuantileSamples = 1,
        });
        var forest = trainer.Fit(GrownTrees.Numbers(context, x, y)).Model.TrainedTreeEnsemble;
        return GrownTrees.Read(forest, x, TreeLink.Identity, 1.0 / forest.Trees.Count);
    }
}
