using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Residuals;

/// <summary>Where a point keeps its states while they are pulled back: fields of each state's record.</summary>
static class PointFields
{
    /// <summary>Proposed y.</summary>
    public const int State = 0;

    /// <summary>The cotangent v; f(t, y, p) while residuals are computed.</summary>
    public const int Cotangent = 1;

    /// <summary>Receives (J^T v) of that state.</summary>
    public const int Gradient = 2;

    /// <summary>What a sphere gathers of each diffusivity's cotangent on the way.</summary>
    public const int Weight = 3;

    /// <summary>Fields of a record.</summary>
    public const int Count = 4;
}

/// <summary>J^T v and (df/dp)^T v of a law's right-hand side at one point, from dual numbers over its local functions.</summary>
interface IPullBack<TSelf, T, TRows, TGrid>
    where TSelf : struct, IPullBack<TSelf, T, TRows, TGrid>
    where T : unmanaged, IReal<T>
{
    /// <summary>The pull-back on its memory.</summary>
    static abstract TSelf Create(TRows rows, TGrid grid);

    /// <summary>J^T v of every state, from fields State and Cotangent into field Gradient.</summary>
    void ToStates<TRow>(TRow parameters, T t) where TRow : struct, IRow<T>;

    /// <summary>(df/dp)^T v of three parameters from <paramref name="first"/> on. Comes after <see cref="ToStates"/> at the same point.</summary>
    Few<T> ToParameters<TRow>(TRow parameters, T t, int first) where TRow : struct, IRow<T>;
}

/// <summary>A row of the parameter table of which three columns are variables.</summary>
readonly struct SeededRow<TRow, T>(TRow row, int first) : IRow<Duals<T>>
    where TRow : struct, IRow<T>
    where T : unmanaged, IReal<T>
{
    readonly TRow row = row;
    readonly int first = first;

    /// <summary>The <c>first</c> of a row all of whose columns are constants.</summary>
    public const int None = -Duals<T>.Directions;

    public Duals<T> this[int column] => Duals<T>.Seed(row[column], column - first);
}
