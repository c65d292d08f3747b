using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>
/// What an explicit method makes of its slopes, for all states of a compartment law at once or for one state of a sphere after
/// the other.
/// </summary>
public static class ExplicitSums
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>y + h sum_j a_ij k_j; that of the last stage is the new value.</summary>
    [MethodImpl(Inline)]
    public static TVector Argument<TStage, T, TVector, TSlopes>(T h, in TVector y, ref TSlopes k)
        where TStage : struct, IExplicitStage
        where T : unmanaged, IReal<T>
        where TVector : unmanaged, IVector<TVector, T>
        where TSlopes : struct, ISlopes<TVector>
    {
        TVector sum = y;
        sum = Plus(sum, TStage.A(1), h, ref k, 1);
        sum = Plus(sum, TStage.A(2), h, ref k, 2);
        sum = Plus(sum, TStage.A(3), h, ref k, 3);
        sum = Plus(sum, TStage.A(4), h, ref k, 4);
        sum = Plus(sum, TStage.A(5), h, ref k, 5);
        return Plus(sum, TStage.A(6), h, ref k, 6);
    }

    /// <summary>Difference to the embedded method.</summary>
    [MethodImpl(Inline)]
    public static TVector Error<TMethod, T, TVector, TSlopes>(T h, ref TSlopes k)
        where TMethod : struct, IRungeKutta
        where T : unmanaged, IReal<T>
        where TVector : unmanaged, IVector<TVector, T>
        where TSlopes : struct, ISlopes<TVector>
    {
        TVector sum = TVector.Scale(TMethod.Error(1) * h, k[1]);
        sum = Plus(sum, TMethod.Error(2), h, ref k, 2);
        sum = Plus(sum, TMethod.Error(3), h, ref k, 3);
        sum = Plus(sum, TMethod.Error(4), h, ref k, 4);
        sum = Plus(sum, TMethod.Error(5), h, ref k, 5);
        sum = Plus(sum, TMethod.Error(6), h, ref k, 6);
        return Plus(sum, TMethod.Error(7), h, ref k, 7);
    }

    /// <summary>The curve of a state or an output within a step, from where it starts, how much it rises and its slopes.</summary>
    [MethodImpl(Inline)]
    public static DenseStep<T> Dense<TMethod, T, TSlopes>(T h, T start, T rise, ref TSlopes k)
        where TMethod : struct, IRungeKutta
        where T : unmanaged, IReal<T>
        where TSlopes : struct, ISlopes<T>
    {
        T p = h * k[1] - rise, cubic = rise - h * k[TMethod.Stages] - p;
        if (TMethod.Quartic(1) == 0)
            return new(start, rise, p, cubic, T.Of(0));
        T sum = T.Scale(T.Of(TMethod.Quartic(1)), k[1]), one = T.Of(1);
        sum = Plus(sum, TMethod.Quartic(2), one, ref k, 2);
        sum = Plus(sum, TMethod.Quartic(3), one, ref k, 3);
        sum = Plus(sum, TMethod.Quartic(4), one, ref k, 4);
        sum = Plus(sum, TMethod.Quartic(5), one, ref k, 5);
        sum = Plus(sum, TMethod.Quartic(6), one, ref k, 6);
        T quartic = h * Plus(sum, TMethod.Quartic(7), one, ref k, 7);
        return new(start, rise, p, cubic + quartic, -quartic);
    }

    [MethodImpl(Inline)]
    static TVector Plus<T, TVector, TSlopes>(TVector sum, double weight, T h, ref TSlopes k, int stage)
        where T : unmanaged, IReal<T>
        where TVector : unmanaged, IVector<TVector, T>
        where TSlopes : struct, ISlopes<TVector> =>
        weight == 0 ? sum : TVector.Axpy(weight * h, k[stage], sum);
}
