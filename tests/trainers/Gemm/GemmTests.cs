using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training.Gemms;

/// <summary>Matrix products against the definition, in double.</summary>
public sealed unsafe class GemmTests
{
    static readonly int[] AwkwardSizes = [1, 2, 5, 11, 12, 13, 16, 20, 28, 31, 33, 100, 200];

    [Test]
    public void Any_size_equals_the_definition([ValueSource(nameof(AwkwardSizes))] int m, [Values(1, 3, 16, 17, 32, 33, 65)] int n,
        [Values(1, 4, 63, 257)] int k)
    {
        ShouldBeTheProduct(m, n, k, aByRows: true, bByRows: true, add: false);
        ShouldBeTheProduct(m, n, k, aByRows: false, bByRows: true, add: true);
        ShouldBeTheProduct(m, n, k, aByRows: true, bByRows: false, add: false);
    }

    [Test]
    public void Wide_and_deep_products_cross_every_block() => ShouldBeTheProduct(25, 1100, 600, aByRows: true, bByRows: true, add: false);

    [Test]
    public void The_number_of_threads_changes_no_bit()
    {
        int before = Workers.Threads;
        try
        {
            float[] Product(int threads)
            {
                Workers.Threads = threads;
                return Run(300, 130, 520, Numbers(300 * 520, 1), Numbers(520 * 130, 2), new float[300 * 130], aByRows: true, bByRows: false,
                    add: false);
            }
            Product(3).ShouldBe(Product(1));
        }
        finally
        {
            Workers.Threads = before;
        }
    }

    [Test]
    public void Every_micro_kernel_gives_the_same_bits([Values(1, 7, 64)] int depth, [Values] bool add)
    {
        float[] a = Numbers(12 * depth, 3), b = Numbers(32 * depth, 4), start = Numbers(12 * 32, 5);
        float[] twelve = [.. start], half = [.. start], eight = [.. start], narrow = [.. start];
        fixed (float* pa = a, pb = b, p12 = twelve, p256 = half, p8 = eight, p16 = narrow)
        {
            GemmMicroKernel.Tile(12, depth, pa, 1, 12, pb, 32, p12, 32, add);
            GemmMicroKernel256.Tile(depth, pa, 1, 12, pb, 32, p256, 32, add);
            GemmMicroKernel.Narrow(depth, pa, 1, 12, pb, 32, p16, 32, add);
            GemmMicroKernel.Narrow(depth, pa, 1, 12, pb + 16, 32, p16 + 16, 32, add);
            if (System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated)
                GemmMicroKernel.Tile(8, depth, pa, 1, 12, pb, 32, p8, 32, add);
            else
                twelve.CopyTo(eight, 0);
        }
        half.ShouldBe(twelve);
        narrow.ShouldBe(twelve);
        eight[..(8 * 32)].ShouldBe(twelve[..(8 * 32)]);
    }

    [Test]
    public void Strips_cover_every_row_once([Range(1, 60)] int rows)
    {
        var strips = new GemmStrips(rows);
        int at = 0;
        for (long i = 0; i < strips.Count; i++)
        {
            var (first, height, present) = strips.Strip(i);
            first.ShouldBe(at);
            present.ShouldBeInRange(1, height);
            at += present;
        }
        at.ShouldBe(rows);
    }

    static void ShouldBeTheProduct(int m, int n, int k, bool aByRows, bool bByRows, bool add)
    {
        float[] a = Numbers(m * k, 1), b = Numbers(k * n, 2), start = Numbers(m * n, 3);
        float[] found = Run(m, n, k, a, b, [.. start], aByRows, bByRows, add);
        for (int i = 0; i < m; i++)
            for (int j = 0; j < n; j++)
            {
                double sum = add ? start[i * n + j] : 0, size = 1;
                for (int p = 0; p < k; p++)
                {
                    double product = (double)a[aByRows ? i * k + p : p * m + i] * b[bByRows ? p * n + j : j * k + p];
                    (sum, size) = (sum + product, size + Math.Abs(product));
                }
                if (Math.Abs(found[i * n + j] - sum) > 1e-6 * size)
                    Assert.Fail($"[{m}, {k}] x [{k}, {n}], by rows {aByRows} {bByRows}, element ({i}, {j}): {found[i * n + j]} instead of {sum}");
            }
    }

    static float[] Run(int m, int n, int k, float[] a, float[] b, float[] c, bool aByRows, bool bByRows, bool add)
    {
        fixed (float* pa = a, pb = b, pc = c)
        {
            Matrix left = aByRows ? new(pa, k, 1) : new(pa, 1, m), right = bByRows ? new(pb, n, 1) : new(pb, 1, k);
            Gemm.Run(m, n, k, left, right, pc, n, add, default(NoEpilogue));
        }
        return c;
    }

    static float[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() * 2 - 1)];
    }
}
