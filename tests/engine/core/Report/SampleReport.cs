using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;
using SurrogateEngine.Report;
using SurrogateEngine.Sampling;
using SurrogateEngine.Tests.Engine.Core.Fitting;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Engine.Core.Report;

/// <summary>A report with every section filled, from closed-form curves and an invented training.</summary>
static class SampleReport
{
    public static ReportModel Model { get; } = Make();

    static ReportModel Make()
    {
        var predictor = new WeibullPredictor();
        return new ReportModel
        {
            Title = "weibull <sample> & co",
            Subtitle = "closed-form release curves, for looking at the report",
            Made = "SurrogateEngine test",
            Cards =
            [
                new SummaryCard("mean error", "0.31 %", "relative L2, held out; at most 0.5 % wanted", true),
                new SummaryCard("99th percentile", "2.40 %", "at most 2 % wanted", false),
                new SummaryCard("predicted", "1.2 M curves/s", "64 times each, 2 cores"),
                new SummaryCard("peak memory", "640 MB", "under 2 GB wanted", true),
                new SummaryCard("all told", "96 s"),
            ],
            Provenance =
            [
                new ProvenanceStep("scenario", "scenario.json", "3f0c5b7d9a7e4410b2f0a1", "20,000 formulations, sobol, seed 1"),
                new ProvenanceStep("data set", "runs/weibull/data", "8812ab34ffe19920aa01bc", "2 shards"),
                new ProvenanceStep("plan", "plan.json", "aa51ab34ffe19920aa01bc"),
                new ProvenanceStep("surrogate", "weibull.surrogate", "c0ffee34ffe19920aa01bc", "kept epoch 58 of 60"),
            ],
            Parameters = [.. predictor.Space.Parameters, new Parameter("T", "°C", 37, 37, Scale.Linear, "temperature", "test")],
            Facts = [new Fact("samples", "20,000"), new Fact("times", "64, geometric from 0.001 to 30 d"),
            new Fact("solver", "closed form"), new Fact("network", "residual MLP 4-256-256-64")],
            TestSetReport = TestSetCurves(predictor),
            Learning = Training(),
            Fits = [Fit("letrozole-plga", predictor), Fit("bsa-chitosan-pcl", predictor)],
            Outcomes = [new OutcomeCount(Outcome.Finished, 19_998), new OutcomeCount(Outcome.TooManySteps, 2),
            new OutcomeCount(Outcome.NotRun, 0)],
            Commands = ["surrogate simulate scenario.json --output runs/weibull", "surrogate train runs/weibull/data",
            "surrogate fit <mine>.csv --surrogate weibull.surrogate"],
        };
    }

    static FitResult Fit(string profile, WeibullPredictor predictor) => ProfileFit.Run(
        BuiltInProfiles.Find(profile)!, predictor, new Slightly(predictor), new FitOptions { Candidates = 2048, Walkers = 64, Walk = 100 });

    static TestSetReport TestSetCurves(WeibullPredictor predictor)
    {
        const int count = 400;
        int width = predictor.Space.Parameters.Count, points = predictor.Space.Points, times = predictor.Space.Times.Count;
        double[] unit = new double[count * width], rows = new double[count * width];
        new SobolSampler(width, 1).Fill(0, count, unit);
        for (int i = 0; i < rows.Length; i++)
            rows[i] = predictor.Space.Parameters[i % width].At(unit[i]);
        float[] curves = new float[count * points], predicted = new float[count * points];
        predictor.Predict(rows, count, curves);
        double[] rel = new double[count], rms = new double[points], worst = new double[points];
        for (int i = 0; i < count; i++)
        {
            double size = 0.002 * Math.Exp(3 * (unit[i * width] - 0.5)), sum = 0, norm = 0;
            for (int j = 0; j < times; j++)
            {
                double truth = curves[i * points + j], error = size * truth * Math.Sin(0.3 * j + i);
                predicted[i * points + j] = (float)(truth + error);
                (sum, norm) = (sum + error * error, norm + truth * truth);
                rms[j] += error * error / count;
                worst[j] = Math.Max(worst[j], Math.Abs(error));
            }
            rel[i] = Math.Sqrt(sum / norm);
        }
        double[] ranked = [.. rel.Order()];
        var summary = new ErrorSummary(count, rel.Average(), ranked[count / 2], ranked[count * 99 / 100], ranked[^1],
            Math.Sqrt(rms.Average()));
        return TestSetReport.Of(new Evaluation(summary, rel, [.. rms.Select(Math.Sqrt)], worst, predicted),
            new CurveSet(predictor.Space, rows, curves));
    }

    static LearningCurve Training()
    {
        double[] epochs = [.. Enumerable.Range(1, 60).Select(e => (double)e)];
        return new LearningCurve(epochs, [.. epochs.Select(e => 0.3 * Math.Exp(-e / 11) + 0.0008 * (1.2 + Math.Sin(e)))],
            [.. epochs.Select(e => e % 20 == 7 ? double.NaN : 0.2 * Math.Exp(-e / 12) + 0.003)], [.. epochs.Select(_ => 1e-3)]);
    }

    sealed class Slightly(WeibullPredictor inner) : IMechanisticModel
    {
        public ICurveModel At(IReadOnlyList<double> times) => new Slightly(new WeibullPredictor(times));

        public CurveSpace Space => inner.Space;

        public void Predict(ReadOnlySpan<double> parameters, int count, Span<float> curves)
        {
            inner.Predict(parameters, count, curves);
            for (int j = 0; j < curves.Length; j++)
                curves[j] *= 1 + 0.01f * MathF.Sin(0.2f * j);
        }
    }
}
