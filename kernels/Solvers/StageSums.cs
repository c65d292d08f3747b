using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>What a stage makes of the k before it, for one state whose workspace slot holds the value in field 0 and k_j in field
/// j.</summary>
static class StageSums
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>
    /// Stages up to which sums are written out where they stand, and up to which one species has sweeps of its own. The k behind them are
    /// added by functions that are called: written out as well, four more cost plga-sphere a twentieth.
    /// </summary>
    public const int WrittenOut = 8;

    /// <summary>Stages a method may have.</summary>
    public const int MostStages = 24;

    /// <summary>y + sum_j a_ij k_j. <paramref name="stageValue"/> is the field that holds the stage value of the stage before.</summary>
    [MethodImpl(Inline)]
    public static T StageValue<TStage, T, TWorkspace>(TWorkspace r, int state, int stageValue)
        where TStage : struct, IStage
        where T : unmanaged, IReal<T>
        where TWorkspace : struct, IWorkspace<T>
    {
        if (TStage.AddsToStageValue)
            return r[state, stageValue] + r[state, TStage.Index - 1];
        T sum = r[state, 0];
        sum = Plus<T, TWorkspace>(sum, TStage.A(1), r, state, 1);
        sum = Plus<T, TWorkspace>(sum, TStage.A(2), r, state, 2);
        sum = Plus<T, TWorkspace>(sum, TStage.A(3), r, state, 3);
        sum = Plus<T, TWorkspace>(sum, TStage.A(4), r, state, 4);
        sum = Plus<T, TWorkspace>(sum, TStage.A(5), r, state, 5);
        sum = Plus<T, TWorkspace>(sum, TStage.A(6), r, state, 6);
        sum = Plus<T, TWorkspace>(sum, TStage.A(7), r, state, 7);
        return TStage.Index > WrittenOut ? Behind<StageValueWeights<TStage>, T, TWorkspace>(sum, r, state) : sum;
    }

    /// <summary>start + scale sum_j c_ij k_j.</summary>
    [MethodImpl(Inline)]
    public static T AddCarry<TStage, T, TWorkspace>(T start, T scale, TWorkspace r, int state)
        where TStage : struct, IStage
        where T : unmanaged, IReal<T>
        where TWorkspace : struct, IWorkspace<T>
    {
        if (TStage.Index < 2)
            return start;
        T sum = T.Scale(T.FromDouble(TStage.C(1)), r[state, 1]);
        sum = Plus<T, TWorkspace>(sum, TStage.C(2), r, state, 2);
        sum = Plus<T, TWorkspace>(sum, TStage.C(3), r, state, 3);
        sum = Plus<T, TWorkspace>(sum, TStage.C(4), r, state, 4);
        sum = Plus<T, TWorkspace>(sum, TStage.C(5), r, state, 5);
        sum = Plus<T, TWorkspace>(sum, TStage.C(6), r, state, 6);
        sum = Plus<T, TWorkspace>(sum, TStage.C(7), r, state, 7);
        if (TStage.Index > WrittenOut)
            sum = Behind<CarryWeights<TStage>, T, TWorkspace>(sum, r, state);
        return T.Axpy(scale, sum, start);
    }

    /// <summary>sum_j w_j k_j of all stages.</summary>
    [MethodImpl(Inline)]
    public static T Weighted<TWeights, T, TWorkspace>(TWorkspace r, int state)
        where TWeights : struct, IStageWeights
        where T : unmanaged, IReal<T>
        where TWorkspace : struct, IWorkspace<T>
    {
        T sum = T.FromDouble(0);
        sum = Plus<T, TWorkspace>(sum, TWeights.Of(1), r, state, 1);
        sum = Plus<T, TWorkspace>(sum, TWeights.Of(2), r, state, 2);
        sum = Plus<T, TWorkspace>(sum, TWeights.Of(3), r, state, 3);
        sum = Plus<T, TWorkspace>(sum, TWeights.Of(4), r, state, 4);
        sum = Plus<T, TWorkspace>(sum, TWeights.Of(5), r, state, 5);
        sum = Plus<T, TWorkspace>(sum, TWeights.Of(6), r, state, 6);
        sum = Plus<T, TWorkspace>(sum, TWeights.Of(7), r, state, 7);
        return TWeights.Last > WrittenOut
            ? Behind<TWeights, T, TWorkspace>(sum, r, state)
            : Plus<T, TWorkspace>(sum, TWeights.Of(8), r, state, 8);
    }

    /// <summary>
    /// Adds w_j k_j from j = 8 on. Not inlined: a device's compiler inlines before it finds out that a method has fewer stages, and would
    /// take three times as long for every kernel. Not a loop: a device must not look weights up in double precision.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static T Behind<TWeights, T, TWorkspace>(T sum, TWorkspace r, int state)
        where TWeights : struct, IStageWeights
        where T : unmanaged, IReal<T>
        where TWorkspace : struct, IWorkspace<T>
    {
        sum = Plus<T, TWorkspace>(sum, TWeights.Of(8), r, state, 8);
        sum = Plus<T, TWorkspace>(sum, TWeights.Of(9), r, state, 9);
        sum = Plus<T, TWorkspace>(sum, TWeights.Of(10), r, state, 10);
        sum = Plus<T, TWorkspace>(sum, TWeights.Of(11), r, state, 11);
        sum = Plus<T, TWorkspace>(sum, TWeights.Of(12), r, state, 12);
        sum = Plus<T, TWorkspace>(sum, TWeights.Of(13), r, state, 13);
        sum = Plus<T, TWorkspace>(sum, TWeights.Of(14), r, state, 14);
        sum = Plus<T, TWorkspace>(sum, TWeights.Of(15), r, state, 15);
        sum = Plus<T, TWorkspace>(sum, TWeights.Of(16), r, state, 16);
        sum = Plus<T, TWorkspace>(sum, TWeights.Of(17), r, state, 17);
        sum = Plus<T, TWorkspace>(sum, TWeights.Of(18), r, state, 18);
        sum = Plus<T, TWorkspace>(sum, TWeights.Of(19), r, state, 19);
        sum = Plus<T, TWorkspace>(sum, TWeights.Of(20), r, state, 20);
        sum = Plus<T, TWorkspace>(sum, TWeights.Of(21), r, state, 21);
        sum = Plus<T, TWorkspace>(sum, TWeights.Of(22), r, state, 22);
        sum = Plus<T, TWorkspace>(sum, TWeights.Of(23), r, state, 23);
        return Plus<T, TWorkspace>(sum, TWeights.Of(24), r, state, 24);
    }

    [MethodImpl(Inline)]
    static T Plus<T, TWorkspace>(T sum, double weight, TWorkspace r, int state, int k)
        where T : unmanaged, IReal<T> where TWorkspace : struct, IWorkspace<T> =>
        weight == 0 ? sum : T.Axpy(T.FromDouble(weight), r[state, k], sum);
}

