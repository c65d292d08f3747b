using System.Numerics;

namespace SurrogateEngine.Kernels.Systems.Network;

/// <summary>
/// Symbolic factorization of a square sparse matrix of up to 64 rows, a row a set of bits: the order of elimination, and the
/// entries that L and U have in it. Pivots stay on the diagonal, so that all lanes share the order; each is the one that
/// could fill in least: (entries right of it) x (entries below it), H. M. Markowitz, Management Sci. 3 (1957) 255.
/// </summary>
sealed class SparseOrder
{
    SparseOrder(int[] pivots, ulong[] workspace)
    {
        Pivots = pivots;
        Rows = workspace;
    }

    /// <summary>Rows in the order of elimination.</summary>
    public int[] Pivots { get; }

    /// <summary>Entries of each row of L + U, filled in.</summary>
    public ulong[] Rows { get; }

    /// <summary>Entries of L + U.</summary>
    public int Count => Rows.Sum(BitOperations.PopCount);

    /// <summary>Chooses the order of a matrix whose row i has the entries of bits <c>workspace[i]</c>; the diagonal is always
    /// there.</summary>
    public static SparseOrder Of(IReadOnlyList<ulong> workspace)
    {
        int n = workspace.Count;
        ulong[] filled = [.. workspace.Select((row, i) => row | 1ul << i)];
        var pivots = new int[n];
        ulong open = n == 64 ? ulong.MaxValue : (1ul << n) - 1;
        for (int step = 0; step < n; step++)
        {
            int pivot = Cheapest(filled, open);
            pivots[step] = pivot;
            open &= ~(1ul << pivot);
            foreach (int row in Bits(open))
            {
                if ((filled[row] >> pivot & 1) != 0)
                    filled[row] |= filled[pivot] & open;
            }
        }

        return new(pivots, filled);
    }

    /// <summary>Places of the bits that are set.</summary>
    public static IEnumerable<int> Bits(ulong bits)
    {
        for (; bits != 0; bits &= bits - 1)
            yield return BitOperations.TrailingZeroCount(bits);
    }

    static int Cheapest(ulong[] workspace, ulong open) => Bits(open).MinBy(pivot =>
    {
        int right = BitOperations.PopCount(workspace[pivot] & open) - 1;
        int below = Bits(open).Count(row => (workspace[row] >> pivot & 1) != 0) - 1;
        return right * below;
    });
}
