using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>
/// One explicit step: the slopes of its stages, where it leads and how far off it may be. A method fills it field by field
/// where it lies: put together elsewhere and copied, it would cost a fifth of the step.
/// </summary>
public struct ExplicitStep<TState> where TState : unmanaged
{
    /// <summary>Slopes of the stages between the first and the last; a method of fewer stages leaves the rest alone.</summary>
    public TState K2, K3, K4, K5, K6;

    /// <summary>States at the end of the step.</summary>
    public TState Next;

    /// <summary>f at the end of the step: the first stage of the next one.</summary>
    public TState NextRate;

    /// <summary>Difference to the embedded method.</summary>
    public TState Error;
}

/// <summary>What an output's slope is at each stage of a step.</summary>
public readonly struct StageSlopes<T>(T k1, T k2, T k3, T k4, T k5, T k6, T last) where T : unmanaged, IReal<T>
{
    /// <summary>Slopes of the stages in order; of a method with fewer, those it has.</summary>
    public readonly T K1 = k1, K2 = k2, K3 = k3, K4 = k4, K5 = k5, K6 = k6;

    /// <summary>Slope at the end of the step.</summary>
    public readonly T Last = last;
}
