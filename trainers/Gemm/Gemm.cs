using System.Runtime.CompilerServices;

namespace SurrogateEngine.Trainers;

/// <summary>
/// Matrix products C (+)= A B on all cores. A slab of B of depth 256 is packed once for everybody, unless it is as good where
/// it lies; each part then multiplies strips of 12 or 8 rows of A, read in place, with the whole slab (the blocking of Goto and van
/// de Geijn, ACM TOMS 34 (2008) 12). Every element of C is summed in the same order whatever the number of threads.
/// </summary>
static unsafe class Gemm
{
    /// <summary>Sums over the depth are cut into blocks of this length, added one after the other.</summary>
    public const int Depth = 256;

    const int SlabColumns = 1024, Width = GemmMicroKernel.Columns;

    /// <summary>Multiplications from which it pays to wake other threads.</summary>
    const long WorthSharing = 1 << 19;

    /// <summary>Strips that are enough parts for all threads; where there are fewer, parts are single tiles.</summary>
    const int Enough = 16;

    /// <summary>Rows of A, and bytes of a slab of B, up to which B is read where it lies.</summary>
    const int FewStrips = 128, SmallSlab = 1 << 16;

    [ThreadStatic]
    static AlignedMemory? slab;

    /// <summary>C (+)= A B.</summary>
    /// <param name="m">Rows of A and C.</param>
    /// <param name="n">Columns of B and C.</param>
    /// <param name="k">Columns of A, rows of B; at least 1.</param>
    /// <param name="a">Shape [m, k].</param>
    /// <param name="b">Shape [k, n].</param>
    /// <param name="c">Shape [m, n], rows <paramref name="stride"/> apart.</param>
    /// <param name="stride">See <paramref name="c"/>.</param>
    /// <param name="add">Adds to what C holds.</param>
    /// <param name="epilogue">What follows on finished rows.</param>
    public static void Run<TEpilogue>(long m, long n, long k, Matrix a, Matrix b, float* c, long stride, bool add, TEpilogue epilogue)
        where TEpilogue : struct, IEpilogue
    {
        slab ??= new AlignedMemory(Depth * SlabColumns);
        var job = new Job<TEpilogue>
        {
            M = m,
            Strips = new(m),
            A = a,
            B = b,
            C = c,
            Stride = stride,
            Packed = slab.Data,
            Epilogue = epilogue
        };
        for (long j = 0; j < n; j += SlabColumns)
            for (long p = 0; p < k; p += Depth)
                job.Slab(j, (int)Math.Min(SlabColumns, n - j), p, (int)Math.Min(Depth, k - p), add || p > 0, p + Depth >= k);
        GC.KeepAlive(slab);
    }

    struct Job<TEpilogue> : IParts where TEpilogue : struct, IEpilogue
    {
        public long M;
        public GemmStrips Strips;
        public Matrix A, B;
        public float* C;
        public long Stride;
        public float* Packed;
        public TEpilogue Epilogue;

        long column, depthStart;
        int columns, depth, stripsPerPart, columnsPerPart, partsAcross;
        bool add, last, packing, inPlace;

        /// <summary>One slab of B: packed first, then multiplied with all of A.</summary>
        public void Slab(long firstColumn, int columnCount, long firstDepth, int depthCount, bool accumulate, bool isLast)
        {
            (column, columns, depthStart, depth, add, last) = (firstColumn, columnCount, firstDepth, depthCount, accumulate, isLast);
            bool shared = M * columns * depth >= WorthSharing;
            inPlace = ReadsInPlace();
            packing = true;
            if (!inPlace)
                Workers.Run(ref this, (columns + Width - 1) / Width, shared);
            packing = false;
            stripsPerPart = (int)Math.Clamp(Strips.Count / Enough, 1, 8);
            columnsPerPart = Strips.Count < Enough ? Width : columns;
            partsAcross = (columns + columnsPerPart - 1) / columnsPerPart;
            Workers.Run(ref this, (int)((Strips.Count + stripsPerPart - 1) / stripsPerPart) * partsAcross, shared);
        }

        public readonly void Run(int part)
        {
            if (packing)
            {
                PackB(part);
                return;
            }
            int down = part / partsAcross, across = part % partsAcross * columnsPerPart;
            Multiply((long)down * stripsPerPart, Math.Min(Strips.Count, (long)(down + 1) * stripsPerPart), across,
                Math.Min(columns, across + columnsPerPart));
        }

        /// <summary>Packing pays by making a panel one run of memory, which matters only if it is used again and again and would not stay
        /// in the cache as it is.</summary>
        readonly bool ReadsInPlace() =>
            B.Column == 1 && columns % Width == 0 && (M <= FewStrips || B.Row * depth * sizeof(float) <= SmallSlab);

        readonly void PackB(int panel)
        {
            var source = B.From(depthStart, column + (long)panel * Width);
            int present = Math.Min(Width, columns - panel * Width);
            GemmPacking.Strip(source.Data, source.Column, source.Row, present, Width, depth, Packed + (long)panel * Width * depth);
        }

        [SkipLocalsInit]
        readonly void Multiply(long strip, long end, int from, int to)
        {
            float* padded = stackalloc float[GemmMicroKernel.Rows * Depth];
            for (; strip < end; strip++)
            {
                var (row, height, rows) = Strips.Strip(strip);
                float* target = C + row * Stride + column + from;
                var source = A.From(row, depthStart);
                if (rows < height)
                {
                    GemmPacking.Strip(source.Data, source.Row, source.Column, rows, GemmMicroKernel.Rows, depth, padded);
                    source = new Matrix(padded, 1, GemmMicroKernel.Rows);
                }
                Strip(source, height, rows, target, from, to);
                if (last)
                    Epilogue.Finish(target, Stride, row, rows, column + from, to - from);
            }
        }

        /// <summary>A strip of A with the panels of some columns.</summary>
        readonly void Strip(in Matrix strip, int height, int rows, float* target, int from, int to)
        {
            int whole = rows == height ? to - (to - from) % Width : from;
            float* panel = inPlace ? B.Data + depthStart * B.Row + column + from : Packed + (long)from * depth;
            var (step, next) = inPlace ? (B.Row, (long)Width) : (Width, (long)Width * depth);
            float* a = strip.Data;
            var (aRow, aStep) = (strip.Row, strip.Column);
            for (; from < whole; from += Width, panel += next, target += Width)
                GemmMicroKernel.Tile(height, depth, a, aRow, aStep, panel, step, target, Stride, add);
            for (; from < to; from += Width, panel += next, target += Width)
                GemmEdge.Tile(depth, strip, height, panel, step, target, Stride, add, rows, Math.Min(Width, to - from));
        }
    }
}

/// <summary>A matrix anywhere in memory: element (i, j) lies at Data[i * Row + j * Column]. Transposing swaps the two steps.</summary>
readonly unsafe struct Matrix(float* data, long row, long column)
{
    public readonly float* Data = data;
    public readonly long Row = row, Column = column;

    public Matrix Transposed => new(Data, Column, Row);

    /// <summary>The part that begins at an element.</summary>
    public Matrix From(long i, long j) => new(Data + i * Row + j * Column, Row, Column);
}
