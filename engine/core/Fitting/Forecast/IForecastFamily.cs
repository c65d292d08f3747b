namespace SurrogateEngine.Fitting;

/// <summary>A family of release curves with a flat prior over the unit cube: what a forecast averages over.</summary>
interface IForecastFamily
{
    /// <summary>Its name.</summary>
    string Name { get; }

    /// <summary>How many parameters it has.</summary>
    int Dimensions { get; }

    /// <summary>Released fractions of many members.</summary>
    /// <param name="points">Shape [count, Dimensions], inside the unit cube.</param>
    /// <param name="count">How many.</param>
    /// <param name="released">Receives shape [count, times]; NaN where there is no curve.</param>
    void Predict(ReadOnlySpan<double> points, int count, Span<double> released);
}
