using SurrogateEngine.Fitting;
using SurrogateEngine.Profiles;
using SurrogateEngine.Trainers;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Tests.Engine.Core.Fitting;

/// <summary>A fit says how far it is, stops when asked to, and takes derivatives from whoever has them.</summary>
public sealed class FitProgressTests
{
    static readonly double[] Days = [0.5, 1, 2, 5, 10, 20];

    static readonly FitOptions Quick = new()
    {
        Candidates = 256,
        Walkers = 32,
        Walk = 20,
        Fixed = new Dictionary<string, double> { ["scale"] = 1 },
    };

    static MeasuredProfile Profile() => new()
    {
        Name = "made",
        Origin = "test",
        Days = Days,
        Released = [.. Days.Select(day => WeibullPredictor.At(day, 0.9, 6, 0.8))],
    };

    [Test]
    public void Progress_ascends_to_no_more_than_was_announced()
    {
        var seen = new List<FitProgress>();
        ProfileFit.Run(Profile(), new WeibullPredictor(), new WeibullPredictor(), Quick, new SynchronousProgress<FitProgress>(seen.Add));
        seen.Count.ShouldBeGreaterThan(10);
        seen.Select(at => at.Done).ShouldBeInOrder();
        seen.ShouldAllBe(at => at.Done <= at.Total && at.Total == seen[0].Total);
    }

    [Test]
    public void A_fit_stops_where_it_is_told_to()
    {
        using var source = new CancellationTokenSource();
        int reports = 0;
        var progress = new SynchronousProgress<FitProgress>(_ =>
        {
            if (++reports == 5)
                source.Cancel();
        });
        Should.Throw<OperationCanceledException>(
            () => ProfileFit.Run(Profile(), new WeibullPredictor(), null, Quick, progress, source.Token));
        reports.ShouldBe(5);
    }

    [Test]
    public void Derivatives_are_the_models_own_where_it_has_any()
    {
        var exact = new WithDerivatives();
        FitResult fit = ProfileFit.Run(Profile(), exact, null, Quick);
        exact.Asked.ShouldBeGreaterThan(0);
        fit.Parameters.Select(p => p.Value).ShouldBe([0.9, 6, 0.8, 1], 0.005);
    }

    /// <summary>Weibull release with its closed derivatives, by fmax, td and b; the last parameter is held.</summary>
    sealed class WithDerivatives : ICurveModel
    {
        readonly WeibullPredictor inner = new();

        public int Asked { get; private set; }

        public CurveSpace Space => inner.Space;

        public void Predict(ReadOnlySpan<double> parameters, int count, Span<float> curves) => inner.Predict(parameters, count, curves);

        public void PredictWithGradient(ReadOnlySpan<double> parameters, int count, Span<float> curves, Span<double> gradient)
        {
            Asked++;
            Predict(parameters, count, curves);
            gradient.Clear();
            int size = count * Space.Points;
            for (int i = 0; i < count; i++)
            {
                double fmax = parameters[4 * i], td = parameters[4 * i + 1] * parameters[4 * i + 3], b = parameters[4 * i + 2];
                for (int j = 0; j < Space.Times.Count; j++)
                {
                    int at = i * Space.Points + j;
                    double x = Space.Times[j] / td, power = Math.Pow(x, b), left = Math.Exp(-power);
                    gradient[at] = 1 - left;
                    gradient[size + at] = -fmax * left * power * b / parameters[4 * i + 1];
                    gradient[2 * size + at] = fmax * left * power * Math.Log(x);
                }
            }
        }
    }
}
