using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Residuals;

namespace SurrogateEngine.Kernels.Systems.Network;

/// <summary>Sums v . f: each flow times the cotangent of where it enters less that of where it leaves.</summary>
/// <param name="rows">Amounts and cotangents, see <see cref="PointFields"/>.</param>
/// <param name="model">The model, which inputs are asked of.</param>
/// <param name="time">The time.</param>
/// <param name="first">The first of three nodes that are variables.</param>
struct CotangentFlows<TModel, T, TRows>(TRows rows, TModel model, T time, int first) : IFlows<Duals<T>, Duals<T>>
    where TModel : unmanaged, INetworkModel<TModel, Duals<T>>
    where T : unmanaged, IReal<T>
    where TRows : struct, IRows<T>
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    readonly TRows rows = rows;
    readonly T time = time;
    readonly int first = first;
    TModel model = model;
    Duals<T> product = Duals<T>.Lift(T.Of(0));

    /// <summary>The sum so far, with three derivatives.</summary>
    public readonly Duals<T> Product => product;

    public readonly Duals<T> this[int node]
    {
        [MethodImpl(Inline)]
        get
        {
            TRows r = rows;
            return Duals<T>.Seed(r[node, PointFields.State], node - first);
        }
    }

    public Duals<T> Input(int input) => model.Input(input, Duals<T>.Lift(time));

    public void Transfer(int from, int to, Duals<T> k) => Flow(from, to, k * this[from]);

    public void Exchange(int one, int other, Duals<T> forth, Duals<T> back) => Flow(one, other, forth * this[one] - back * this[other]);

    public void VariableTransfer(int from, int to, Duals<T> k) => Flow(from, to, k * this[from]);

    public void Eliminate(int from, Duals<T> k) => Add(-Cotangent(from), k * this[from]);

    public void Produce(int by, int node, Duals<T> k) => Add(Cotangent(node), k * this[by]);

    public void Flow(int from, int to, Duals<T> rate) => Add(Cotangent(to) - Cotangent(from), rate);

    public void Change(int node, Duals<T> rate) => Add(Cotangent(node), rate);

    [MethodImpl(Inline)]
    readonly T Cotangent(int node)
    {
        TRows r = rows;
        return r[node, PointFields.Cotangent];
    }

    [MethodImpl(Inline)]
    void Add(T weight, Duals<T> rate) => product += weight * rate;
}
