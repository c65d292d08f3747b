using SurrogateEngine.Kernels.Compartments;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Kernels.Residuals;

/// <summary>A law's right-hand side alone: f(t, y, p) from field 0 of the records into field 1.</summary>
interface IRateField<TSelf, T, TRows, TGrid>
    where TSelf : struct, IRateField<TSelf, T, TRows, TGrid>
    where T : unmanaged, IReal<T>
{
    /// <summary>The right-hand side on its memory.</summary>
    static abstract TSelf Create(TRows rows, TGrid grid);

    /// <summary>Evaluates f.</summary>
    void Evaluate<TRow>(TRow parameters, T t) where TRow : struct, IRow<T>;
}

/// <summary>The right-hand side of a compartment law.</summary>
readonly struct CompartmentField<TLaw, T, TState, TRows, TGrid>(TRows rows) : IRateField<CompartmentField<TLaw, T, TState, TRows, TGrid>, T, TRows, TGrid>
    where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
    where T : unmanaged, IReal<T>
    where TState : unmanaged, IState<TState, T>
    where TRows : struct, IRows<T>
{
    readonly TRows rows = rows;

    public static CompartmentField<TLaw, T, TState, TRows, TGrid> Create(TRows rows, TGrid grid) => new(rows);

    public void Evaluate<TRow>(TRow parameters, T t) where TRow : struct, IRow<T> =>
        TLaw.From(parameters).Rate(t, TState.Load(rows, 0, 0)).Store(rows, 0, 1);
}

/// <summary>The right-hand side of a sphere law.</summary>
readonly struct SphereField<TLaw, T, TRows, TGrid>(TRows rows, TGrid grid) : IRateField<SphereField<TLaw, T, TRows, TGrid>, T, TRows, TGrid>
    where TLaw : unmanaged, ISphereLaw<TLaw, T>
    where T : unmanaged, IReal<T>
    where TRows : struct, IRows<T>
    where TGrid : struct, IGrid<T>
{
    readonly TRows rows = rows;
    readonly TGrid grid = grid;

    public static SphereField<TLaw, T, TRows, TGrid> Create(TRows rows, TGrid grid) => new(rows, grid);

    public void Evaluate<TRow>(TRow parameters, T t) where TRow : struct, IRow<T>
    {
        var law = TLaw.From(parameters);
        SphereStates<TLaw, T, TRows, TGrid>.Rates(ref law, rows, grid, t, 0, 1);
    }
}
