using System.Globalization;
using System.Text.Json;
using SurrogateEngine.Benchmarks;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Bench.Accuracy;

/// <summary>Predicts curves: formulations [count, parameters] to [count, points].</summary>
delegate void CurvePrediction(ReadOnlySpan<double> parameters, int count, Span<float> curves);

/// <summary>How well somebody predicts formulations nobody has seen.</summary>
/// <param name="Who">Contender.</param>
/// <param name="Problem">Name of the problem.</param>
/// <param name="TrainCurves">Curves it learned from.</param>
/// <param name="Seconds">Wall time: of the surrogate for simulating and training, of a baseline for fitting.</param>
/// <param name="RelL2Mean">Mean over formulations of |prediction - truth| / |truth|.</param>
/// <param name="RelL2P99">Its 99th percentile.</param>
/// <param name="RelL2Max">Its largest value.</param>
/// <param name="Unseen">Formulations it was tested on.</param>
/// <param name="Setting">What it chose.</param>
sealed record AccuracyLine(
    string Who, string Problem, long TrainCurves, double Seconds, double RelL2Mean, double RelL2P99, double RelL2Max, int Unseen,
    string Setting)
{
    static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Evaluates a contender.</summary>
    public static AccuracyLine Of(
        string who, ProblemSet problem, long trainCurves, double seconds, string setting, CurveSet unseen, CurvePrediction predict)
    {
        var curves = new float[unseen.Curves.Length];
        predict(unseen.Parameters.Span, unseen.Count, curves);
        ErrorSummary errors = CurveErrors.Summary(CurveErrors.RelL2(curves, unseen.Curves.Span, unseen.Space.Points), rmse: 0);
        return new(who, problem.Name, trainCurves, Math.Round(seconds, 2), errors.RelL2Mean, errors.RelL2P99, errors.RelL2Max, unseen.Count,
            setting);
    }

    /// <summary>The head of the table for people.</summary>
    public static void PrintHead(TextWriter output, ProblemSet problem, int unseen, bool json)
    {
        if (json)
            return;
        output.WriteLine($"{problem.Name}, {unseen} unseen formulations, relative L2 error against the double-precision engine");
        output.WriteLine("who                  curves   seconds       mean   99th pct    largest  setting");
    }

    /// <summary>For people, or as one JSON object on one line.</summary>
    public void Print(TextWriter output, bool json) => output.WriteLine(json ? JsonSerializer.Serialize(this, SnakeCase) : ToText());

    string ToText() => string.Create(CultureInfo.InvariantCulture,
        $"{Who,-16} {TrainCurves,10} {Seconds,9:F1} {RelL2Mean,10:0.00e-0} {RelL2P99,10:0.00e-0} {RelL2Max,10:0.00e-0}  {Setting}");
}
