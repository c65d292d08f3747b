namespace SurrogateEngine.Trainers.Tabular;

/// <summary>Linear or logistic regression with a penalty on the squares of the weights.</summary>
public sealed class RidgeLearner : EncodedLearner<LinearPredictor>
{
    /// <inheritdoc/>
    public override string Name => "ridge";

    /// <inheritdoc/>
    public override int Rank => 10;

    /// <inheritdoc/>
    public override string Title => "linear, ridge";

    /// <inheritdoc/>
    public override IReadOnlyList<TabularSetting> Settings => [new("penalty", 0.1, 1e-4, 10, Logarithmic: true)];

    /// <inheritdoc/>
    protected override LinearPredictor FitOne(double[][] x, double[] y, bool isClass, ulong seed, CancellationToken cancellation) =>
        isClass ? ElasticNet.Logistic(x, y, 0.1 * Setting("penalty"), 0, cancellation)
        : ElasticNet.Linear(x, y, Setting("penalty"), 0, cancellation);
}
