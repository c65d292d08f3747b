using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers.Control;

/// <summary>
/// PID control of the step: with e the error over the tolerance of the last three steps that stood, the next step is the last
/// one times safety^I e_n^-(I + P + D)/order e_{n-1}^(P + 2 D)/order e_{n-2}^-D/order, between a fifth and six times as long.
/// I = 1 alone is the elementary controller (Hairer, Norsett and Wanner, Solving ODEs I, 2nd ed., eq. II.4.13), I = 0.3 with
/// P = 0.4 proportional-integral control (K. Gustafsson, ACM Trans. Math. Softw. 17 (1991) 533): fewer refused and smoother
/// steps where stability rather than accuracy limits them. A step that was refused is repeated as the elementary controller
/// would.
/// </summary>
/// <param name="integral">I.</param>
/// <param name="proportional">P.</param>
/// <param name="derivative">D.</param>
readonly struct StepController<T>(double integral, double proportional = 0, double derivative = 0) where T : unmanaged, IReal<T>
{
    const double Safety = 0.9, Shortest = 0.2, Longest = 6;

    /// <summary>Logarithm of the smallest error that is remembered: one far below the tolerance says little of the next step.</summary>
    const double LeastMemory = -9.210340371976182;

    // Plain numbers of the kernel's kind, because a device reads them as an argument.
    readonly T now = T.FromDouble(-(integral + proportional + derivative));
    readonly T before = T.FromDouble(proportional + 2 * derivative);
    readonly T beforeThat = T.FromDouble(-derivative);
    readonly T safety = T.FromDouble(Math.Pow(Safety, integral));

    /// <summary>The controller that a user names.</summary>
    public static StepController<T> Of(StepControl control) => control switch
    {
        StepControl.ProportionalIntegral => new(0.3, 0.4),
        _ => new(1),
    };

    /// <summary>
    /// Factor for the next step after one whose error was <paramref name="error"/> times the tolerance (it stands if that is
    /// at most 1); small where it is NaN.
    /// </summary>
    /// <param name="error">Error of the step just tried over the tolerance.</param>
    /// <param name="order">Order of the method; the error is of that order in the step.</param>
    /// <param name="memory">Errors of earlier steps that stood; receives this one if it does.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Growth(T error, int order, ref StepMemory<T> memory)
    {
        T log = T.Log(error), stands = T.LessOrEqual(error, T.FromDouble(1)), perOrder = T.FromDouble(1.0 / order);
        T kept = T.Fma(now, log, T.Fma(before, memory.Last, beforeThat * memory.BeforeLast));
        // A NaN or infinite error gives the smallest factor: Max keeps its second operand where the first is NaN.
        T growth = T.Exp(perOrder * T.Select(stands, kept, -log));
        T factor = T.Min(T.Max(T.Select(stands, safety, T.FromDouble(Safety)) * growth, T.FromDouble(Shortest)), T.FromDouble(Longest));
        memory.BeforeLast = T.Select(stands, memory.Last, memory.BeforeLast);
        memory.Last = T.Select(stands, T.Max(log, T.FromDouble(LeastMemory)), memory.Last);
        return factor;
    }
}

/// <summary>What a controller remembers: logarithms of the errors over the tolerance of the last two steps that stood, 0 at a
/// beginning.</summary>
struct StepMemory<T> where T : unmanaged, IReal<T>
{
    /// <summary>The last one, and the one before.</summary>
    public T Last, BeforeLast;

    /// <summary>Forgets in the lanes of <paramref name="fresh"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Clear(T fresh)
    {
        Last = T.Select(fresh, T.FromDouble(0), Last);
        BeforeLast = T.Select(fresh, T.FromDouble(0), BeforeLast);
    }
}
