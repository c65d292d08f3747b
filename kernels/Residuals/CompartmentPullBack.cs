using SurrogateEngine.Kernels.Compartments;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Residuals;

/// <summary>
/// The pull-back of a compartment law. It has so few states that v . f is differentiated as it stands, three states or
/// parameters in each evaluation of f.
/// </summary>
readonly struct CompartmentPullBack<TLaw, T, TState, TRows, TGrid>(TRows rows) : IPullBack<CompartmentPullBack<TLaw, T, TState, TRows, TGrid>, T, TRows, TGrid>
    where TLaw : unmanaged, ICompartmentLaw<TLaw, Duals<T>, TState>
    where T : unmanaged, IReal<T>
    where TState : unmanaged, IState<TState, Duals<T>>
    where TRows : struct, IRows<T>
{
    readonly TRows rows = rows;

    public static CompartmentPullBack<TLaw, T, TState, TRows, TGrid> Create(TRows rows, TGrid grid) => new(rows);

    public void ToStates<TRow>(TRow parameters, T t) where TRow : struct, IRow<T>
    {
        TRows r = rows;
        for (int first = 0; first < TState.Count; first += Duals<T>.Directions)
        {
            Duals<T> product = Product(parameters, t, first, SeededRow<TRow, T>.None);
            r[first, PointFields.Gradient] = product.A;
            if (first + 1 < TState.Count)
                r[first + 1, PointFields.Gradient] = product.B;
            if (first + 2 < TState.Count)
                r[first + 2, PointFields.Gradient] = product.C;
        }
    }

    public Few<T> ToParameters<TRow>(TRow parameters, T t, int first) where TRow : struct, IRow<T>
    {
        Duals<T> product = Product(parameters, t, SeededRow<TRow, T>.None, first);
        return new(product.A, product.B, product.C);
    }

    /// <summary>v . f with three variables.</summary>
    Duals<T> Product<TRow>(TRow parameters, T t, int firstState, int firstParameter) where TRow : struct, IRow<T>
    {
        var law = TLaw.From(new SeededRow<TRow, T>(parameters, firstParameter));
        TState y = TState.Load(new SeededStates<TRows, T>(rows, PointFields.State, firstState), 0, 0);
        TState v = TState.Load(new SeededStates<TRows, T>(rows, PointFields.Cotangent, SeededRow<TRow, T>.None), 0, 0);
        return TState.Dot(v, law.Rate(Duals<T>.Lift(t), y));
    }
}

/// <summary>A field of the records of which three states are variables.</summary>
readonly struct SeededStates<TRows, T>(TRows rows, int field, int first) : IRows<Duals<T>>
    where TRows : struct, IRows<T>
    where T : unmanaged, IReal<T>
{
    readonly TRows rows = rows;
    readonly int field = field, first = first;

    public Duals<T> this[int state, int column]
    {
        get
        {
            TRows r = rows;
            return Duals<T>.Seed(r[state, field], state - first);
        }

        set
        {
            TRows r = rows;
            r[state, field] = value.V;
        }
    }
}
