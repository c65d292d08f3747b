namespace SurrogateEngine.Trainers;

/// <summary>Eigenvectors of a small symmetric matrix by cyclic Jacobi rotations (Golub &amp; Van Loan, Matrix Computations, section 8.5).</summary>
static class SymmetricEigen
{
    const int MostSweeps = 60;

    /// <summary>Eigenvalues, largest first, and their eigenvectors.</summary>
    /// <param name="matrix">Symmetric, row-major, shape [n, n]; left as it is.</param>
    /// <param name="n">Rows.</param>
    /// <returns>Values, shape [n], and vectors row by row, shape [n, n]; the largest component of each is positive.</returns>
    public static (double[] Values, double[][] Vectors) Of(double[] matrix, int n)
    {
        double[] a = [.. matrix], v = new double[n * n];
        for (int i = 0; i < n; i++) v[i * n + i] = 1;
        double size = a.Sum(x => x * x);
        for (int sweep = 0; sweep < MostSweeps && OffDiagonal(a, n) > 1e-30 * size; sweep++)
            for (int p = 0; p < n; p++)
                for (int q = p + 1; q < n; q++)
                    if (a[p * n + q] != 0) Rotate(a, v, n, p, q);
        int[] order = [.. Enumerable.Range(0, n).OrderByDescending(i => a[i * n + i])];
        return ([.. order.Select(i => a[i * n + i])], [.. order.Select(i => Signed([.. Enumerable.Range(0, n).Select(row => v[row * n + i])]))]);
    }

    static void Rotate(double[] a, double[] v, int n, int p, int q)
    {
        double theta = (a[q * n + q] - a[p * n + p]) / (2 * a[p * n + q]);
        double t = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
        double c = 1 / Math.Sqrt(t * t + 1), s = t * c;
        for (int k = 0; k < n; k++) Turn(ref a[k * n + p], ref a[k * n + q], c, s);
        for (int k = 0; k < n; k++) Turn(ref a[p * n + k], ref a[q * n + k], c, s);
        for (int k = 0; k < n; k++) Turn(ref v[k * n + p], ref v[k * n + q], c, s);
    }

    static void Turn(ref double x, ref double y, double c, double s) => (x, y) = (c * x - s * y, s * x + c * y);

    static double OffDiagonal(double[] a, int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                if (i != j) sum += a[i * n + j] * a[i * n + j];
        return sum;
    }

    static double[] Signed(double[] vector) =>
        vector.MaxBy(Math.Abs) < 0 ? [.. vector.Select(x => -x)] : vector;
}
