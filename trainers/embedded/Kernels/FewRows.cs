using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TorchSharp.Embedded;

/// <summary>
/// Products of at most one or two vectors' worth of rows with a matrix that lies by columns, as a layer's weights do.
/// Packing the weights would take longer than multiplying, so the rows become the lanes: they are packed once, and each
/// weight is read where it lies and multiplied with all rows. Sums run over the depth in the same order and the same
/// blocks as in <see cref="Gemm"/>, so a row's result does not depend on how many rows stand beside it.
/// </summary>
internal static unsafe class FewRows
{
    private const int Together = GemmKernel.Rows;
    private const long WorthSharing = 1 << 19;

    internal static bool Takes<T>(long m, long n, Matrix<T> b) where T : unmanaged =>
        Vector512.IsHardwareAccelerated && b.Row == 1 && n >= Together && m <= 2 * Vector512<T>.Count;

    internal static void Run<T, TEpilogue>(long m, long n, long k, Matrix<T> a, Matrix<T> b, T* c, long stride, bool add, TEpilogue epilogue)
        where T : unmanaged, INumber<T> where TEpilogue : struct, IEpilogue<T>
    {
        var lanes = Vector512<T>.Count;
        var packed = BlockPool.Rent(k * lanes * sizeof(T));
        for (long row = 0; row < m; row += lanes)
        {
            var rows = (int)Math.Min(lanes, m - row);
            var source = a.From(row, 0);
            Packing.Strip(source.Data, source.Row, source.Column, rows, lanes, checked((int)k), (T*)packed.Data);
            var job = new Job<T> { X = (T*)packed.Data, B = b, C = c + row * stride, Stride = stride, N = n, K = k, Rows = rows, Add = add };
            var parts = (int)((n + Together - 1) / Together);
            if (n * k * lanes >= WorthSharing) Workers.Run(ref job, parts);
            else for (var i = 0; i < parts; i++) job.Run(i);
            epilogue.Finish(c + row * stride, stride, row, rows, 0, checked((int)n));
        }
        packed.Release();
    }

    private struct Job<T> : IParts where T : unmanaged, INumber<T>
    {
        internal T* X;
        internal Matrix<T> B;
        internal T* C;
        internal long Stride;
        internal long N;
        internal long K;
        internal int Rows;
        internal bool Add;

        [SkipLocalsInit]
        public readonly void Run(int part)
        {
            // The last group starts early enough to be whole: its first columns are computed twice, to the same bits.
            var column = Math.Min((long)part * Together, N - Together);
            var first = part * Together - column;
            var lanes = Vector512<T>.Count;
            var tile = stackalloc T[Together * lanes];
            for (long p = 0; p < K; p += Gemm.Depth)
            {
                var depth = (int)Math.Min(Gemm.Depth, K - p);
                GemmKernelNarrow.Tile(depth, B.Data + column * B.Column + p, B.Column, 1, X + p * lanes, lanes, tile);
                Write(tile, column, first, Add || p > 0);
            }
        }

        private readonly void Write(T* tile, long column, long first, bool add)
        {
            for (var i = 0; i < Rows; i++)
            {
                var row = C + i * Stride + column;
                for (var j = first; j < Together; j++)
                {
                    var value = tile[j * Vector512<T>.Count + i];
                    row[j] = add ? row[j] + value : value;
                }
            }
        }
    }
}
