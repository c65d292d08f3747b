using System.Numerics;
using SurrogateEngine.Kernels.Systems.Network;

namespace SurrogateEngine.Tests.Kernels.Systems.Network;

/// <summary>Symbolic factorization.</summary>
public sealed class SparseOrderTests
{
    [Test]
    public void A_star_is_eliminated_from_its_tips_without_fill_in()
    {
        // Node 0 is coupled to all others both ways: taken first it would fill the matrix.
        ulong[] workspace = [.. Enumerable.Range(0, 64).Select(row => row == 0 ? ulong.MaxValue : 1ul)];
        var order = SparseOrder.Of(workspace);
        // The center counts as a tip once one other node is left.
        Array.IndexOf(order.Pivots, 0).ShouldBeGreaterThanOrEqualTo(62);
        order.Count.ShouldBe(64 + 2 * 63);
    }

    [Test]
    public void A_chain_keeps_its_three_diagonals()
    {
        ulong[] workspace =
            [.. Enumerable.Range(0, 40).Select(row => (row > 0 ? 1ul << (row - 1) : 0) | (row < 39 ? 1ul << (row + 1) : 0))];
        SparseOrder.Of(workspace).Count.ShouldBe(40 + 2 * 39);
    }

    [TestCase(7)]
    [TestCase(23)]
    [TestCase(64)]
    public void The_factors_of_any_matrix_fit_the_pattern_and_solve_it(int n)
    {
        var random = new Random(n);
        ulong[] workspace = [.. Enumerable.Range(0, n).Select(row => 1ul << row | Sparse(random, n))];
        var order = SparseOrder.Of(workspace);
        order.Pivots.Order().ShouldBe(Enumerable.Range(0, n));
        var matrix = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
                matrix[i, j] = (workspace[i] >> j & 1) != 0 ? i == j ? 2 * n : random.NextDouble() - 0.5 : 0;
        }

        Eliminate(matrix, order.Pivots);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                if (matrix[i, j] != 0)
                    (order.Rows[i] >> j & 1).ShouldBe(1ul, $"entry {i}, {j} of the factors is not in the pattern");
            }
        }

        order.Count.ShouldBe(order.Rows.Sum(BitOperations.PopCount));
    }

    static ulong Sparse(Random random, int n) => (1ul << random.Next(n)) | (1ul << random.Next(n));

    /// <summary>Dense elimination in an order, factors in place.</summary>
    static void Eliminate(double[,] a, int[] pivots)
    {
        for (int step = 0; step < pivots.Length; step++)
        {
            int pivot = pivots[step];
            foreach (int row in pivots[(step + 1)..])
            {
                a[row, pivot] /= a[pivot, pivot];
                foreach (int column in pivots[(step + 1)..])
                    a[row, column] -= a[row, pivot] * a[pivot, column];
            }
        }
    }
}
