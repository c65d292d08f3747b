namespace SurrogateEngine.Report.Svg;

/// <summary>The plot area inside a chart, in the chart's own units, and the way from values to places.</summary>
sealed record Frame(Axis XAxis, Axis YAxis, double Left, double Top, double Right, double Bottom)
{
    public double X(double value) => Left + XAxis.At(value) * (Right - Left);

    public double Y(double value) => Bottom - YAxis.At(value) * (Bottom - Top);

    /// <summary>Whether the point has a place; a chart draws a little beyond its frame and is clipped to it.</summary>
    public bool Holds(double x, double y) => double.IsFinite(X(x)) && double.IsFinite(Y(y));

    /// <summary>A point as text.</summary>
    public string Corner(double x, double y) =>
        $"{Numbers.Place(Math.Clamp(X(x), -1e4, 1e4))} {Numbers.Place(Math.Clamp(Y(y), -1e4, 1e4))}";
}
