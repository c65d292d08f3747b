namespace SurrogateEngine.Trainers;

/// <summary>Where the rows of a batch lie: picked out of tables, so that nothing has to be gathered but the inputs.</summary>
/// <param name="inputs">Scaled parameters, shape [any, parameters].</param>
/// <param name="rootWeights">Square root of each point's weight in the loss, shape [any, points].</param>
/// <param name="targets">What the network should give times <paramref name="rootWeights"/>, same shape.</param>
/// <param name="places">Row of the tables for each row of the batch; null takes the first rows in their order.</param>
/// <param name="count">Rows of the batch, of all members.</param>
readonly unsafe struct FusedBatch(float* inputs, float* rootWeights, float* targets, long* places, int count)
{
    public readonly float* Inputs = inputs, RootWeights = rootWeights, Targets = targets;
    public readonly long* Places = places;
    public readonly int Count = count;

    /// <summary>Row of the tables.</summary>
    public long Place(long row) => Places == null ? row : Places[row];

    /// <summary>Copies the scaled parameters of a run of rows to one place.</summary>
    /// <param name="first">The first row of the batch.</param>
    /// <param name="rows">How many.</param>
    /// <param name="inputs">Scaled parameters of a row.</param>
    /// <param name="to">Receives shape [rows, inputs].</param>
    public void Gather(long first, int rows, int inputs, float* to)
    {
        for (int row = 0; row < rows; row++, to += inputs)
            new ReadOnlySpan<float>(Inputs + Place(first + row) * inputs, inputs).CopyTo(new(to, inputs));
    }

    /// <summary>The rows of a batch that lies in tensors of the host.</summary>
    public static FusedBatch Of(in Batch batch) =>
        new(batch.Inputs.Pointer(), batch.RootWeights.Pointer(), batch.Targets.Pointer(), null, (int)batch.Inputs.shape[0]);
}
