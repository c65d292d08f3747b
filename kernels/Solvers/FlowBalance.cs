using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>
/// Moves states by what flowed into them, see <see cref="FlowWeights{TMethod, T}"/>, and carries along what adding it rounds away. Three
/// fields of a state's slot: the sum of flows, the sum of moves they depend on, what the value lacks.
/// </summary>
static class FlowBalance<TMethod, T, TWorkspace>
    where TMethod : struct, IRosenbrock
    where T : unmanaged, IReal<T>
    where TWorkspace : struct, IWorkspace<T>
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Fields of a state's slot.</summary>
    public const int Fields = 3;

    /// <summary>True in single precision; double precision keeps the mass to 1e-12 as it is.</summary>
    public static bool IsNeeded
    {
        [MethodImpl(Inline)]
        get => T.Epsilon > 1e-10;
    }

    /// <summary>Nothing is lacking in the lanes of <paramref name="fresh"/>.</summary>
    public static void Initialize(TWorkspace r, int from, int to, int first, T fresh)
    {
        for (int s = from; s < to; s++)
            r[s, first + 2] = T.Select(fresh, T.FromDouble(0), r[s, first + 2]);
    }

    /// <summary>Adds a number of a stage to one of the sums.</summary>
    [MethodImpl(Inline)]
    public static void Add<TStage>(TWorkspace r, int state, int field, T x) where TStage : struct, IStage
    {
        T weight = T.FromDouble(FlowWeights<TMethod, T>.Of<TStage>.Value);
        r[state, field] = TStage.Index == 1 ? T.Scale(weight, x) : T.Axpy(weight, x, r[state, field]);
    }

    /// <summary>
    /// With J times the moves added to the flows: the right-hand side of the correction. It is solved for as a stage is, because fast
    /// rates round by more than they move.
    /// </summary>
    public static void Defect(TWorkspace r, int from, int to, int first, int stageValue, T inverseStep)
    {
        for (int s = from; s < to; s++)
        {
            T moved = r[s, stageValue] - r[s, 0];
            r[s, first] = T.FromDouble(1 / TMethod.Gamma) * T.Fma(inverseStep, r[s, first + 2] - moved, r[s, first]);
        }
    }

    /// <summary>Adds the correction to the new states and leaves what that rounds away in its place.</summary>
    public static void Correct(TWorkspace r, int from, int to, int first, int stageValue)
    {
        for (int s = from; s < to; s++)
        {
            T correction = r[s, first], before = r[s, stageValue], after = before + correction;
            r[s, stageValue] = after;
            r[s, first] = correction - (after - before);
        }
    }

    /// <summary>What the new states lack counts where the step stands.</summary>
    public static void Accept(TWorkspace r, int from, int to, int first, T accepted)
    {
        for (int s = from; s < to; s++)
            r[s, first + 2] = T.Select(accepted, r[s, first], r[s, first + 2]);
    }
}
