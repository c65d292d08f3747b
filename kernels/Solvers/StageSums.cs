using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>What a stage makes of the k before it, for one state whose record holds the value in field 0 and k_j in field j.</summary>
static class StageSums
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>y + sum_j a_ij k_j. <paramref name="argument"/> is the field that holds the argument of the stage before.</summary>
    [MethodImpl(Inline)]
    public static T Argument<TStage, T, TRows>(TRows r, int state, int argument)
        where TStage : struct, IStage
        where T : unmanaged, IReal<T>
        where TRows : struct, IRows<T>
    {
        if (TStage.AddsToArgument)
            return r[state, argument] + r[state, TStage.Index - 1];
        T sum = r[state, 0];
        sum = Plus<T, TRows>(sum, TStage.A(1), r, state, 1);
        sum = Plus<T, TRows>(sum, TStage.A(2), r, state, 2);
        sum = Plus<T, TRows>(sum, TStage.A(3), r, state, 3);
        sum = Plus<T, TRows>(sum, TStage.A(4), r, state, 4);
        sum = Plus<T, TRows>(sum, TStage.A(5), r, state, 5);
        sum = Plus<T, TRows>(sum, TStage.A(6), r, state, 6);
        return Plus<T, TRows>(sum, TStage.A(7), r, state, 7);
    }

    /// <summary>start + scale sum_j c_ij k_j.</summary>
    [MethodImpl(Inline)]
    public static T AddCarry<TStage, T, TRows>(T start, T scale, TRows r, int state)
        where TStage : struct, IStage
        where T : unmanaged, IReal<T>
        where TRows : struct, IRows<T>
    {
        if (TStage.Index < 2)
            return start;
        T sum = T.Scale(T.Of(TStage.C(1)), r[state, 1]);
        sum = Plus<T, TRows>(sum, TStage.C(2), r, state, 2);
        sum = Plus<T, TRows>(sum, TStage.C(3), r, state, 3);
        sum = Plus<T, TRows>(sum, TStage.C(4), r, state, 4);
        sum = Plus<T, TRows>(sum, TStage.C(5), r, state, 5);
        sum = Plus<T, TRows>(sum, TStage.C(6), r, state, 6);
        sum = Plus<T, TRows>(sum, TStage.C(7), r, state, 7);
        return T.Axpy(scale, sum, start);
    }

    [MethodImpl(Inline)]
    static T Plus<T, TRows>(T sum, double weight, TRows r, int state, int k) where T : unmanaged, IReal<T> where TRows : struct, IRows<T> =>
        weight == 0 ? sum : T.Axpy(T.Of(weight), r[state, k], sum);
}
