using MathNet.Numerics.LinearAlgebra;
using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Engine.Core.Fitting;

/// <summary>The region is that of the model, whatever the surrogate's error, and its ends are found, not only approached.</summary>
public sealed class ConfidenceRegionTests
{
    static readonly double[] Days = [0.25, 0.5, 1, 2, 3, 5, 7, 10, 14, 18, 21, 25, 28];
    static readonly FitOptions Quick = new()
    {
        Fixed = new Dictionary<string, double> { ["scale"] = 1 },
        Candidates = 2048,
        Walkers = 64,
        Walk = 60,
    };

    /// <summary>Errors of alternating sign, one percent of the dose.</summary>
    static MeasuredProfile Noisy(double b = 0.8) => new()
    {
        Name = "made",
        Origin = "test",
        Days = Days,
        Released = [.. Days.Select((day, j) => WeibullPredictor.At(day, 0.9, 6, b) + 0.01 * (j % 2 == 0 ? 1 : -1))],
    };

    [Test]
    public void A_surrogate_s_error_does_not_move_the_region()
    {
        FitResult exact = ProfileFit.Run(Noisy(), new WeibullPredictor(), new WeibullPredictor(), Quick);
        FitResult off = ProfileFit.Run(Noisy(), new Skewed(1.3), new WeibullPredictor(), Quick);
        FitResult unchecked_ = ProfileFit.Run(Noisy(), new Skewed(1.3), null, Quick);

        // By the surrogate alone the truth, 6 d, would lie outside.
        unchecked_.Parameters[1].High.ShouldBeLessThan(6);
        unchecked_.BandMeaning.ShouldNotContain("by the model itself");
        for (int p = 0; p < 3; p++)
        {
            double width = exact.Parameters[p].High - exact.Parameters[p].Low;
            off.Parameters[p].Low.ShouldBe(exact.Parameters[p].Low, 0.01 * width);
            off.Parameters[p].High.ShouldBe(exact.Parameters[p].High, 0.01 * width);
            off.Parameters[p].Identifiability.ShouldBe(exact.Parameters[p].Identifiability);
        }

        off.BandMeaning.ShouldEndWith("each solved by the model itself.");
        for (int j = 0; j < off.Times.Length; j++)
        {
            off.BandLow![j].ShouldBeLessThanOrEqualTo(off.Check!.Refined.Curve[j]);
            off.BandHigh![j].ShouldBeGreaterThanOrEqualTo(off.Check.Refined.Curve[j]);
            off.BandHigh[j].ShouldBe(exact.BandHigh![j], 0.15 * (exact.BandHigh[j] - exact.BandLow![j]) + 1e-6);
        }

        off.BandLowAtPoints!.Length.ShouldBe(Days.Length);
        off.BandLowAtPoints.Zip(off.AtPoints).ShouldAllBe(at => at.First <= at.Second);
        off.BandHighAtPoints!.Zip(off.AtPoints).ShouldAllBe(at => at.First >= at.Second);
    }

    [Test]
    public void A_surrogate_s_error_does_not_move_the_posterior()
    {
        FitOptions sampled = Quick with { Posterior = new PosteriorOptions { Moves = 400, Warmup = 200 } };
        PosteriorParameter Time(ICurveModel surrogate, IMechanisticModel? model) =>
            ProfileFit.Run(Noisy(), surrogate, model, sampled).Posterior!.Parameters[1];

        PosteriorParameter exact = Time(new WeibullPredictor(), new WeibullPredictor());
        PosteriorParameter off = Time(new Skewed(1.3), new WeibullPredictor());
        PosteriorParameter alone = Time(new Skewed(1.3), null);
        off.Mean.ShouldBe(exact.Mean, 0.1 * exact.Deviation);
        off.Deviation.ShouldBe(exact.Deviation, 0.1 * exact.Deviation);
        alone.Mean.ShouldBeLessThan(exact.Mean - exact.Deviation);
    }

    [Test]
    public void Bounds_and_ends_are_the_model_s()
    {
        // The shape ends at 3 by the model; a surrogate that takes shapes for a fifth larger stops before.
        FitResult fit = ProfileFit.Run(Noisy(b: 3), new Skewed(1, shape: 1.5), new WeibullPredictor(), Quick);
        fit.Parameters[2].Value.ShouldBe(2, 0.1);
        fit.Reported[2].ShouldBe(3, 0.1);
        fit.Parameters[2].Identifiability.ShouldBe(Identifiability.AtLeast);
        ProfileFit.Run(Noisy(b: 3), new Skewed(1, shape: 1.5), null, Quick).Parameters[2].Identifiability
            .ShouldBe(Identifiability.PinnedDown);
    }

