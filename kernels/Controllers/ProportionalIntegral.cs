using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Controllers;

/// <summary>
/// Proportional-integral control: 0.9 error^(-0.7/order) before^(0.4/order), between a fifth and six times the last step;
/// smoother steps than <see cref="Integral"/> where stability rather than accuracy limits them. A step that was refused
/// is repeated as the elementary controller would. K. Gustafsson, Control theoretic techniques for stepsize selection in
/// explicit Runge-Kutta methods, ACM Trans. Math. Softw. 17 (1991) 533, with its gains 0.3 and 0.4 over the order.
/// </summary>
public readonly struct ProportionalIntegral : IController
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Growth<T>(T error, T before, int order) where T : unmanaged, IReal<T>
    {
        T log = T.Log(error);
        // An error far below the tolerance says little of the next step, so the memory of it has a floor.
        T remembered = T.Of(0.4 / order) * T.Log(T.Max(before, T.Of(1e-4)));
        T kept = T.Fma(T.Of(-0.7 / order), log, remembered), refused = T.Of(-1.0 / order) * log;
        T factor = 0.9 * T.Exp(T.Select(T.LessOrEqual(error, T.Of(1)), kept, refused));
        // A NaN or infinite error gives the smallest factor: Max keeps its second operand where the first is NaN.
        return T.Min(T.Max(factor, T.Of(0.2)), T.Of(6));
    }
}
