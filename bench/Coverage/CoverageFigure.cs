using System.Globalization;
using System.Text.Json;
using SurrogateEngine.Benchmarks;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Bench.Coverage;

/// <summary>What the bands of one coverage hold.</summary>
/// <param name="Problem">Name of the problem.</param>
/// <param name="Members">Networks in the ensemble.</param>
/// <param name="Coverage">Share the bands are made for.</param>
/// <param name="WholeCurves">Share of the unseen curves that lie in the whole-curve band at all points.</param>
/// <param name="Points">Share of the unseen points that lie in the pointwise band.</param>
/// <param name="WholeHalfWidth">Mean distance of the whole-curve band's ends from the prediction.</param>
/// <param name="PointHalfWidth">The same of the pointwise band.</param>
/// <param name="RelL2Mean">Mean relative L2 error of the predictions.</param>
/// <param name="NotApplicable">Share of the unseen formulations that the surrogate calls out of distribution.</param>
/// <param name="CalibrationCurves">Curves the bands were measured on.</param>
/// <param name="Unseen">Curves counted.</param>
/// <param name="Seconds">Wall time of simulation, training and calibration.</param>
sealed record CoverageFigure(
    string Problem, int Members, double Coverage, double WholeCurves, double Points, double WholeHalfWidth, double PointHalfWidth,
    double RelL2Mean, double NotApplicable, int CalibrationCurves, int Unseen, double Seconds)
{
    static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Counts.</summary>
    public static CoverageFigure Of(ProblemSet problem, Surrogate surrogate, BandLevel level, CurveSet unseen, double seconds)
    {
        var whole = Held(surrogate, level, wholeCurve: true, unseen);
        var point = Held(surrogate, level, wholeCurve: false, unseen);
        var applicable = new bool[unseen.Count];
        surrogate.Applicable(unseen.Parameters.Span, applicable);
        return new(
            problem.Name, surrogate.Plan.Network.Members, level.Coverage, whole.Curves, point.Points, whole.HalfWidth, point.HalfWidth,
            Evaluation.Of(surrogate, unseen).Summary.RelL2Mean, applicable.Count(near => !near) / (double)unseen.Count,
            surrogate.Card.Confidence!.CalibrationCurves, unseen.Count, Math.Round(seconds, 1));
    }

    public static void PrintHead(TextWriter output, ProblemSet problem, int unseen, bool json)
    {
        if (json)
            return;
        output.WriteLine($"{problem.Name}, {unseen} unseen formulations");
        output.WriteLine("members  coverage  whole curves    points  half width of both      rel. L2      ood  seconds");
    }

    public void Print(TextWriter output, bool json) => output.WriteLine(json ? JsonSerializer.Serialize(this, SnakeCase) : string.Create(
        CultureInfo.InvariantCulture,
        $"{Members,7} {Coverage,9:P0} {WholeCurves,13:P2} {Points,9:P2}  {WholeHalfWidth,9:0.00e-0} {PointHalfWidth,9:0.00e-0} {RelL2Mean,12:0.00e-0} {NotApplicable,8:P2} {Seconds,8:F1}"));

    static (double Curves, double Points, double HalfWidth) Held(Surrogate surrogate, BandLevel level, bool wholeCurve, CurveSet unseen)
    {
        float[] curves = new float[unseen.Curves.Length], lower = new float[curves.Length], upper = new float[curves.Length];
        surrogate.PredictBands(unseen.Parameters.Span, unseen.Count, level, wholeCurve, curves, lower, upper);
        int points = unseen.Space.Points, held = 0, whole = 0;
        double width = 0;
        for (int row = 0; row < unseen.Count; row++)
        {
            int here = 0;
            for (int i = row * points; i < (row + 1) * points; i++)
            {
                if (unseen.Curves.Span[i] >= lower[i] && unseen.Curves.Span[i] <= upper[i])
                    here++;
                width += upper[i] - lower[i];
            }
            held += here;
            whole += here == points ? 1 : 0;
        }
        return (whole / (double)unseen.Count, held / (double)curves.Length, width / 2 / curves.Length);
    }
}
