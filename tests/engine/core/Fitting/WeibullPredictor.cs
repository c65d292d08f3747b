using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Engine.Core.Fitting;

/// <summary>Weibull release F = fmax (1 - exp(-(t/(td scale))^b)): a stand-in predictor with a closed form. Only the product td scale shows
/// in its curves.</summary>
sealed class WeibullPredictor(IReadOnlyList<double>? times = null) : IMechanisticModel
{
    public CurveSpace Space { get; } = new(
        "weibull", 1,
        [
            new("fmax", "", 0.2, 1, Scale.Linear, "fraction released in the end", "test"),
            new("td", "d", 0.1, 100, Scale.Log, "time scale", "test"),
            new("b", "", 0.3, 3, Scale.Log, "shape", "test"),
            new("scale", "", 0.1, 10, Scale.Log, "factor on the time scale", "test"),
        ],
        [new("F", "", "fraction released"), new("rate", "1/d", "unused second output")],
        times ?? TimeGrid.Geometric(1e-3, 30, 64), "d");

    public ICurveModel At(IReadOnlyList<double> times) => new WeibullPredictor(times);

    public int Calls { get; private set; }

    public static double At(double time, double fmax, double td, double b) => fmax * (1 - Math.Exp(-Math.Pow(time / td, b)));

    public void Predict(ReadOnlySpan<double> parameters, int count, Span<float> curves)
    {
        Calls++;
        for (int i = 0; i < count; i++)
            for (int j = 0; j < Space.Times.Count; j++)
                curves[i * Space.Points + j] = (float)At(
                    Space.Times[j], parameters[4 * i], parameters[4 * i + 1] * parameters[4 * i + 3], parameters[4 * i + 2]);
    }
}
