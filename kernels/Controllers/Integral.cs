using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Controllers;

/// <summary>
/// The elementary controller: 0.9 error^(-1/order), between a fifth and six times the last step
/// (Hairer, Norsett and Wanner, Solving ODEs I, 2nd ed., eq. II.4.13).
/// </summary>
public readonly struct Integral : IController
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Growth<T>(T error, T before, int order) where T : unmanaged, IReal<T>
    {
        // A NaN or infinite error gives the smallest factor: Max keeps its second operand where the first is NaN.
        T factor = 0.9 * T.Exp(T.Of(-1.0 / order) * T.Log(error));
        return T.Min(T.Max(factor, T.Of(0.2)), T.Of(6));
    }
}
