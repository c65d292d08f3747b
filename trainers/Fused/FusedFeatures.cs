using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// Features of a batch's rows. They have no weights, so no gradient goes through them, and the tensor library computes them as it does when
/// it takes the whole step; next to the layers behind them that is little.
/// </summary>
sealed unsafe class FusedFeatures : IDisposable
{
    readonly Tensor rows;

    /// <summary>Memory for so many rows of scaled parameters.</summary>
    public FusedFeatures(int inputs, int count) => rows = zeros(count, inputs).DetachFromDisposeScope();

    /// <summary>Computes them.</summary>
    /// <param name="features">Of the member whose rows these are.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="first">The first row of the batch that is meant.</param>
    /// <param name="to">Receives shape [rows, <see cref="FeatureSet.Count"/>].</param>
    public void Run(FeatureSet features, in FusedBatch batch, long first, float* to)
    {
        int count = (int)rows.shape[0], inputs = (int)rows.shape[1];
        batch.Gather(first, count, inputs, rows.Pointer());
        using var scope = NewDisposeScope();
        using var off = no_grad();
        Tensor given = features.forward(rows);
        new ReadOnlySpan<float>(given.Pointer(), count * features.Count).CopyTo(new(to, count * features.Count));
    }

    public void Dispose() => rows.Dispose();
}
