using ILGPU;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Device;

/// <summary>A table and whole numbers made of it: the one argument of the kernels that prepare a reduction.</summary>
/// <param name="table">Numbers.</param>
/// <param name="terms">Receives one whole number for each.</param>
/// <param name="unit">What makes a share of each number: a power of two by which the largest magnitude becomes less than one.</param>
/// <param name="resolution">Steps of the square of a share: a power of two.</param>
readonly struct NormTables<T>(ArrayView<T> table, ArrayView<long> terms, double unit, double resolution)
    where T : unmanaged, IReal<T>
{
    public readonly ArrayView<T> Table = table;
    public readonly ArrayView<long> Terms = terms;
    public readonly double Unit = unit, Resolution = resolution;
}

/// <summary>
/// Turns numbers into whole ones whose maximum or sum is what is sought. In double precision, which even a GPU that has little of
/// it computes faster than it reads the table.
/// </summary>
static class NormKernels<T>
    where T : unmanaged, IReal<T>
{
    /// <summary>The bits of the magnitude as a double: they are ordered as magnitudes are, and NaN comes after infinity.</summary>
    public static void Magnitudes(Index1D at, NormTables<T> tables)
    {
        T number = tables.Table[at];
        tables.Terms[at] = (long)Interop.FloatAsInt(T.Get(ref number, 0)) & long.MaxValue;
    }

    /// <summary>The square in steps of the resolution, rounded down.</summary>
    public static void Squares(Index1D at, NormTables<T> tables) => tables.Terms[at] = (long)Square(at, tables);

    /// <summary>What rounding down left of the square, in steps of the resolution of the resolution.</summary>
    public static void Remainders(Index1D at, NormTables<T> tables)
    {
        double square = Square(at, tables);
        tables.Terms[at] = (long)((square - (long)square) * tables.Resolution);
    }

    static double Square(int at, NormTables<T> tables)
    {
        T number = tables.Table[at];
        double share = T.Get(ref number, 0) * tables.Unit;
        return share * share * tables.Resolution;
    }
}