    /// <summary>Only the product of time scale and factor shows in the curves, 6 d: with factors of 0.1 to 10 a thin curved valley that
    /// goes from time scales of 0.6 d to 60 d.</summary>
    [Test]
    public void A_long_thin_valley_is_followed_to_both_its_ends()
    {
        FitOptions all = Quick with { Fixed = new Dictionary<string, double>() };
        FitResult fit = ProfileFit.Run(
            Noisy(), new Skewed(1.2), new WeibullPredictor(), all with { ModelWalkers = 16, ModelWalk = 4 });
        FitResult product = ProfileFit.Run(Noisy(), new Skewed(1.2), new WeibullPredictor(), Quick);
        // A parameter more makes the joint region a little wider than that of the product alone.
        fit.Parameters[1].Low.ShouldBeInRange(0.9 * product.Parameters[1].Low / 10, product.Parameters[1].Low / 10);
        fit.Parameters[1].High.ShouldBeInRange(product.Parameters[1].High / 0.1, 1.1 * product.Parameters[1].High / 0.1);
    }

    /// <summary>Of a model linear in its parameters the region is an ellipsoid, whose projections are known: half width
    /// sqrt((limit - best) (J'J)^-1_jj). A walk through four dimensions ends well inside of them.</summary>
    [Test]
    public void Of_a_linear_model_the_ends_are_those_of_the_ellipsoid()
    {
        var model = new Polynomial();
        var profile = Noisy() with { Released = [.. Days.Select((day, j) => model.At(day, [0.3, 0.4, 0.5, 0.6]) + 0.004 * (j % 3 - 1))] };
        FitResult fit = ProfileFit.Run(profile, model, model, Quick with { Fixed = new Dictionary<string, double>() });

        var x = Matrix<double>.Build.Dense(Days.Length, 4, (i, p) => Polynomial.Term(Days[i], p));
        var y = Vector<double>.Build.DenseOfArray([.. profile.Released]);
        var inverse = x.TransposeThisAndMultiply(x).Inverse();
        var best = inverse * x.TransposeThisAndMultiply(y);
        double sum = (y - x * best).DotProduct(y - x * best);
        double room = LikelihoodRegion.LimitAt(0.95, sum, Days.Length, 4, weighted: false)!.Value - sum;
        for (int p = 0; p < 4; p++)
        {
            double half = Math.Sqrt(room * inverse[p, p]);
            fit.Reported[p].ShouldBe(best[p], 0.02 * half);
            fit.Parameters[p].Low.ShouldBe(best[p] - half, 0.02 * half);
            fit.Parameters[p].High.ShouldBe(best[p] + half, 0.02 * half);
        }
    }

    /// <summary>Linear in four parameters.</summary>
    sealed class Polynomial(IReadOnlyList<double>? times = null) : IMechanisticModel
    {
        public CurveSpace Space { get; } = new(
            "polynomial", 1, [.. "abcd".Select(name => new Parameter(name.ToString(), "", -1, 2, Scale.Linear, "coefficient", "test"))],
            [new("F", "", "fraction released")], times ?? TimeGrid.Geometric(1e-3, 30, 64), "d");

        public ICurveModel At(IReadOnlyList<double> times) => new Polynomial(times);

        public static double Term(double time, int power) => 0.25 * Math.Pow(time / 30, power);

        public double At(double time, ReadOnlySpan<double> coefficients)
        {
            double sum = 0;
            for (int p = 0; p < 4; p++)
                sum += coefficients[p] * Term(time, p);
            return sum;
        }

        public void Predict(ReadOnlySpan<double> parameters, int count, Span<float> curves)
        {
            for (int i = 0; i < count; i++)
                for (int j = 0; j < Space.Points; j++)
                    curves[i * Space.Points + j] = (float)At(Space.Times[j], parameters.Slice(4 * i, 4));
        }
    }

    /// <summary>A surrogate that takes every time scale and shape for larger than it is.</summary>
    sealed class Skewed(double timeScale, double shape = 1) : ICurveModel
    {
        readonly WeibullPredictor inner = new();

        public CurveSpace Space => inner.Space;

        public void Predict(ReadOnlySpan<double> parameters, int count, Span<float> curves)
        {
            double[] moved = parameters.ToArray();
            for (int i = 0; i < count; i++)
            {
                moved[4 * i + 1] *= timeScale;
                moved[4 * i + 2] *= shape;
            }

            inner.Predict(moved, count, curves);
        }
    }
}
