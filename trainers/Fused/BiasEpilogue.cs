using System.Runtime.CompilerServices;

namespace SurrogateEngine.Trainers;

/// <summary>Adds a bias and, in a residual layer, what the layer was given: for a layer that no activation follows.</summary>
/// <param name="bias">Or null.</param>
/// <param name="state">What is added, of the product's shape and stride; or null.</param>
readonly unsafe struct BiasEpilogue(float* bias, float* state) : IEpilogue
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Finish(float* c, long stride, long row, int rows, long column, int columns)
    {
        for (int i = 0; i < rows; i++, c += stride)
        {
            if (bias != null)
                for (int j = 0; j < columns; j++)
                    c[j] += bias[column + j];
            if (state == null)
                continue;
            float* h = state + (row + i) * stride + column;
            for (int j = 0; j < columns; j++)
                c[j] += h[j];
        }
    }
}
