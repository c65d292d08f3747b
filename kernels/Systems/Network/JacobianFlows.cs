using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels.Systems.Network;

/// <summary>
/// Takes the derivatives of flows by the amounts of three colors from the matrix diagonal I - J, following the plan's list for
/// this pass. Flows named as first order are taken in the first pass, by their coefficients.
/// </summary>
struct JacobianFlows<TWorkspace, TGrid, T, TSlot>(NodeRows<TWorkspace, T, TSlot> rows, MatrixCells<TWorkspace, T> matrix, TGrid grid,
    int pass) : IFlows<Dual3<T>, T>
    where TWorkspace : struct, IWorkspace<T>
    where TSlot : struct, INodeSlot
    where TGrid : struct, IGrid<T>
    where T : unmanaged, IReal<T>
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    readonly NodeRows<TWorkspace, T, TSlot> rows = rows;
    readonly MatrixCells<TWorkspace, T> matrix = matrix;
    readonly TGrid grid = grid;
    readonly int firstColor = Dual3<T>.Directions * pass, colors = grid.Plan(NetworkPlan.Colors);
    int next = grid.Plan(grid.Plan(NetworkPlan.JacobianLists) + pass);

    public readonly Dual3<T> this[int node]
    {
        [MethodImpl(Inline)]
        get
        {
            NodeRows<TWorkspace, T, TSlot> r = rows;
            return Dual3<T>.Seed(r[node, 0], grid.Plan(colors + node) - firstColor);
        }
    }

    [MethodImpl(Inline)]
    public readonly Dual3<T> Input(int input)
    {
        NodeRows<TWorkspace, T, TSlot> r = rows;
        return Dual3<T>.Lift(r[input, TSlot.TimeInputs]);
    }

    [MethodImpl(Inline)]
    public void Transfer(int from, int to, T k)
    {
        if (firstColor > 0)
            return;
        Leave(k);
        Enter(k);
    }

    [MethodImpl(Inline)]
    public void Exchange(int one, int other, T forth, T back)
    {
        Transfer(one, other, forth);
        Transfer(other, one, back);
    }

    [MethodImpl(Inline)]
    public void VariableTransfer(int from, int to, Dual3<T> k) => Transfer(from, to, k.V);

    [MethodImpl(Inline)]
    public void Eliminate(int from, T k)
    {
        if (firstColor == 0)
            Leave(k);
    }

    [MethodImpl(Inline)]
    public void Produce(int by, int node, T k)
    {
        if (firstColor == 0)
            Enter(k);
    }

    [MethodImpl(Inline)]
    public void Flow(int from, int to, Dual3<T> rate)
    {
        Leave(rate.A);
        Enter(rate.A);
        Leave(rate.B);
        Enter(rate.B);
        Leave(rate.C);
        Enter(rate.C);
    }

    [MethodImpl(Inline)]
    public void Change(int node, Dual3<T> rate)
    {
        Enter(rate.A);
        Enter(rate.B);
        Enter(rate.C);
    }

    [MethodImpl(Inline)]
    void Leave(T derivative)
    {
        MatrixCells<TWorkspace, T> m = matrix;
        m[grid.Plan(next++)] += derivative;
    }

    [MethodImpl(Inline)]
    void Enter(T derivative)
    {
        MatrixCells<TWorkspace, T> m = matrix;
        m[grid.Plan(next++)] -= derivative;
    }
}
