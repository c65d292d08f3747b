using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>
/// The curve within a step of a Rosenbrock method, for one state whose record holds the value in field 0, k_j in field j and
/// the new value in the field after the last k.
/// </summary>
public static class DenseSums<TMethod, T, TRows>
    where TMethod : struct, IRosenbrock
    where T : unmanaged, IReal<T>
    where TRows : struct, IRows<T>
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>All parts.</summary>
    public static DenseStep<T> All(TRows r, int state) =>
        new(Part(r, state, 0), Part(r, state, 1), Part(r, state, 2), Part(r, state, 3), Part(r, state, 4));

    /// <summary>One part: 0 start, 1 rise, 2 to 4 the bends P, Q and R.</summary>
    public static T Part(TRows r, int state, int part)
    {
        switch (part)
        {
            case 0: return r[state, 0];
            case 1: return r[state, TMethod.Stages + 1] - r[state, 0];
            case 2: return BendP(r, state);
            case 3: return BendQ(r, state);
            default: return BendR(r, state);
        }
    }

    static T BendP(TRows r, int state)
    {
        T sum = Plus(T.Of(0), TMethod.P(1), r, state, 1);
        sum = Plus(sum, TMethod.P(2), r, state, 2);
        sum = Plus(sum, TMethod.P(3), r, state, 3);
        sum = Plus(sum, TMethod.P(4), r, state, 4);
        sum = Plus(sum, TMethod.P(5), r, state, 5);
        sum = Plus(sum, TMethod.P(6), r, state, 6);
        sum = Plus(sum, TMethod.P(7), r, state, 7);
        return Plus(sum, TMethod.P(8), r, state, 8);
    }

    static T BendQ(TRows r, int state)
    {
        T sum = Plus(T.Of(0), TMethod.Q(1), r, state, 1);
        sum = Plus(sum, TMethod.Q(2), r, state, 2);
        sum = Plus(sum, TMethod.Q(3), r, state, 3);
        sum = Plus(sum, TMethod.Q(4), r, state, 4);
        sum = Plus(sum, TMethod.Q(5), r, state, 5);
        sum = Plus(sum, TMethod.Q(6), r, state, 6);
        sum = Plus(sum, TMethod.Q(7), r, state, 7);
        return Plus(sum, TMethod.Q(8), r, state, 8);
    }

    static T BendR(TRows r, int state)
    {
        T sum = Plus(T.Of(0), TMethod.R(1), r, state, 1);
        sum = Plus(sum, TMethod.R(2), r, state, 2);
        sum = Plus(sum, TMethod.R(3), r, state, 3);
        sum = Plus(sum, TMethod.R(4), r, state, 4);
        sum = Plus(sum, TMethod.R(5), r, state, 5);
        sum = Plus(sum, TMethod.R(6), r, state, 6);
        sum = Plus(sum, TMethod.R(7), r, state, 7);
        return Plus(sum, TMethod.R(8), r, state, 8);
    }

    [MethodImpl(Inline)]
    static T Plus(T sum, double weight, TRows r, int state, int k) =>
        weight == 0 ? sum : T.Axpy(T.Of(weight), r[state, k], sum);
}
