using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SurrogateEngine.Trainers;

/// <summary>
/// Makes of the last layer's product the gradient of the weighted squared loss, mean over rows and points of (r y - t)^2: y, the
/// product with its bias, is read once and overwritten by d(loss)/dy.
/// </summary>
/// <param name="bias">Or null.</param>
/// <param name="batch">Root weights r and targets t.</param>
/// <param name="firstRow">Row of the batch that is the product's first.</param>
/// <param name="factor">2 over the rows and points of the batch.</param>
/// <param name="losses">Receives sums of squares: of row i's columns j and on in place [i, j / 32].</param>
readonly unsafe struct LossEpilogue(float* bias, FusedBatch batch, long firstRow, float factor, float* losses) : IEpilogue
{
    const int Lanes = GemmMicroKernel.Lanes;

    /// <summary>Sums that a row of so many points may have.</summary>
    public static int SumsOf(int points) => (points + GemmMicroKernel.Columns - 1) / GemmMicroKernel.Columns;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Finish(float* c, long stride, long row, int rows, long column, int columns)
    {
        var scale = Vector512.Create(factor);
        float* b = bias == null ? null : bias + column;
        float* sums = losses + row * SumsOf((int)stride) + column / GemmMicroKernel.Columns;
        for (int i = 0; i < rows; i++, c += stride, sums += SumsOf((int)stride))
        {
            long at = batch.Place(firstRow + row + i) * stride + column;
            float* r = batch.RootWeights + at, t = batch.Targets + at;
            var squares = Vector512<float>.Zero;
            int j = 0;
            for (; j <= columns - Lanes; j += Lanes)
            {
                var y = Vector512.Load(c + j);
                if (b != null)
                    y += Vector512.Load(b + j);
                var root = Vector512.Load(r + j);
                var missed = y * root - Vector512.Load(t + j);
                squares = Vector512.FusedMultiplyAdd(missed, missed, squares);
                (missed * scale * root).Store(c + j);
            }
            if (j < columns)
                squares += Last(c + j, b == null ? null : b + j, r + j, t + j, columns - j);
            *sums = Vector512.Sum(squares);
        }
    }

    /// <summary>The columns that do not fill a vector.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    Vector512<float> Last(float* c, float* b, float* r, float* t, int count)
    {
        var y = LaneTail.Load(c, count);
        if (b != null)
            y += LaneTail.Load(b, count);
        var root = LaneTail.Load(r, count);
        var missed = y * root - LaneTail.Load(t, count);
        LaneTail.Store(missed * Vector512.Create(factor) * root, c, count);
        return missed * missed;
    }
}
