using System.Numerics;
using System.Runtime.CompilerServices;

namespace TorchSharp.Embedded;

/// <summary>
/// Matrix products C (+)= A B on all cores. A slab of B of depth 256 is packed once for everybody; each part then packs 12
/// rows of A at a time and multiplies them with the whole slab. Every element of C is summed in the same order whatever
/// the number of threads.
/// </summary>
internal static unsafe class Gemm
{
    /// <summary>Sums over the depth are cut into blocks of this length, added one after the other.</summary>
    internal const int Depth = 256;

    private const int SlabColumns = 1024;
    private const long WorthSharing = 1 << 19;

    internal static void Run<T>(long m, long n, long k, Matrix<T> a, Matrix<T> b, T* c, long stride, bool add)
        where T : unmanaged, INumber<T> => Run(m, n, k, a, b, c, stride, add, default(NoEpilogue<T>));

    internal static void Run<T, TEpilogue>(long m, long n, long k, Matrix<T> a, Matrix<T> b, T* c, long stride, bool add, TEpilogue epilogue)
        where T : unmanaged, INumber<T> where TEpilogue : struct, IEpilogue<T>
    {
        if (m == 0 || n == 0) return;
        if (k == 0)
        {
            if (!add) for (long i = 0; i < m; i++) new Span<T>(c + i * stride, (int)n).Clear();
            epilogue.Finish(c, stride, 0, (int)m, 0, (int)n);
            return;
        }
        if (Gemv.Takes(m, a, b))
        {
            Gemv.Run(m, n, k, a, b, c, stride, add, epilogue);
            return;
        }
        if (FewRows.Takes(m, n, b))
        {
            FewRows.Run(m, n, k, a, b, c, stride, add, epilogue);
            return;
        }
        var width = GemmKernel.Columns<T>();
        var packed = BlockPool.Rent(Depth * Math.Min(SlabColumns, (n + width - 1) / width * width) * sizeof(T));
        var job = new Job<T, TEpilogue>
        {
            M = m,
            A = a,
            B = b,
            C = c,
            Stride = stride,
            Packed = (T*)packed.Data,
            Epilogue = epilogue,
            Width = width,
        };
        for (long j = 0; j < n; j += SlabColumns)
        {
            for (long p = 0; p < k; p += Depth) job.Slab(j, (int)Math.Min(SlabColumns, n - j), p, (int)Math.Min(Depth, k - p), add || p > 0, p + Depth >= k);
        }
        packed.Release();
    }

    private struct Job<T, TEpilogue> : IParts where T : unmanaged, INumber<T> where TEpilogue : struct, IEpilogue<T>
    {
        internal long M;
        internal Matrix<T> A;
        internal Matrix<T> B;
        internal T* C;
        internal long Stride;
        internal T* Packed;
        internal TEpilogue Epilogue;
        internal int Width;

        private long column;
        private int columns;
        private long depthStart;
        private int depth;
        private bool add;
        private bool last;
        private bool packing;
        private int panelsPerPart;

        /// <summary>One slab of B: packed first, then multiplied with all of A.</summary>
        internal void Slab(long firstColumn, int columnCount, long firstDepth, int depthCount, bool accumulate, bool isLast)
        {
            (column, columns, depthStart, depth, add, last) = (firstColumn, columnCount, firstDepth, depthCount, accumulate, isLast);
            var shared = M * columns * depth >= WorthSharing;
            packing = true;
            Do((columns + Width - 1) / Width, shared);
            packing = false;
            var panels = (M + GemmKernel.Rows - 1) / GemmKernel.Rows;
            panelsPerPart = (int)Math.Clamp(panels / 16, 1, 8);
            Do((int)((panels + panelsPerPart - 1) / panelsPerPart), shared);
        }

        public readonly void Run(int part)
        {
            if (packing)
            {
                PackB(part);
                return;
            }
            Multiply((long)part * panelsPerPart * GemmKernel.Rows, Math.Min(M, (long)(part + 1) * panelsPerPart * GemmKernel.Rows));
        }

        private void Do(int parts, bool shared)
        {
            if (shared) Workers.Run(ref this, parts);
            else for (var i = 0; i < parts; i++) Run(i);
        }

        private readonly void PackB(int panel)
        {
            var source = B.From(depthStart, column + (long)panel * Width);
            var present = Math.Min(Width, columns - panel * Width);
            Packing.Strip(source.Data, source.Column, source.Row, present, Width, depth, Packed + (long)panel * Width * depth);
        }

        [SkipLocalsInit]
        private readonly void Multiply(long row, long end)
        {
            var strip = stackalloc T[GemmKernel.Rows * Depth];
            for (; row < end; row += GemmKernel.Rows)
            {
                var rows = (int)Math.Min(GemmKernel.Rows, M - row);
                var source = A.From(row, depthStart);
                Packing.Strip(source.Data, source.Row, source.Column, rows, GemmKernel.Rows, depth, strip);
                var target = C + row * Stride + column;
                for (var j = 0; j < columns; j += Width)
                {
                    var wide = Math.Min(Width, columns - j);
                    var panel = Packed + (long)j * depth;
                    if (rows == GemmKernel.Rows && wide == Width) GemmKernel.Tile(depth, strip, panel, target + j, Stride, add);
                    else GemmKernel.Edge(depth, strip, panel, target + j, Stride, add, rows, wide);
                }
                if (last) Epilogue.Finish(target, Stride, row, rows, column, columns);
            }
        }
    }
}
