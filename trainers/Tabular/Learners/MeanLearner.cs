namespace SurrogateEngine.Trainers.Tabular;

/// <summary>The mean of the outcome, or the share of each class, whatever the row: what every other learner has to beat.</summary>
public sealed class MeanLearner : EncodedLearner<ConstantPredictor>
{
    /// <inheritdoc/>
    public override string Name => "mean";

    /// <inheritdoc/>
    public override int Rank => 0;

    /// <inheritdoc/>
    public override string Title => "mean predictor";

    /// <inheritdoc/>
    protected override bool Scales => false;

    /// <inheritdoc/>
    protected override ConstantPredictor FitOne(double[][] x, double[] y, bool isClass, ulong seed, CancellationToken cancellation) =>
        new(y.Average());
}

/// <summary>One number for every row.</summary>
public sealed record ConstantPredictor(double Value) : IRowPredictor
{
    /// <inheritdoc/>
    public double Predict(ReadOnlySpan<double> x) => Value;
}