/// <summary>The weight of k_j in a sum over stages; 0 behind the last.</summary>
interface IStageWeights
{
    static abstract int Last { get; }

    static abstract double Of(int j);
}

/// <summary>Weights in the stage value of a stage.</summary>
readonly struct StageValueWeights<TStage> : IStageWeights where TStage : struct, IStage
{
    public static int Last => TStage.Index - 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Of(int j) => j > Last ? 0 : TStage.A(j);
}

/// <summary>Weights in what the stages before add to its right-hand side.</summary>
readonly struct CarryWeights<TStage> : IStageWeights where TStage : struct, IStage
{
    public static int Last => TStage.Index - 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Of(int j) => j > Last ? 0 : TStage.C(j);
}

/// <summary>Weights of the first coefficient of the curve within a step; see <see cref="Interpolant{T}"/>.</summary>
readonly struct WeightsP<TMethod> : IStageWeights where TMethod : struct, IRosenbrock
{
    public static int Last => TMethod.Stages;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Of(int j) => j > TMethod.Stages ? 0 : TMethod.P(j);
}

/// <summary>Weights of the second.</summary>
readonly struct WeightsQ<TMethod> : IStageWeights where TMethod : struct, IRosenbrock
{
    public static int Last => TMethod.Stages;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Of(int j) => j > TMethod.Stages ? 0 : TMethod.Q(j);
}

/// <summary>Weights of the third.</summary>
readonly struct WeightsR<TMethod> : IStageWeights where TMethod : struct, IRosenbrock
{
    public static int Last => TMethod.Stages;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Of(int j) => j > TMethod.Stages ? 0 : TMethod.R(j);
}
