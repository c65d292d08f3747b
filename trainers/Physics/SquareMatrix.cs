namespace SurrogateEngine.Trainers;

/// <summary>Small matrices, row-major.</summary>
static class SquareMatrix
{
    /// <summary>The inverse, by Gauss and Jordan, the largest pivot of each column first.</summary>
    /// <param name="matrix">Shape [n, n]; left as it is.</param>
    /// <param name="n">Rows.</param>
    public static double[] Inverse(double[] matrix, int n)
    {
        double[] a = [.. matrix], inverse = new double[n * n];
        for (int i = 0; i < n; i++) inverse[i * n + i] = 1;
        for (int column = 0; column < n; column++)
        {
            int pivot = Enumerable.Range(column, n - column).MaxBy(row => Math.Abs(a[row * n + column]));
            double scale = 1 / a[pivot * n + column];
            for (int k = 0; k < n; k++)
            {
                (a[column * n + k], a[pivot * n + k]) = (a[pivot * n + k] * scale, pivot == column ? a[pivot * n + k] * scale : a[column * n + k]);
                (inverse[column * n + k], inverse[pivot * n + k]) = (inverse[pivot * n + k] * scale, pivot == column ? inverse[pivot * n + k] * scale : inverse[column * n + k]);
            }
            for (int row = 0; row < n; row++)
            {
                double factor = row == column ? 0 : a[row * n + column];
                for (int k = 0; factor != 0 && k < n; k++)
                {
                    a[row * n + k] -= factor * a[column * n + k];
                    inverse[row * n + k] -= factor * inverse[column * n + k];
                }
            }
        }
        return inverse;
    }
}
