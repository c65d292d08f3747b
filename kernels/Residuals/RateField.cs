using SurrogateEngine.Kernels.Compartments;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Residuals;

/// <summary>A law's right-hand side alone: f(t, y, p) from field 0 of the records into field 1.</summary>
interface IRateField<T> where T : unmanaged, IReal<T>
{
    /// <summary>Evaluates f.</summary>
    void Evaluate<TRow>(TRow parameters, T t) where TRow : struct, IRow<T>;
}

/// <summary>The right-hand side of a compartment law.</summary>
readonly struct CompartmentField<TLaw, T, TState, TRows>(TRows rows) : IRateField<T>
    where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
    where T : unmanaged, IReal<T>
    where TState : unmanaged, IState<TState, T>
    where TRows : struct, IRows<T>
{
    readonly TRows rows = rows;

    public void Evaluate<TRow>(TRow parameters, T t) where TRow : struct, IRow<T> =>
        TLaw.From(parameters).Rate(t, TState.Load(rows, 0, 0)).Store(rows, 0, 1);
}
