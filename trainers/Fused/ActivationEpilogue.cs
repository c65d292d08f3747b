using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SurrogateEngine.Trainers;

/// <summary>
/// Makes of a layer's product what the next layer multiplies: adds the bias and, in a residual layer, what the layer was given,
/// applies the activation, and writes its derivative where backward will want it. All arrays have the product's shape and stride.
/// </summary>
/// <param name="bias">Or null.</param>
/// <param name="state">What stands before the activation, for residual layers; null where there are none.</param>
/// <param name="adds">Whether this layer adds to the state.</param>
/// <param name="localDerivative">Receives the derivative.</param>
readonly unsafe struct ActivationEpilogue<TActivation>(float* bias, float* state, bool adds, float* localDerivative) : IEpilogue
    where TActivation : struct, ILaneActivation
{
    const int Lanes = GemmMicroKernel.Lanes;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Finish(float* c, long stride, long row, int rows, long column, int columns)
    {
        float* b = bias == null ? null : bias + column;
        long at = row * stride + column;
        float* d = localDerivative + at, h = state == null ? null : state + at;
        for (int i = 0; i < rows; i++, c += stride, d += stride)
        {
            int j = 0;
            for (; j <= columns - Lanes; j += Lanes)
            {
                var x = Vector512.Load(c + j);
                if (b != null)
                    x += Vector512.Load(b + j);
                if (h != null)
                {
                    if (adds)
                        x += Vector512.Load(h + j);
                    x.Store(h + j);
                }
                Sixteen.Of<TActivation>(x, out var derivative).Store(c + j);
                derivative.Store(d + j);
            }
            if (j < columns)
                Last(c + j, b == null ? null : b + j, h == null ? null : h + j, d + j, columns - j);
            if (h != null)
                h += stride;
        }
    }

    /// <summary>The columns that do not fill a vector.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    void Last(float* c, float* b, float* h, float* d, int count)
    {
        var x = LaneTail.Load(c, count);
        if (b != null)
            x += LaneTail.Load(b, count);
        if (h != null)
        {
            if (adds)
                x += LaneTail.Load(h, count);
            LaneTail.Store(x, h, count);
        }
        LaneTail.Store(Sixteen.Of<TActivation>(x, out var derivative), c, count);
        LaneTail.Store(derivative, d, count);
    }
}
