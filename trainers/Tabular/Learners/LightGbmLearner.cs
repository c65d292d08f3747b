using Microsoft.ML;
using Microsoft.ML.Trainers.LightGbm;

namespace SurrogateEngine.Trainers.Tabular;

/// <summary>Gradient boosting by LightGBM (Ke et al., NeurIPS 2017): trees one after the other, each on what those before it left
/// over.</summary>
public sealed class LightGbmLearner : EncodedLearner<TreeEnsemble>
{
    /// <inheritdoc/>
    public override string Name => "lightgbm";

    /// <inheritdoc/>
    public override int Rank => 31;

    /// <inheritdoc/>
    public override string Title => "gradient boosting (LightGBM)";

    /// <inheritdoc/>
    public override IReadOnlyList<TabularSetting> Settings =>
    [
        new("trees", 200, 30, 600, Logarithmic: true, Whole: true), new("rate", 0.05, 0.01, 0.3, Logarithmic: true),
        new("leaves", 31, 4, 128, Logarithmic: true, Whole: true), new("leaf", 5, 1, 40, Logarithmic: true, Whole: true),
        new("inputs", 0.7, 0.3, 1), new("rows", 0.8, 0.5, 1), new("l2", 1, 1e-3, 10, Logarithmic: true),
    ];

    /// <inheritdoc/>
    protected override bool Scales => false;

    /// <summary>Trees for a number, for learners that put them together with others.</summary>
    internal TreeEnsemble Grow(double[][] x, double[] y, ulong seed, CancellationToken cancellation) => FitOne(x, y, false, seed,
        cancellation);

    /// <inheritdoc/>
    protected override TreeEnsemble FitOne(double[][] x, double[] y, bool isClass, ulong seed, CancellationToken cancellation)
    {
        var context = new MLContext((int)(seed % int.MaxValue));
        if (isClass)
        {
            var options = Usual(new LightGbmBinaryTrainer.Options { Sigmoid = 1 }, x, seed);
            var grown = context.BinaryClassification.Trainers.LightGbm(options).Fit(GrownTrees.Classes(context, x, y));
            return GrownTrees.Read(grown.Model.SubModel.TrainedTreeEnsemble, x, TreeLink.Logistic);
        }

        // Around their mean, where the first tree starts.
        double mean = y.Average();
        double[] centered = [.. y.Select(value => value - mean)];
        var regression = context.Regression.Trainers.LightGbm(Usual(new LightGbmRegressionTrainer.Options(), x, seed))
            .Fit(GrownTrees.Numbers(context, x, centered));
        TreeEnsemble trees = GrownTrees.Read(regression.Model.TrainedTreeEnsemble, x, TreeLink.Identity);
        return trees with { Bias = trees.Bias + mean };
    }

    T Usual<T>(T options, double[][] x, ulong seed) where T : class
    {
        var booster = new GradientBooster.Options
        {
            // Of two or three inputs a share would leave one, and no tree could learn how they act together.
            FeatureFraction = Math.Max(Setting("inputs"), Math.Min(1, 3.0 / x[0].Length)),
            SubsampleFraction = Setting("rows"),
            SubsampleFrequency = 1,
            L2Regularization = Setting("l2"),
        };
        int leaf = Math.Max(1, Math.Min((int)Setting("leaf"), x.Length / 4)), seed32 = (int)(seed % int.MaxValue);
        switch (options)
        {
            case LightGbmBinaryTrainer.Options binary:
                (binary.NumberOfIterations, binary.LearningRate, binary.NumberOfLeaves, binary.MinimumExampleCountPerLeaf) =
                    ((int)Setting("trees"), Setting("rate"), (int)Setting("leaves"), leaf);
                (binary.Booster, binary.Seed, binary.NumberOfThreads, binary.Deterministic, binary.UseCategoricalSplit) =
                    (booster, seed32, 1, true, false);
                break;
            case LightGbmRegressionTrainer.Options numbers:
                (numbers.NumberOfIterations, numbers.LearningRate, numbers.NumberOfLeaves, numbers.MinimumExampleCountPerLeaf) =
                    ((int)Setting("trees"), Setting("rate"), (int)Setting("leaves"), leaf);
                (numbers.Booster, numbers.Seed, numbers.NumberOfThreads, numbers.Deterministic, numbers.UseCategoricalSplit) =
                    (booster, seed32, 1, true, false);
                break;
        }

        return options;
    }
}
