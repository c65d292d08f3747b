namespace SurrogateEngine.Trainers;

/// <summary>What to do with finished rows of a product while they are still in the first-level cache.</summary>
unsafe interface IEpilogue
{
    /// <summary>Rows <paramref name="row"/> and on, columns <paramref name="column"/> and on, hold their final sums.</summary>
    /// <param name="c">The first of these elements.</param>
    /// <param name="stride">From one row of C to the next.</param>
    /// <param name="row">First row.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="column">First column, a multiple of <see cref="GemmMicroKernel.Columns"/>.</param>
    /// <param name="columns">Columns.</param>
    void Finish(float* c, long stride, long row, int rows, long column, int columns);
}

/// <summary>Nothing.</summary>
readonly unsafe struct NoEpilogue : IEpilogue
{
    public void Finish(float* c, long stride, long row, int rows, long column, int columns)
    {
    }
}
