using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>
/// A value within a step at fraction theta: start + theta (rise + (1 - theta) (p + theta (q + theta r))).
/// All dense outputs used here are this polynomial.
/// </summary>
public readonly struct Interpolant<T>(T start, T rise, T p, T q, T r) where T : unmanaged, IReal<T>
{
    /// <summary>Value at the start of the step.</summary>
    public readonly T Start = start;

    /// <summary>Change over the whole step.</summary>
    public readonly T Rise = rise;

    /// <summary>Coefficients of the curved part.</summary>
    public readonly T P = p, Q = q, R = r;

    /// <summary>The value at fraction <paramref name="theta"/> of the step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T At(T theta) =>
        T.Axpy(theta, T.Axpy(T.FromDouble(1) - theta, T.Axpy(theta, T.Axpy(theta, R, Q), P), Rise), Start);

    /// <summary>The same where the place itself has a derivative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal T AtMoving(T theta) =>
        T.Fma(theta, T.Fma(T.FromDouble(1) - theta, T.Fma(theta, T.Fma(theta, R, Q), P), Rise), Start);
}
