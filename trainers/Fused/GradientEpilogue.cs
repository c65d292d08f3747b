using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SurrogateEngine.Trainers;

/// <summary>
/// Takes a gradient that is a product through an activation, and adds what comes along the identity path of a residual layer. All
/// arrays have the product's shape and stride.
/// </summary>
/// <param name="derivative">The activation's derivative.</param>
/// <param name="other">What is added; or null.</param>
readonly unsafe struct GradientEpilogue(float* derivative, float* other) : IEpilogue
{
    const int Lanes = GemmMicroKernel.Lanes;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Finish(float* c, long stride, long row, int rows, long column, int columns)
    {
        long at = row * stride + column;
        float* d = derivative + at, o = other == null ? null : other + at;
        for (int i = 0; i < rows; i++, c += stride, d += stride)
        {
            int j = 0;
            for (; j <= columns - Lanes; j += Lanes)
            {
                var g = Vector512.Load(c + j) * Vector512.Load(d + j);
                if (o != null)
                    g += Vector512.Load(o + j);
                g.Store(c + j);
            }
            for (; j < columns; j++)
                c[j] = c[j] * d[j] + (o == null ? 0 : o[j]);
            if (o != null)
                o += stride;
        }
    }
}
