using MathNet.Numerics.LinearAlgebra;
using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using FittedPosterior = SurrogateEngine.Fitting.Posterior;

namespace SurrogateEngine.Tests.Engine.Core.Fitting.Posterior;

/// <summary>Posteriors of linear models, whose closed form is known.</summary>
public sealed class PosteriorSamplingTests
{
    static readonly PosteriorOptions Long = new() { Moves = 6000, Warmup = 500, Walkers = 64 };

    static readonly Parameter[] About =
        [new("a", "", 0, 1, Scale.Linear, "offset", "test"), new("b", "", 0, 1, Scale.Linear, "slope", "test")];

    static FittedPosterior Sample(Line line)
    {
        var sampling = new PosteriorSampling(line);
        return sampling.Describe(sampling.Run([0.5, 0.5], Long), [.. About.Select(about => (about, ""))], 0.95, 1);
    }

    /// <summary>With known errors the posterior is normal with covariance (X'X)^-1 sd^2.</summary>
    [Test]
    public void Of_a_line_with_known_errors_means_and_deviations_come_to_one_percent()
    {
        var line = new Line(true);
        FittedPosterior posterior = Sample(line);
        (Vector<double> best, Matrix<double> covariance, _) = line.Exact();
        for (int j = 0; j < 2; j++)
        {
            double sd = Math.Sqrt(covariance[j, j]);
            posterior.Parameters[j].Mean.ShouldBe(best[j], 0.01 * sd);
            posterior.Parameters[j].Deviation.ShouldBe(sd, 0.01 * sd);
            posterior.Parameters[j].High.ShouldBe(best[j] + 1.96 * sd, 0.03 * sd);
        }

        posterior.Converged.ShouldBeTrue();
    }

    /// <summary>Where errors are not known it is a Student's t on n - p degrees of freedom (Box &amp; Tiao 1973, eq. 2.7.20).</summary>
    [Test]
    public void Of_a_line_with_unknown_errors_it_is_a_t_distribution()
    {
        var line = new Line(false);
        FittedPosterior posterior = Sample(line);
        (Vector<double> best, Matrix<double> covariance, double variance) = line.Exact();
        const int freedom = 18;
        for (int j = 0; j < 2; j++)
        {
            double sd = Math.Sqrt(variance * covariance[j, j] / (Line.Sd * Line.Sd) * freedom / (freedom - 2));
            posterior.Parameters[j].Mean.ShouldBe(best[j], 0.01 * sd);
            posterior.Parameters[j].Deviation.ShouldBe(sd, 0.015 * sd);
        }

        // Given the line, its errors' variance is an inverse chi-square; its mean is the sum of squares over n - p - 2.
        posterior.Errors.Average(error => error * error).ShouldBe(variance * freedom / (freedom - 2), 0.06 * variance);
    }

    /// <summary>The prior is flat inside the cube and nothing outside.</summary>
    [Test]
    public void Without_data_the_posterior_is_the_flat_prior()
    {
        var sampling = new PosteriorSampling(new Nothing());
        FittedPosterior posterior = sampling.Describe(sampling.Run([0.5, 0.5], Long), [.. About.Select(about => (about, ""))], 0.95, 1);
        foreach (PosteriorParameter p in posterior.Parameters)
        {
            p.Mean.ShouldBe(0.5, 0.01);
            p.Deviation.ShouldBe(1 / Math.Sqrt(12), 0.005);
            p.Low.ShouldBe(0.025, 0.01);
        }
    }

    /// <summary>y = a + b x at 20 points, in units of the error or not.</summary>
    sealed class Line(bool weighted) : IBatchResiduals
    {
        public const double Sd = 0.02;

        static readonly double[] X = [.. Enumerable.Range(0, 20).Select(i => 0.05 * i)];
        static readonly double[] Y = [.. X.Select((x, i) => 0.45 + 0.55 * x + Sd * new RandomStream((ulong)i + 3).Normal())];

        double Unit => weighted ? Sd : 1;

        public int Points => 20;

        public int Dimensions => 2;

        public bool Weighted => weighted;

        public RobustLoss? Loss { get; set; }

        public void Evaluate(ReadOnlySpan<double> points, int count, Span<double> residuals, Span<double> sums)
        {
            for (int i = 0; i < count; i++)
            {
                sums[i] = 0;
                for (int j = 0; j < 20; j++)
                {
                    double r = (points[2 * i] + points[2 * i + 1] * X[j] - Y[j]) / Unit;
                    residuals[20 * i + j] = r;
                    sums[i] += r * r;
                }
            }
        }

        public Matrix<double>[] Jacobians(ReadOnlySpan<double> points, int count) =>
            [.. Enumerable.Range(0, count).Select(_ => Matrix<double>.Build.Dense(20, 2, (j, k) => (k == 0 ? 1 : X[j]) / Unit))];

        public (Vector<double> Best, Matrix<double> Covariance, double Variance) Exact()
        {
            Matrix<double> design = Matrix<double>.Build.Dense(20, 2, (j, k) => k == 0 ? 1 : X[j]);
            Vector<double> y = Vector<double>.Build.DenseOfArray(Y), best = design.QR().Solve(y), off = design * best - y;
            return (best, (design.TransposeThisAndMultiply(design)).Inverse() * (Sd * Sd), off * off / 18);
        }
    }

    sealed class Nothing : IBatchResiduals
    {
        public int Points => 1;

        public int Dimensions => 2;

        public bool Weighted => true;

        public RobustLoss? Loss { get; set; }

        public void Evaluate(ReadOnlySpan<double> points, int count, Span<double> residuals, Span<double> sums)
        {
            residuals.Clear();
            sums.Clear();
        }

        public Matrix<double>[] Jacobians(ReadOnlySpan<double> points, int count) =>
            [.. Enumerable.Range(0, count).Select(_ => Matrix<double>.Build.Dense(1, 2))];
    }
}
