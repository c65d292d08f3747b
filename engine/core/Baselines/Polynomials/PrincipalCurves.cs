using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace SurrogateEngine.Baselines.Polynomials;

/// <summary>Curves as their mean plus a few modes (proper orthogonal decomposition), so that few numbers a curve are left to
/// learn.</summary>
sealed class PrincipalCurves
{
    /// <summary>Share of the curves' variance that may be left out: an error of 1e-5 of their spread.</summary>
    const double LeftOut = 1e-10;

    readonly double[] mean;

    // One row a mode, orthonormal.
    readonly double[][] modes;

    /// <summary>Finds the modes of curves.</summary>
    /// <param name="curves">One array a curve.</param>
    /// <param name="weights">Weight of each curve.</param>
    public PrincipalCurves(double[][] curves, double[] weights)
    {
        int points = curves[0].Length;
        mean = new double[points];
        double total = weights.Sum();
        for (int row = 0; row < curves.Length; row++)
            for (int j = 0; j < points; j++)
                mean[j] += weights[row] / total * curves[row][j];
        var eigen = Covariance(curves, weights).Evd(Symmetricity.Symmetric);
        modes = [.. Enumerable.Range(0, Needed(eigen.EigenValues.Select(value => value.Real).ToArray()))
            .Select(k => eigen.EigenVectors.Column(points - 1 - k).ToArray())];
    }

    /// <summary>Modes kept.</summary>
    public int Count => modes.Length;

    /// <summary>A curve's coordinates, shape [Count].</summary>
    public double[] ScoresOf(double[] curve)
    {
        var centered = new double[curve.Length];
        TensorPrimitives.Subtract(curve, mean, centered);
        return [.. modes.Select(mode => TensorPrimitives.Dot<double>(mode, centered))];
    }

    /// <summary>The curve with those coordinates, shape [points].</summary>
    public double[] CurveOf(ReadOnlySpan<double> scores)
    {
        double[] curve = [.. mean];
        for (int k = 0; k < modes.Length; k++)
            TensorPrimitives.MultiplyAdd(modes[k], scores[k], curve, curve);
        return curve;
    }

    Matrix<double> Covariance(double[][] curves, double[] weights)
    {
        var centered = Matrix<double>.Build.Dense(mean.Length, curves.Length,
            (j, row) => Math.Sqrt(weights[row]) * (curves[row][j] - mean[j]));
        return centered.TransposeAndMultiply(centered);
    }

    // Eigenvalues come in ascending order.
    static int Needed(double[] values)
    {
        double sum = values.Sum(), kept = 0;
        int count = 0;
        while (count < values.Length && kept < sum * (1 - LeftOut))
            kept += values[values.Length - 1 - count++];
        return Math.Max(1, count);
    }
}
