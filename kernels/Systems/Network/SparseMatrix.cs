using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels.Systems.Network;

/// <summary>
/// A sparse matrix in cells and its factors L U in the plan's order, without exchange of rows, as kinetic solvers do (Sandu et al.
/// 1997): all lanes share one order of elimination, and what exchanges amounts is diagonally dominant.
/// </summary>
static class SparseMatrix<TWorkspace, TGrid, T>
    where TWorkspace : struct, IWorkspace<T>
    where TGrid : struct, IGrid<T>
    where T : unmanaged, IReal<T>
{
    /// <summary>Below the diagonal the factors L, on it the inverse pivots, above it U.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Factorize(MatrixCells<TWorkspace, T> m, TGrid grid, int count)
    {
        if (!grid.Factorize())
            FactorizeByLists(m, grid, count);
    }

    static void FactorizeByLists(MatrixCells<TWorkspace, T> m, TGrid grid, int count)
    {
        int at = grid.Plan(NetworkPlan.Elimination);
        for (int step = 0; step < count; step++)
        {
            int pivot = grid.Plan(at), below = grid.Plan(at + 1), right = grid.Plan(at + 2), sources = at + 3;
            T inverse = T.Inverse(m[pivot]);
            m[pivot] = inverse;
            at = sources + right;
            for (int row = 0; row < below; row++)
            {
                int entry = grid.Plan(at++);
                T factor = m[entry] * inverse;
                m[entry] = factor;
                for (int k = 0; k < right; k++)
                {
                    int target = grid.Plan(at++);
                    m[target] = T.Fma(-factor, m[grid.Plan(sources + k)], m[target]);
                }
            }
        }
    }

    /// <summary>Adds rates and <paramref name="carry"/> to a field of the nodes' workspace slots, and solves for it by forward elimination
    /// and back substitution.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Solve<TSlot>(MatrixCells<TWorkspace, T> m, TGrid grid, int count, NodeRows<TWorkspace, T, TSlot> x, int carry,
        int field)
        where TSlot : struct, INodeSlot
    {
        if (!grid.Solve(TSlot.Rates, carry, field))
            SolveByLists(m, grid, count, x, carry, field);
    }

    static void SolveByLists<TSlot>(MatrixCells<TWorkspace, T> m, TGrid grid, int count, NodeRows<TWorkspace, T, TSlot> x, int carry,
        int field)
        where TSlot : struct, INodeSlot
    {
        for (int node = 0; node < count; node++)
            x[node, field] = x[node, TSlot.Rates] + x[node, carry];
        int at = grid.Plan(NetworkPlan.Forward);
        for (int step = 0; step < count; step++)
            at = Subtract(m, grid, x, field, at, x[grid.Plan(at), field]);
        at = grid.Plan(NetworkPlan.Backward);
        for (int step = 0; step < count; step++)
        {
            T solved = x[grid.Plan(at + 1), field] * m[grid.Plan(at)];
            x[grid.Plan(at + 1), field] = solved;
            at = Subtract(m, grid, x, field, at + 1, solved);
        }
    }

    /// <summary>Takes one column, times the value found for it, from the rows that have an entry there.</summary>
    static int Subtract<TSlot>(MatrixCells<TWorkspace, T> m, TGrid grid, NodeRows<TWorkspace, T, TSlot> x, int field, int at, T value)
        where TSlot : struct, INodeSlot
    {
        int end = at + 2 + 2 * grid.Plan(at + 1);
        for (at += 2; at < end; at += 2)
        {
            int row = grid.Plan(at);
            x[row, field] = T.Fma(-value, m[grid.Plan(at + 1)], x[row, field]);
        }

        return end;
    }
}
