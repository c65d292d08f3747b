using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>The shapes of which a set of curves consists: eigenvectors of their covariance, by falling variance.</summary>
static class PodBasis
{
    const int MostCurves = 8192;

    /// <summary>The leading modes of the normalized training curves, each as long as the deviation along it.</summary>
    /// <returns>Shape [min(modes, points), points].</returns>
    public static float[] Of(CurveSet set, ReadOnlySpan<int> rows, OutputTransform transform, int modes)
    {
        int points = set.Space.Points, kept = Math.Min(modes, points);
        using var scope = NewDisposeScope();
        var some = rows[..Math.Min(rows.Length, MostCurves)];
        var curves = transform.ToNetwork(set.CurveTensor(some)).to(ScalarType.Float64);
        double[] covariance = (curves.t().matmul(curves) / some.Length).data<double>().ToArray();
        var (variances, shapes) = SymmetricEigen.Of(covariance, points);
        var basis = new float[kept * points];
        for (int mode = 0; mode < kept; mode++)
        {
            double size = Math.Sqrt(Math.Max(0, variances[mode]));
            for (int j = 0; j < points; j++)
                basis[mode * points + j] = (float)(shapes[mode][j] * size);
        }
        return basis;
    }
}
