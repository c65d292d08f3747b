using System.Numerics;
using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace TorchSharp.Embedded;

/// <summary>
/// An activation and the gradient through it. What backward needs is kept by forward: the derivative, had almost for
/// nothing together with the value, or the value itself where the derivative follows from that. As an
/// <see cref="IBinary"/> it makes the gradient of the input from that of the result and what was kept.
/// </summary>
internal interface ISlope : IBinary
{
    /// <summary>Whether the value is what is kept.</summary>
    bool FromValue { get; }

    /// <summary>The value, and the derivative where that is kept.</summary>
    Vector512<T> Value<T>(Vector512<T> x, out Vector512<T> slope) where T : unmanaged, INumber<T>;

    /// <summary>The gradient by recorded operations, for second derivatives.</summary>
    /// <param name="gradient">Of the result.</param>
    /// <param name="from">The result if <see cref="FromValue"/>, else the input.</param>
    Tensor Recorded(Tensor gradient, Tensor from);
}
