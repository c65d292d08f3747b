using SurrogateEngine.Report.Svg;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Report;

/// <summary>How far a surrogate's bands keep their promise.</summary>
static class ConfidenceTable
{
    public static string Of(Confidence? confidence) => confidence is null ? "" : Html.Table(
        $"Bands around predictions, measured on {Numbers.Count(confidence.CalibrationCurves)} curves kept apart, and what they hold of the test curves",
        ["made for", "#whole curves held", "#points held, band by point", "#half-width (typical errors)"],
        confidence.Levels.Select(level => (IReadOnlyList<string>)
        [
            Percent(level.Coverage), Measured(level.MeasuredWholeCurve), Measured(level.MeasuredPointwise), Numbers.Show(level.WholeCurve),
        ]));

    static string Measured(double? share) => share is { } known ? Percent(known) : "–";

    static string Percent(double share) => Numbers.Show(100 * share) + " %";
}
