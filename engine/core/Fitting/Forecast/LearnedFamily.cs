using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using SurrogateEngine.Fitting.Empirical;

namespace SurrogateEngine.Fitting;

/// <summary>
/// An empirical model whose parameters, in days, are expected where the formulation's features put them: normal in the coordinates of <see
/// cref="ParameterCoordinates"/>. A point of the unit cube stands for that point's quantiles, so that flat in the cube is the prior.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="days">Times of the curves, days.</param>
/// <param name="mean">Expected coordinates.</param>
/// <param name="factor">Cholesky factor of their covariance.</param>
sealed class LearnedFamily(EmpiricalModel model, double[] days, double[] mean, Matrix<double> factor) : IForecastFamily
{
    public string Name => $"{model.Name}, expected of its features";

    public int Dimensions => mean.Length;

    public void Predict(ReadOnlySpan<double> points, int count, Span<double> released)
    {
        int d = Dimensions;
        Span<double> normal = stackalloc double[d], row = stackalloc double[d];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < d; j++)
                normal[j] = Normal.InvCDF(0, 1, Math.Clamp(points[i * d + j], 1e-9, 1 - 1e-9));
            for (int j = 0; j < d; j++)
            {
                double at = mean[j];
                for (int k = 0; k <= j; k++)
                    at += factor[j, k] * normal[k];
                row[j] = ParameterCoordinates.Value(model.Parameters[j], at);
            }

            Span<double> into = released.Slice(i * days.Length, days.Length);
            EmpiricalObjective.Values(model, row, days, into, []);
            for (int j = 0; j < into.Length; j++)
                into[j] = Math.Min(into[j] / 100, 1);
        }
    }
}

/// <summary>Parameters of empirical models as numbers without ends: logarithms, or logits between two ends.</summary>
static class ParameterCoordinates
{
    const double Edge = 0.003, Tiny = 1e-12;

    /// <summary>The coordinate of a value.</summary>
    public static double Of(EmpiricalParameter parameter, double value)
    {
        if (parameter.Log)
            return Math.Log(Math.Max(value, Tiny));
        if (!Bounded(parameter))
            return value;
        double share = Math.Clamp((value - parameter.Low) / (parameter.High - parameter.Low), Edge, 1 - Edge);
        return Math.Log(share / (1 - share));
    }

    /// <summary>The value at a coordinate.</summary>
    public static double Value(EmpiricalParameter parameter, double at) => parameter.Log ? Math.Exp(Math.Clamp(at, -60, 60))
        : Bounded(parameter) ? parameter.Low + (parameter.High - parameter.Low) / (1 + Math.Exp(-at)) : at;

    static bool Bounded(EmpiricalParameter parameter) => double.IsFinite(parameter.Low) && double.IsFinite(parameter.High);
}
