namespace TorchSharp.Embedded;

/// <summary>
/// The size of a recurrence and the way it goes. Rows of a batch never meet, so blocks of them walk along time by
/// themselves; the cut into blocks follows from the number of rows alone.
/// </summary>
/// <param name="Hidden">Width of the state.</param>
/// <param name="Backwards">From the last time to the first.</param>
internal readonly record struct GruShape(int Times, long Batch, int Hidden, bool Backwards)
{
    private const int BlockRows = 32;

    /// <summary>Blocks of at least so many rows: the last takes what is left over.</summary>
    internal int Parts => (int)Math.Max(1, Batch / BlockRows);

    internal int Gates => 3 * Hidden;

    /// <summary>The recurrence that gives states of shape [time, batch, hidden].</summary>
    internal static GruShape Of(TensorImpl states, bool backwards)
    {
        var sizes = states.Layout.Sizes;
        return new((int)sizes[0], sizes[1], (int)sizes[2], backwards);
    }

    internal (long First, int Count) Rows(int part)
    {
        var first = (long)part * BlockRows;
        return (first, (int)(part == Parts - 1 ? Batch - first : BlockRows));
    }

    /// <summary>Where a row of the batch stands after so many steps, among the rows of all times.</summary>
    internal long At(int step, long row) => (Backwards ? Times - 1 - step : step) * Batch + row;
}
