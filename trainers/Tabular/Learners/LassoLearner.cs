namespace SurrogateEngine.Trainers.Tabular;

/// <summary>Linear or logistic regression with a penalty on the absolute weights, most of which become 0.</summary>
public sealed class LassoLearner : EncodedLearner<LinearPredictor>
{
    /// <inheritdoc/>
    public override string Name => "lasso";

    /// <inheritdoc/>
    public override int Rank => 11;

    /// <inheritdoc/>
    public override string Title => "linear, lasso";

    /// <inheritdoc/>
    public override IReadOnlyList<TabularSetting> Settings => [new("penalty", 0.02, 1e-4, 0.5, Logarithmic: true)];

    /// <inheritdoc/>
    protected override LinearPredictor FitOne(double[][] x, double[] y, bool isClass, ulong seed, CancellationToken cancellation) =>
        isClass ? ElasticNet.Logistic(x, y, 0.5 * Setting("penalty"), 1, cancellation)
        : ElasticNet.Linear(x, y, Setting("penalty"), 1, cancellation);
}
