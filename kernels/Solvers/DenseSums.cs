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
            case 2: return Bend<P>(r, state);
            case 3: return Bend<Q>(r, state);
            default: return Bend<R>(r, state);
        }
    }

    static T Bend<TBend>(TRows r, int state) where TBend : struct, IBend
    {
        T sum = Plus(T.Of(0), TBend.Weight(1), r, state, 1);
        sum = Plus(sum, TBend.Weight(2), r, state, 2);
        sum = Plus(sum, TBend.Weight(3), r, state, 3);
        sum = Plus(sum, TBend.Weight(4), r, state, 4);
        sum = Plus(sum, TBend.Weight(5), r, state, 5);
        sum = Plus(sum, TBend.Weight(6), r, state, 6);
        sum = Plus(sum, TBend.Weight(7), r, state, 7);
        return Plus(sum, TBend.Weight(8), r, state, 8);
    }

    [MethodImpl(Inline)]
    static T Plus(T sum, double weight, TRows r, int state, int k) =>
        weight == 0 ? sum : T.Axpy(T.Of(weight), r[state, k], sum);

    /// <summary>One row of the method's table.</summary>
    interface IBend
    {
        static abstract double Weight(int j);
    }

    readonly struct P : IBend
    {
        [MethodImpl(Inline)]
        public static double Weight(int j) => TMethod.P(j);
    }

    readonly struct Q : IBend
    {
        [MethodImpl(Inline)]
        public static double Weight(int j) => TMethod.Q(j);
    }

    readonly struct R : IBend
    {
        [MethodImpl(Inline)]
        public static double Weight(int j) => TMethod.R(j);
    }
}
