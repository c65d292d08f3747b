using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Systems.Network;

/// <summary>
/// Adds flows to the rates of change: f(t, y) of the amounts in one field of the nodes' records, into another. Inputs lie
/// in a field of the first nodes' records, their derivatives by the time in the next.
/// </summary>
readonly struct RateFlows<TRows, T>(TRows rows, int from, int to, int inputs) : IFlows<T, T>
    where TRows : struct, IRows<T>
    where T : unmanaged, IReal<T>
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    readonly TRows rows = rows;
    readonly int field = from, rates = to, inputs = inputs;

    public T this[int node]
    {
        [MethodImpl(Inline)]
        get
        {
            TRows r = rows;
            return r[node, field];
        }
    }

    [MethodImpl(Inline)]
    public T Input(int input)
    {
        TRows r = rows;
        return r[input, inputs];
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
        TRows r = rows;
        r[from, rates] -= k * r[from, field];
    }

    [MethodImpl(Inline)]
    public void Produce(int by, int node, T k)
    {
        TRows r = rows;
        r[node, rates] += k * r[by, field];
    }

    [MethodImpl(Inline)]
    public void Flow(int from, int to, T rate)
    {
        TRows r = rows;
        r[from, rates] -= rate;
        r[to, rates] += rate;
    }

    [MethodImpl(Inline)]
    public void Change(int node, T rate)
    {
        TRows r = rows;
        r[node, rates] += rate;
    }
}

/// <summary>Adds derivatives of flows by the time, which inputs alone carry, to a field of the nodes' records.</summary>
readonly struct TimeFlows<TRows, T>(TRows rows, int to, int inputs) : IFlows<Dual<T>, T>
    where TRows : struct, IRows<T>
    where T : unmanaged, IReal<T>
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    readonly TRows rows = rows;
    readonly int rates = to, inputs = inputs;

    public Dual<T> this[int node]
    {
        [MethodImpl(Inline)]
        get
        {
            TRows r = rows;
            return Dual<T>.Lift(r[node, 0]);
        }
    }

    [MethodImpl(Inline)]
    public Dual<T> Input(int input)
    {
        TRows r = rows;
        return new(r[input, inputs], r[input, inputs + 1]);
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
        TRows r = rows;
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
        TRows r = rows;
        r[node, rates] += rate.D;
    }

    [MethodImpl(Inline)]
    void Add(int from, int to, T slope)
    {
        TRows r = rows;
        r[from, rates] -= slope;
        r[to, rates] += slope;
    }
}
