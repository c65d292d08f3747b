using SurrogateEngine.Sampling;

namespace SurrogateEngine.Tests.Sampling;

public sealed class SobolSamplerTests
{
    static double[] Points(int dimensions, ulong? seed, long first, int rows)
    {
        var unit = new double[rows * dimensions];
        new SobolSampler(dimensions, seed).Fill(first, rows, unit);
        return unit;
    }

    /// <summary>The first ten points in three dimensions as printed in Joe and Kuo's "Notes on generating Sobol sequences"
    /// (2008).</summary>
    [Test]
    public void The_plain_sequence_begins_as_published() =>
        Points(3, null, 0, 10).ShouldBe(
        [
            0, 0, 0, 0.5, 0.5, 0.5, 0.75, 0.25, 0.25, 0.25, 0.75, 0.75, 0.375, 0.375, 0.625,
            0.875, 0.875, 0.125, 0.625, 0.125, 0.875, 0.125, 0.625, 0.375, 0.1875, 0.3125, 0.9375, 0.6875, 0.8125, 0.4375,
        ]);

    [Test]
    public void Every_aligned_block_fills_every_stratum_of_every_axis_once([Values(null, 3UL, 99UL)] ulong? seed,
        [Values(0, 1, 5)] int block)
    {
        const int rows = 256;
        double[] unit = Points(SobolSampler.MaxDimensions, seed, block * rows, rows);
        for (int d = 0; d < SobolSampler.MaxDimensions; d++)
            Enumerable.Range(0, rows).Select(i => (int)(unit[i * SobolSampler.MaxDimensions + d] * rows)).Distinct().Count()
                .ShouldBe(rows, $"axis {d}");
    }

    [Test]
    public void The_first_two_axes_fill_every_elementary_box_once([Values(null, 3UL)] ulong? seed, [Range(0, 8)] int log)
    {
        const int rows = 256;
        int wide = 1 << log, high = rows / wide;
        double[] unit = Points(2, seed, 0, rows);
        Enumerable.Range(0, rows).Select(i => ((int)(unit[2 * i] * wide), (int)(unit[2 * i + 1] * high))).Distinct().Count().ShouldBe(rows);
    }

    [Test]
    public void Scrambled_points_integrate_a_smooth_function_far_better_than_random_ones()
    {
        const int rows = 4096, dimensions = 6;
        double Error(ISampler sampler)
        {
            var unit = new double[rows * dimensions];
            sampler.Fill(0, rows, unit);
            double sum = 0;
            for (int i = 0; i < rows; i++)
            {
                double product = 1;
                for (int d = 0; d < dimensions; d++)
                    product *= 1 + (unit[i * dimensions + d] - 0.5);
                sum += product;
            }

            return Math.Abs(sum / rows - 1);
        }

        double sobol = 0, random = 0;
        for (ulong seed = 1; seed <= 8; seed++)
        {
            sobol += Error(new SobolSampler(dimensions, seed));
            random += Error(new RandomSampler(dimensions, seed));
        }

        sobol.ShouldBeLessThan(random / 20);
    }
}
