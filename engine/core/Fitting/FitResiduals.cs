using MathNet.Numerics.LinearAlgebra;

namespace SurrogateEngine.Fitting;

/// <summary>Weighted residuals at one point of the searched cube, in the order of time.</summary>
/// <param name="Values">Shape [points].</param>
/// <param name="Jacobian">Derivatives by the coordinates that no face of the cube holds, shape [points, those].</param>
sealed record FitResiduals(double[] Values, Matrix<double> Jacobian)
{
    /// <summary>Square root of the sum of squares.</summary>
    public double Norm => Math.Sqrt(Values.Sum(value => value * value));

    /// <summary>Those of an objective.</summary>
    public static FitResiduals Of(FitObjective objective, double[] point)
    {
        double[] values = new double[objective.Points];
        objective.Evaluate(point, 1, values, new double[1]);
        Matrix<double> all = objective.Jacobians(point, 1)[0];
        int[] moving = [.. Enumerable.Range(0, point.Length).Where(j => point[j] is > 0 and < 1)];
        return new(values, Matrix<double>.Build.Dense(values.Length, moving.Length, (i, j) => all[i, moving[j]]));
    }
}
