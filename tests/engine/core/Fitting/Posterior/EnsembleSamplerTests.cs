using MathNet.Numerics.LinearAlgebra;
using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Engine.Core.Fitting.Posterior;

/// <summary>Draws from densities that are known.</summary>
public sealed class EnsembleSamplerTests
{
    static readonly double[] Mean = [1, -2, 5];

    static readonly Matrix<double> Covariance = Matrix<double>.Build.DenseOfArray(new[,] { { 4, 1.8, 0 }, { 1.8, 1, 0.1 },
        { 0, 0.1, 0.25 } });

    static void Gaussian(ReadOnlySpan<double> points, int count, Span<double> logarithms)
    {
        Matrix<double> precision = Covariance.Inverse();
        for (int i = 0; i < count; i++)
        {
            Vector<double> off = Vector<double>.Build.DenseOfArray(points.Slice(3 * i, 3)
                .ToArray()) - Vector<double>.Build.DenseOfArray(Mean);
            logarithms[i] = -0.5 * (off * (precision * off));
        }
    }

    static EnsembleDraws Run(int moves, ulong seed = 1)
    {
        var random = new RandomStream(77);
        double[][][] starts = [.. Enumerable.Range(0, 4).Select(_ => Enumerable.Range(0, 64)
            .Select(_ => Mean.Select(value => value + 3 * random.Normal()).ToArray()).ToArray())];
        return EnsembleSampler.Run(Gaussian, starts, new PosteriorOptions { Moves = moves, Warmup = 400, Seed = seed });
    }

    [Test]
    public void Means_and_deviations_of_a_correlated_normal_come_to_one_percent()
    {
        EnsembleDraws draws = Run(6000);
        for (int j = 0; j < 3; j++)
        {
            double[] values = [.. draws.Of(j)];
            double mean = values.Average(), deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
            double sd = Math.Sqrt(Covariance[j, j]);

            mean.ShouldBe(Mean[j], 0.01 * sd, $"mean {j}");
            deviation.ShouldBe(sd, 0.01 * sd, $"deviation {j}");
            draws.Rhat(j).ShouldBeLessThan(1.01);
            draws.EffectiveSamples(j).ShouldBeInRange(20_000, 200_000);
        }

        double cross = draws.Of(0).Zip(draws.Of(1), (a, b) => (a - Mean[0]) * (b - Mean[1])).Average();
        cross.ShouldBe(1.8, 0.03);
        draws.Acceptance.ShouldBeInRange(0.4, 0.8);
    }

    [Test]
    public void Few_moves_are_said_to_be_too_few()
    {
        var random = new RandomStream(5);
        double[][][] apart = [.. Enumerable.Range(0, 4).Select(e => Enumerable.Range(0, 16)
            .Select(_ => Mean.Select(value => value + 20 * e + 0.01 * random.Normal()).ToArray()).ToArray())];

        EnsembleDraws draws = EnsembleSampler.Run(Gaussian, apart, new PosteriorOptions { Moves = 40, Warmup = 0 });

        draws.Rhat(0).ShouldBeGreaterThan(1.2);
    }

    [Test]
    public void The_same_seed_draws_the_same() => Run(20).Of(1).ShouldBe(Run(20).Of(1));

    [Test]
    public void Autocorrelated_draws_are_worth_as_many_as_theory_says()
    {
        var random = new RandomStream(9);
        const double phi = 0.9;
        double[] chain = new double[200_000];
        for (int i = 1; i < chain.Length; i++)
            chain[i] = phi * chain[i - 1] + Math.Sqrt(1 - phi * phi) * random.Normal();

        double worth = chain.Length * (1 - phi) / (1 + phi);
        ChainDiagnostics.EffectiveSamples(chain, 1).ShouldBe(worth, 0.1 * worth);
    }

    [Test]
    public void R_hat_is_that_of_the_textbook()
    {
        // Halves (0 2) (1 3) (4 6) (5 7): within 2, means 1 2 5 6, between 2 * 17/3.
        double rhat = ChainDiagnostics.SplitRhat([[0, 2, 1, 3], [4, 6, 5, 7]]);
        rhat.ShouldBe(Math.Sqrt((0.5 * 2 + 17.0 / 3) / 2), 1e-12);
    }
}
