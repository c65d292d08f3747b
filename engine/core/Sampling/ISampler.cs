namespace SurrogateEngine.Sampling;

/// <summary>
/// Points of the unit cube, one row a formulation. Counter-based: a row is computed from its number alone,
/// so any shard can be drawn on any machine, in any order, and a longer run begins with the rows of a shorter one
/// (Latin hypercube excepted: its strata are those of one fixed number of rows).
/// </summary>
public interface ISampler
{
    /// <summary>Coordinates of every point.</summary>
    int Dimensions { get; }

    /// <summary>Writes rows <paramref name="firstRow"/> to <paramref name="firstRow"/> + <paramref name="rows"/> - 1.</summary>
    /// <param name="firstRow">Number of the first row, from 0.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="unit">Receives shape [rows, Dimensions], row-major, every value in [0, 1).</param>
    void Fill(long firstRow, int rows, Span<double> unit);
}
