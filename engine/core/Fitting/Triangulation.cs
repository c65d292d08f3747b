namespace SurrogateEngine.Fitting;

/// <summary>
/// A linear least-squares problem brought into triangular form by Householder's reflections, to be solved with several dampings.
/// </summary>
readonly struct Triangulation
{
    readonly double[] triangle, right, scale;
    readonly int[] columns;
    readonly int k;

    /// <param name="jacobian">Shape [n, d].</param>
    /// <param name="residuals">Shape [n].</param>
    /// <param name="n">Rows.</param>
    /// <param name="d">Columns.</param>
    /// <param name="columns">Columns that take part.</param>
    /// <param name="scale">Size of each column, shape [d].</param>
    public Triangulation(double[] jacobian, double[] residuals, int n, int d, int[] columns, double[] scale)
    {
        (this.columns, this.scale, k) = (columns, scale, columns.Length);
        double[] a = new double[n * k];
        double[] b = new double[n];
        for (int i = 0; i < n; i++)
        {
            b[i] = -residuals[i];
            for (int c = 0; c < k; c++)
                a[i * k + c] = jacobian[i * d + columns[c]] / scale[columns[c]];
        }

        Reflect(a, b, n, k);
        int rows = Math.Min(n, k);
        triangle = a[..(rows * k)];
        right = b[..rows];
    }

    /// <summary>
    /// Minimizes |J s + r|^2 + damping |D s|^2, D the scales; writes s and returns by how much the sum of squares then falls in the linear
    /// problem, damping included.
    /// </summary>
    public double Solve(double damping, double[] step)
    {
        int have = right.Length, rows = have + k;
        double[] a = new double[rows * k], b = new double[rows];
        triangle.CopyTo(a, 0);
        right.CopyTo(b, 0);
        double root = Math.Sqrt(damping);
        for (int c = 0; c < k; c++)
            a[(have + c) * k + c] = root;
        Reflect(a, b, rows, k);
        double[] s = new double[k];
        for (int c = k - 1; c >= 0; c--)
        {
            double sum = b[c];
            for (int j = c + 1; j < k; j++)
                sum -= a[c * k + j] * s[j];
            s[c] = a[c * k + c] != 0 ? sum / a[c * k + c] : 0;
            step[columns[c]] = s[c] / scale[columns[c]];
        }

        double fall = 0;
        for (int c = 0; c < k; c++)
            fall += b[c] * b[c];
        return Math.Max(fall, double.Epsilon);
    }

    /// <summary>
    /// Covariance without its variance factor, (J'J)^-1, shape [k, k] in the order of the columns; null where J has not full rank.
    /// </summary>
    public double[,]? InverseNormal()
    {
        if (right.Length < k)
            return null;
        double[,] inverse = new double[k, k];
        double largest = 0;
        for (int c = 0; c < k; c++)
            largest = Math.Max(largest, Math.Abs(triangle[c * k + c]));
        for (int c = 0; c < k; c++)
        {
            if (!(Math.Abs(triangle[c * k + c]) > 1e-13 * largest))
                return null;
            inverse[c, c] = 1 / triangle[c * k + c];
            for (int r = c - 1; r >= 0; r--)
            {
                double sum = 0;
                for (int j = r + 1; j <= c; j++)
                    sum -= triangle[r * k + j] * inverse[j, c];
                inverse[r, c] = sum / triangle[r * k + r];
            }
        }

        double[,] covariance = new double[k, k];
        for (int a = 0; a < k; a++)
            for (int b = 0; b < k; b++)
            {
                double sum = 0;
                for (int j = Math.Max(a, b); j < k; j++)
                    sum += inverse[a, j] * inverse[b, j];
                covariance[a, b] = sum / (scale[columns[a]] * scale[columns[b]]);
            }

        return covariance;
    }

    static void Reflect(double[] a, double[] b, int rows, int columns)
    {
        for (int c = 0; c < Math.Min(rows, columns); c++)
        {
            double norm = 0;
            for (int i = c; i < rows; i++)
                norm += a[i * columns + c] * a[i * columns + c];
            if (norm == 0)
                continue;
            double alpha = a[c * columns + c] > 0 ? -Math.Sqrt(norm) : Math.Sqrt(norm), beta = 1 / (norm - alpha * a[c * columns + c]);
            a[c * columns + c] -= alpha;
            for (int j = c + 1; j < columns; j++)
            {
                double dot = 0;
                for (int i = c; i < rows; i++)
                    dot += a[i * columns + c] * a[i * columns + j];
                for (int i = c; i < rows; i++)
                    a[i * columns + j] -= beta * dot * a[i * columns + c];
            }

            double project = 0;
            for (int i = c; i < rows; i++)
                project += a[i * columns + c] * b[i];
            for (int i = c; i < rows; i++)
                b[i] -= beta * project * a[i * columns + c];
            a[c * columns + c] = alpha;
            for (int i = c + 1; i < rows; i++)
                a[i * columns + c] = 0;
        }
    }
}
