using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>What a stage makes of the k before it, for one state whose workspace slot holds the value in field 0 and k_j in field
/// j.</summary>
static class StageSums
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Stages a method may have: the sums here and the sweeps of one species are written out so far. Four more cost plga-sphere a
    /// twentieth.</summary>
    public const int MostStages = 8;

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
        return Plus<T, TWorkspace>(sum, TStage.A(7), r, state, 7);
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
        return Plus<T, TWorkspace>(sum, TWeights.Of(8), r, state, 8);
    }

    [MethodImpl(Inline)]
    static T Plus<T, TWorkspace>(T sum, double weight, TWorkspace r, int state, int k)
        where T : unmanaged, IReal<T> where TWorkspace : struct, IWorkspace<T> =>
        weight == 0 ? sum : T.Axpy(T.FromDouble(weight), r[state, k], sum);
}

/// <summary>The weight of k_j in a sum over all stages; 0 behind the last.</summary>
interface IStageWeights
{
    static abstract double Of(int j);
}

/// <summary>Weights of the first coefficient of the curve within a step; see <see cref="Interpolant{T}"/>.</summary>
readonly struct WeightsP<TMethod> : IStageWeights where TMethod : struct, IRosenbrock
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Of(int j) => j > TMethod.Stages ? 0 : TMethod.P(j);
}

/// <summary>Weights of the second.</summary>
readonly struct WeightsQ<TMethod> : IStageWeights where TMethod : struct, IRosenbrock
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Of(int j) => j > TMethod.Stages ? 0 : TMethod.Q(j);
}

/// <summary>Weights of the third.</summary>
readonly struct WeightsR<TMethod> : IStageWeights where TMethod : struct, IRosenbrock
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Of(int j) => j > TMethod.Stages ? 0 : TMethod.R(j);
}
