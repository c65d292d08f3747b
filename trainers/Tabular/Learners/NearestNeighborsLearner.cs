using System.Numerics.Tensors;

namespace SurrogateEngine.Trainers.Tabular;

/// <summary>The mean of the nearest rows, weighted by one over their distance in standardized inputs.</summary>
public sealed class NearestNeighborsLearner : EncodedLearner<NearestNeighborsPredictor>
{
    /// <inheritdoc/>
    public override string Name => "neighbors";

    /// <inheritdoc/>
    public override int Rank => 20;

    /// <inheritdoc/>
    public override string Title => "k nearest neighbors";

    /// <inheritdoc/>
    public override IReadOnlyList<TabularSetting> Settings => [new("k", 7, 1, 40, Logarithmic: true, Whole: true)];

    /// <inheritdoc/>
    protected override NearestNeighborsPredictor FitOne(double[][] x, double[] y, bool isClass, ulong seed,
        CancellationToken cancellation) => new(x, y, Math.Min((int)Setting("k"), y.Length));
}

/// <summary>Rows that were learned and how many of the nearest are asked.</summary>
public sealed record NearestNeighborsPredictor(double[][] Rows, double[] Values, int K) : IRowPredictor
{
    /// <summary>Added to distances, so that an equal row weighs much and not infinitely.</summary>
    const double Softening = 1e-3;

    /// <inheritdoc/>
    public double Predict(ReadOnlySpan<double> x)
    {
        double[] distances = new double[Rows.Length];
        int[] order = new int[Rows.Length];
        for (int i = 0; i < order.Length; i++)
            (distances[i], order[i]) = (TensorPrimitives.Distance<double>(x, Rows[i]), i);
        Array.Sort(distances, order);
        double sum = 0, weights = 0;
        for (int i = 0; i < K; i++)
        {
            double weight = 1 / (distances[i] + Softening);
            (sum, weights) = (sum + weight * Values[order[i]], weights + weight);
        }

        return sum / weights;
    }
}
