using System.Numerics;
using System.Runtime.CompilerServices;

namespace TorchSharp.Embedded;

/// <summary>
/// Matrix products C (+)= A B on all cores. A slab of B of depth 256 is packed once for everybody, unless it is as good
/// where it lies; each part then multiplies strips of 12 or 8 rows of A, read in place, with the whole slab. Every element
/// of C is summed in the same order whatever the number of threads.
/// </summary>
internal static unsafe class Gemm
{
    /// <summary>Sums over the depth are cut into blocks of this length, added one after the other.</summary>
    internal const int Depth = 256;

    private const int SlabColumns = 1024;
    private const long WorthSharing = 1 << 19;

    /// <summary>Strips that are enough parts for all threads; where there are fewer, parts are single tiles.</summary>
    private const int Enough = 16;

    /// <summary>Rows of A, and bytes of a slab of B, up to which B is read where it lies.</summary>
    private const int FewStrips = 128;
    private const int SmallSlab = 1 << 16;

    internal static void Run<T>(long m, long n, long k, Matrix<T> a, Matrix<T> b, T* c, long stride, bool add)
        where T : unmanaged, INumber<T>
    {
        if (NarrowProduct.Takes(m, n, a, b)) NarrowProduct.Run(m, n, k, a, b, c, stride, add);
        else Run(m, n, k, a, b, c, stride, add, default(NoEpilogue<T>));
    }

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
            Cut = new RowCut(m),
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
        internal RowCut Cut;
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
        private bool inPlace;
        private int stripsPerPart;
        private int columnsPerPart;
        private int partsAcross;

        /// <summary>One slab of B: packed first, then multiplied with all of A.</summary>
        internal void Slab(long firstColumn, int columnCount, long firstDepth, int depthCount, bool accumulate, bool isLast)
        {
            (column, columns, depthStart, depth, add, last) = (firstColumn, columnCount, firstDepth, depthCount, accumulate, isLast);
            var shared = M * columns * depth >= WorthSharing;
            inPlace = ReadsInPlace();
            packing = true;
            if (!inPlace) Do((columns + Width - 1) / Width, shared);
            packing = false;
            stripsPerPart = (int)Math.Clamp(Cut.Strips / Enough, 1, 8);
            columnsPerPart = Cut.Strips < Enough ? Width : columns;
            partsAcross = (columns + columnsPerPart - 1) / columnsPerPart;
            Do((int)((Cut.Strips + stripsPerPart - 1) / stripsPerPart) * partsAcross, shared);
        }

        public readonly void Run(int part)
        {
            if (packing)
            {
                PackB(part);
                return;
            }
            var (down, across) = (part / partsAcross, part % partsAcross * columnsPerPart);
            Multiply((long)down * stripsPerPart, Math.Min(Cut.Strips, (long)(down + 1) * stripsPerPart), across, Math.Min(columns, across + columnsPerPart));
        }

        private void Do(int parts, bool shared)
        {
            if (shared) Workers.Run(ref this, parts);
            else for (var i = 0; i < parts; i++) Run(i);
        }

        /// <summary>Packing pays by making a panel one run of memory, which matters only if it is used again and again and would not stay in the cache as it is.</summary>
        private readonly bool ReadsInPlace() =>
            B.Column == 1 && columns % Width == 0 && (M <= FewStrips || B.Row * depth * sizeof(T) <= SmallSlab);

        private readonly void PackB(int panel)
        {
            var source = B.From(depthStart, column + (long)panel * Width);
            var present = Math.Min(Width, columns - panel * Width);
            Packing.Strip(source.Data, source.Column, source.Row, present, Width, depth, Packed + (long)panel * Width * depth);
        }

        [SkipLocalsInit]
        private readonly void Multiply(long strip, long end, int from, int to)
        {
            var padded = stackalloc T[GemmKernel.Rows * Depth];
            for (; strip < end; strip++)
            {
                var (row, height, rows) = Cut.Strip(strip);
                var target = C + row * Stride + column + from;
                if (rows == height)
                {
                    Strip(A.From(row, depthStart), height, rows, target, from, to);
                }
                else
                {
                    var source = A.From(row, depthStart);
                    Packing.Strip(source.Data, source.Row, source.Column, rows, GemmKernel.Rows, depth, padded);
                    Strip(new Matrix<T>(padded, 1, GemmKernel.Rows), height, rows, target, from, to);
                }
                if (last) Epilogue.Finish(target, Stride, row, rows, column + from, to - from);
            }
        }

        /// <summary>A strip of A with the panels of some columns.</summary>
        private readonly void Strip(in Matrix<T> strip, int height, int rows, T* target, int from, int to)
        {
            var whole = rows == height ? to - (to - from) % Width : from;
            var panel = inPlace ? B.Data + depthStart * B.Row + column + from : Packed + (long)from * depth;
            var (step, next) = inPlace ? (B.Row, (long)Width) : (Width, (long)Width * depth);
            var a = strip.Data;
            var (aRow, aStep) = (strip.Row, strip.Column);
            for (; from < whole; from += Width)
            {
                GemmKernel.Tile(height, depth, a, aRow, aStep, panel, step, target, Stride, add);
                panel += next;
                target += Width;
            }
            for (; from < to; from += Width)
            {
                GemmEdge.Tile(depth, strip, height, panel, step, target, Stride, add, rows, Math.Min(Width, to - from));
                panel += next;
                target += Width;
            }
        }
    }
}
