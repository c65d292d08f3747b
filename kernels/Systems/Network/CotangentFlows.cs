using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Sensitivities;

namespace SurrogateEngine.Kernels.Systems.Network;

/// <summary>Sums v . f: each flow times the cotangent of where it enters less that of where it leaves.</summary>
/// <param name="workspace">Amounts and cotangents, see <see cref="PointFields"/>.</param>
/// <param name="model">The model, which inputs are asked of.</param>
/// <param name="time">The time.</param>
/// <param name="first">The first of three nodes that are variables.</param>
struct CotangentFlows<TModel, T, TWorkspace>(TWorkspace workspace, TModel model, T time, int first) : IFlows<Dual3<T>, Dual3<T>>
    where TModel : unmanaged, INetworkModel<TModel, Dual3<T>>
    where T : unmanaged, IReal<T>
    where TWorkspace : struct, IWorkspace<T>
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    readonly TWorkspace workspace = workspace;
    readonly T time = time;
    readonly int first = first;
    TModel model = model;
    Dual3<T> product = Dual3<T>.Lift(T.FromDouble(0));

    /// <summary>The sum so far, with three derivatives.</summary>
    public readonly Dual3<T> Product => product;

    public readonly Dual3<T> this[int node]
    {
        [MethodImpl(Inline)]
        get
        {
            TWorkspace r = workspace;
            return Dual3<T>.Seed(r[node, PointFields.State], node - first);
        }
    }

    public Dual3<T> Input(int input) => model.Input(input, Dual3<T>.Lift(time));

    public void Transfer(int from, int to, Dual3<T> k) => Flow(from, to, k * this[from]);

    public void Exchange(int one, int other, Dual3<T> forth, Dual3<T> back) => Flow(one, other, forth * this[one] - back * this[other]);

    public void VariableTransfer(int from, int to, Dual3<T> k) => Flow(from, to, k * this[from]);

    public void Eliminate(int from, Dual3<T> k) => Add(-Cotangent(from), k * this[from]);

    public void Produce(int by, int node, Dual3<T> k) => Add(Cotangent(node), k * this[by]);

    public void Flow(int from, int to, Dual3<T> rate) => Add(Cotangent(to) - Cotangent(from), rate);

    public void Change(int node, Dual3<T> rate) => Add(Cotangent(node), rate);

    [MethodImpl(Inline)]
    readonly T Cotangent(int node)
    {
        TWorkspace r = workspace;
        return r[node, PointFields.Cotangent];
    }

    [MethodImpl(Inline)]
    void Add(T weight, Dual3<T> rate) => product += weight * rate;
}
