using System.Numerics;

namespace TorchSharp.Embedded;

/// <summary>What is done with a run of pairs; each operand has its own step between neighbours, the results lie side by side.</summary>
internal unsafe interface IPairLine<T, TResult> where T : unmanaged where TResult : unmanaged
{
    void Run(T* x, long stepX, T* y, long stepY, TResult* z, int count);
}

/// <summary>Walks through two broadcast tensors of one type, in blocks, and hands on runs that neither leaves its innermost dimension in.</summary>
internal unsafe struct PairJob<T, TResult, TLine> : IParts
    where T : unmanaged, INumber<T> where TResult : unmanaged where TLine : struct, IPairLine<T, TResult>
{
    private Walk walk;
    private T* x;
    private T* y;
    private TResult* z;
    private long count;
    private TLine line;

    internal static void Run(TensorImpl x, TensorImpl y, TensorImpl result, TLine line)
    {
        var job = new PairJob<T, TResult, TLine>
        {
            walk = Walk.Over(result.Layout.Sizes, x, y),
            x = x.Data<T>(),
            y = y.Data<T>(),
            z = result.Data<TResult>(),
            count = result.Count,
            line = line,
        };
        Workers.Run(ref job, Blocks.Count(result.Count));
    }

    public readonly void Run(int part)
    {
        var (start, left) = Blocks.Range(part, count);
        var (stepX, stepY) = (walk.StridesA[walk.Rank - 1], walk.StridesB[walk.Rank - 1]);
        while (left > 0)
        {
            var place = walk.At(start);
            var run = (int)Math.Min(left, walk.Inner - place.Inner);
            line.Run(x + place.A, stepX, y + place.B, stepY, z + start, run);
            start += run;
            left -= run;
        }
    }
}
