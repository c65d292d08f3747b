using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Sensitivities;

/// <summary>Where a point keeps its states while they are pulled back: fields of each state's workspace slot.</summary>
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

    /// <summary>Fields of a workspace slot.</summary>
    public const int Count = 4;
}

/// <summary>J^T v and (df/dp)^T v of a model's right-hand side at one point, from dual numbers over its local functions.</summary>
interface IVectorJacobianProduct<TSelf, T, TWorkspace, TGrid>
    where TSelf : struct, IVectorJacobianProduct<TSelf, T, TWorkspace, TGrid>
    where T : unmanaged, IReal<T>
{
    /// <summary>The vector-Jacobian product on its memory.</summary>
    static abstract TSelf Create(TWorkspace workspace, TGrid grid);

    /// <summary>J^T v of every state, from fields State and Cotangent into field Gradient.</summary>
    void ToStates<TParameters>(TParameters parameters, T t) where TParameters : struct, IParameters<T>;

    /// <summary>(df/dp)^T v of three parameters from <paramref name="first"/> on. Comes after <see cref="ToStates"/> at the same
    /// point.</summary>
    Vec3<T> ToParameters<TParameters>(TParameters parameters, T t, int first) where TParameters : struct, IParameters<T>;
}

/// <summary>A row of the parameter table of which three columns are variables.</summary>
readonly struct SeededParameters<TParameters, T>(TParameters row, int first) : IParameters<Dual3<T>>
    where TParameters : struct, IParameters<T>
    where T : unmanaged, IReal<T>
{
    readonly TParameters row = row;
    readonly int first = first;

    /// <summary>The <c>first</c> of a row all of whose columns are constants.</summary>
    public const int None = -Dual3<T>.Directions;

    public Dual3<T> this[int column] => Dual3<T>.Seed(row[column], column - first);
}
