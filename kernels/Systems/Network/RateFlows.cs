using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Systems.Network;

/// <summary>Adds flows to the rates of change: f(t, y) of the stage value in the nodes' workspace slots.</summary>
readonly struct RateFlows<TWorkspace, T, TSlot>(NodeRows<TWorkspace, T, TSlot> rows) : IFlows<T, T>
    where TWorkspace : struct, IWorkspace<T>
    where T : unmanaged, IReal<T>
    where TSlot : struct, INodeSlot
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    readonly NodeRows<TWorkspace, T, TSlot> rows = rows;

    public T this[int node]
    {
        [MethodImpl(Inline)]
        get
        {
            NodeRows<TWorkspace, T, TSlot> r = rows;
            return r[node, TSlot.StageValue];
        }
    }

    [MethodImpl(Inline)]
    public T Input(int input)
    {
        NodeRows<TWorkspace, T, TSlot> r = rows;
        return r[input, TSlot.TimeInputs];
    }

    [MethodImpl(Inline)]
    public void Transfer(int from, int to, T k) => Flow(from, to, k * this[from]);

    [MethodImpl(Inline)]
    public void Exchange(int one, int other, T forth, T back) => Flow(one, other, forth * this[one] - back * this[other]);

    [MethodImpl(Inline)]
    public void VariableTransfer(int from, int to, T k) => Flow(from, to, k * this[from]);

    [MethodImpl(Inline)]
    public void Eliminate(int from, T k)
    {
        NodeRows<TWorkspace, T, TSlot> r = rows;
        r[from, TSlot.Rates] -= k * r[from, TSlot.StageValue];
    }

    [MethodImpl(Inline)]
    public void Produce(int by, int node, T k) => Change(node, k * this[by]);

    [MethodImpl(Inline)]
    public void Flow(int from, int to, T rate)
    {
        NodeRows<TWorkspace, T, TSlot> r = rows;
        r[from, TSlot.Rates] -= rate;
        r[to, TSlot.Rates] += rate;
    }

    [MethodImpl(Inline)]
    public void Change(int node, T rate)
    {
        NodeRows<TWorkspace, T, TSlot> r = rows;
        r[node, TSlot.Rates] += rate;
    }
}

/// <summary>Adds derivatives of flows by the time, which inputs alone carry, to a field of the nodes' workspace slots; an input's
/// lies right behind it.</summary>
readonly struct TimeFlows<TWorkspace, T, TSlot>(NodeRows<TWorkspace, T, TSlot> rows, int to) : IFlows<Dual<T>, T>
    where TWorkspace : struct, IWorkspace<T>
    where T : unmanaged, IReal<T>
    where TSlot : struct, INodeSlot
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    readonly NodeRows<TWorkspace, T, TSlot> rows = rows;
    readonly int rates = to;

    public Dual<T> this[int node]
    {
        [MethodImpl(Inline)]
        get
        {
            NodeRows<TWorkspace, T, TSlot> r = rows;
            return Dual<T>.Lift(r[node, 0]);
        }
    }

    [MethodImpl(Inline)]
    public Dual<T> Input(int input)
    {
        NodeRows<TWorkspace, T, TSlot> r = rows;
        return new(r[input, TSlot.TimeInputs], r[input, TSlot.TimeInputs + 1]);
    }

    public void Transfer(int from, int to, T k)
    {
        // The same at all times.
    }

    public void Exchange(int one, int other, T forth, T back)
    {
        // The same at all times.
    }

    [MethodImpl(Inline)]
    public void VariableTransfer(int from, int to, Dual<T> k)
    {
        NodeRows<TWorkspace, T, TSlot> r = rows;
        Add(from, to, k.D * r[from, 0]);
    }

    public void Eliminate(int from, T k)
    {
        // The same at all times.
    }

    public void Produce(int by, int node, T k)
    {
        // The same at all times.
    }

    [MethodImpl(Inline)]
    public void Flow(int from, int to, Dual<T> rate) => Add(from, to, rate.D);

    [MethodImpl(Inline)]
    public void Change(int node, Dual<T> rate)
    {
        NodeRows<TWorkspace, T, TSlot> r = rows;
        r[node, rates] += rate.D;
    }

    [MethodImpl(Inline)]
    void Add(int from, int to, T derivative)
    {
        NodeRows<TWorkspace, T, TSlot> r = rows;
        r[from, rates] -= derivative;
        r[to, rates] += derivative;
    }
}
