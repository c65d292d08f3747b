using FsCheck;
using FsCheck.Fluent;
using SurrogateEngine.Sampling;

namespace SurrogateEngine.Tests.Sampling;

/// <summary>What every sampler owes: rows that depend on nothing but their number, uniform on every axis.</summary>
[TestFixture("sobol")]
[TestFixture("latin-hypercube")]
[TestFixture("random")]
[TestFixture("benchmark")]
public sealed class SamplerTests(string name)
{
    const int Count = 4096;
    const int Dimensions = 8;

    ISampler Sampler(ulong seed = 7) => Samplers.All.Get(name).Create(Dimensions, Count, seed);

    static double[] Rows(ISampler sampler, long first, int rows)
    {
        var unit = new double[rows * sampler.Dimensions];
        sampler.Fill(first, rows, unit);
        return unit;
    }

    [Test]
    public void A_row_does_not_depend_on_where_a_call_begins() =>
        Prop.ForAll(Gen.Choose(0, Count - 1).ToArbitrary(), Gen.Choose(1, 50).ToArbitrary(), (first, asked) =>
        {
            int rows = Math.Min(asked, Count - first);
            double[] alone = Rows(Sampler(), first, rows), all = Rows(Sampler(), 0, Count);
            return alone.AsSpan().SequenceEqual(all.AsSpan(first * Dimensions, rows * Dimensions));
        }).QuickCheckThrowOnFailure();

    [Test]
    public void Values_lie_in_the_half_open_unit_interval() => Rows(Sampler(), 0, Count).ShouldAllBe(u => u >= 0 && u < 1);

    [Test]
    public void Every_axis_is_uniform([Range(0, Dimensions - 1)] int dimension)
    {
        double[] axis = [.. Rows(Sampler(), 0, Count).Where((_, i) => i % Dimensions == dimension).Order()];
        double distance = 0;
        for (int i = 0; i < Count; i++)
            distance = Math.Max(distance, Math.Max(axis[i] - i / (double)Count, (i + 1) / (double)Count - axis[i]));
        // Kolmogorov-Smirnov: a uniform sample exceeds this with probability 0.001.
        (distance * Math.Sqrt(Count)).ShouldBeLessThan(1.95);
    }

    [Test]
    public void Axes_are_uncorrelated()
    {
        double[] unit = Rows(Sampler(), 0, Count);
        for (int a = 0; a < Dimensions; a++)
            for (int b = 0; b < a; b++)
            {
                double sum = 0;
                for (int i = 0; i < Count; i++)
                    sum += (unit[i * Dimensions + a] - 0.5) * (unit[i * Dimensions + b] - 0.5);
                // Correlation of independent axes has standard deviation 1/64; 4.5 of them.
                Math.Abs(sum / Count * 12).ShouldBeLessThan(4.5 / 64, $"axes {a} and {b}");
            }
    }

    [Test]
    public void Another_seed_gives_other_points_except_for_the_benchmark() =>
        Rows(Sampler(1), 0, 16).SequenceEqual(Rows(Sampler(2), 0, 16)).ShouldBe(name == "benchmark");

    [Test]
    public void Rows_far_out_are_reached_directly()
    {
        const long far = 1L << 39;
        ISampler sampler = Samplers.All.Get(name).Create(2, far + 4, 1);
        double[] rows = Rows(sampler, far, 4);
        rows.Distinct().Count().ShouldBe(8);
        rows.ShouldAllBe(u => u >= 0 && u < 1);
    }
}
