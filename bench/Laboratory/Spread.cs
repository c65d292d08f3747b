namespace SurrogateEngine.Bench.Laboratory;

/// <summary>How numbers are spread.</summary>
/// <param name="Quarter">Value below which a quarter lies.</param>
/// <param name="Median">Half.</param>
/// <param name="ThreeQuarters">Three quarters.</param>
/// <param name="Mean">Their mean.</param>
sealed record Spread(double Quarter, double Median, double ThreeQuarters, double Mean)
{
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        double At(double share) => sorted.Length == 0 ? double.NaN : sorted[(int)Math.Round(share * (sorted.Length - 1))];
        return new Spread(At(0.25), At(0.5), At(0.75), sorted.Length == 0 ? double.NaN : sorted.Average());
    }
}
