using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Systems.Network;

/// <summary>
/// Adds flows to the rates of change: f(t, y) of the amounts in one field of the nodes' workspace slots, into another. Inputs lie
/// in a field of the first nodes' workspace slots, their derivatives by the time in the next.
/// </summary>
readonly struct RateFlows<TWorkspace, T>(TWorkspace workspace, int from, int to, int inputs) : IFlows<T, T>
    where TWorkspace : struct, IWorkspace<T>
    where T : unmanaged, IReal<T>
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    readonly TWorkspace workspace = workspace;
    readonly int field = from, rates = to, inputs = inputs;

    public T this[int node]
    {
        [MethodImpl(Inline)]
        get
        {
            TWorkspace r = workspace;
            return r[node, field];
        }
    }

    [MethodImpl(Inline)]
    public T Input(int input)
    {
        TWorkspace r = workspace;
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
        TWorkspace r = workspace;
        r[from, rates] -= k * r[from, field];
    }

    [MethodImpl(Inline)]
    public void Produce(int by, int node, T k)
    {
        TWorkspace r = workspace;
        r[node, rates] += k * r[by, field];
    }

    [MethodImpl(Inline)]
    public void Flow(int from, int to, T rate)
    {
        TWorkspace r = workspace;
        r[from, rates] -= rate;
        r[to, rates] += rate;
    }

    [MethodImpl(Inline)]
    public void Change(int node, T rate)
    {
        TWorkspace r = workspace;
        r[node, rates] += rate;
    }
}

/// <summary>Adds derivatives of flows by the time, which inputs alone carry, to a field of the nodes' workspace slots.</summary>
readonly struct TimeFlows<TWorkspace, T>(TWorkspace workspace, int to, int inputs) : IFlows<Dual<T>, T>
    where TWorkspace : struct, IWorkspace<T>
    where T : unmanaged, IReal<T>
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    readonly TWorkspace workspace = workspace;
    readonly int rates = to, inputs = inputs;

    public Dual<T> this[int node]
    {
        [MethodImpl(Inline)]
        get
        {
            TWorkspace r = workspace;
            return Dual<T>.Lift(r[node, 0]);
        }
    }

    [MethodImpl(Inline)]
    public Dual<T> Input(int input)
    {
        TWorkspace r = workspace;
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
        TWorkspace r = workspace;
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
        TWorkspace r = workspace;
        r[node, rates] += rate.D;
    }

    [MethodImpl(Inline)]
    void Add(int from, int to, T derivative)
    {
        TWorkspace r = workspace;
        r[from, rates] -= derivative;
        r[to, rates] += derivative;
    }
}
