namespace SurrogateEngine.Report.Svg;

/// <summary>The small sample of a mark in a legend.</summary>
static class LegendSwatch
{
    public static string Of(Mark mark, double x, double y)
    {
        string tone = MarkDrawing.Class(mark), from = Numbers.Place(x), to = Numbers.Place(x + 17), at = Numbers.Place(y),
            center = Numbers.Place(x + 9);
        return mark switch
        {
            LineMark line => $"<path {MarkDrawing.Look(line)} d=\"M{from} {at}H{to}\"/>",
            RuleMark => $"<path class=\"rule {tone}\" d=\"M{center} {Numbers.Place(y - 6)}V{Numbers.Place(y + 6)}\"/>",
            PointMark points =>
                $"<g class=\"{(points.Hollow ? "hollow" : "dot")} {tone}\"><circle cx=\"{center}\" cy=\"{at}\" r=\"3.6\"/></g>",
            CloudMark =>
                $"<path class=\"cloud {tone}\" d=\"M{Numbers.Place(x + 5)} {Numbers.Place(y + 2)}h0M{Numbers.Place(x + 9)} {Numbers.Place(y - 3)}h0M{Numbers.Place(x + 13)} {Numbers.Place(y + 1)}h0\"/>",
            BandMark band => $"<path class=\"band{(band.Solid ? " solid" : "")} {tone}\" d=\"M{from} {Numbers.Place(y - 5)}H{to}V{Numbers.Place(y + 5)}H{from}Z\"/>",
            _ => $"<g class=\"bar {tone}\"><rect x=\"{Numbers.Place(x + 3)}\" y=\"{Numbers.Place(y - 5)}\" width=\"10\" height=\"10\"/></g>",
        };
    }
}
