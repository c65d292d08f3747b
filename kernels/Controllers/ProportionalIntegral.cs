using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Controllers;

/// <summary>
/// Proportional-integral control: (goal/error)^(0.3/order) (before/error)^(0.4/order), between a fifth and six times the
/// last step, where goal is the error at which <see cref="Integral"/> keeps its step. Fewer refused and smoother steps
/// where stability rather than accuracy limits them. A step that was refused is repeated as <see cref="Integral"/> would.
/// K. Gustafsson, Control theoretic techniques for stepsize selection in explicit Runge-Kutta methods, ACM Trans. Math.
/// Softw. 17 (1991) 533.
/// </summary>
public readonly struct ProportionalIntegral : IController
{
    const double LogSafety = -0.10536051565782628; // ln 0.9: the goal is 0.9^order

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Growth<T>(T error, T before, int order) where T : unmanaged, IReal<T>
    {
        T log = T.Log(error);
        // An error far below the tolerance says little of the next step, so the memory of it has a floor.
        T remembered = T.Fma(T.Of(0.4 / order), T.Log(T.Max(before, T.Of(1e-4))), T.Of(0.3 * LogSafety));
        T kept = T.Fma(T.Of(-0.7 / order), log, remembered);
        T refused = T.Fma(T.Of(-1.0 / order), log, T.Of(LogSafety));
        // A NaN or infinite error gives the smallest factor: Max keeps its second operand where the first is NaN.
        return T.Min(T.Max(T.Exp(T.Select(T.LessOrEqual(error, T.Of(1)), kept, refused)), T.Of(0.2)), T.Of(6));
    }
}
