namespace SurrogateEngine.Trainers;

/// <summary>Least squares of several quantities on the same few inputs and a constant, held down by a small ridge.</summary>
static class LogLinear
{
    const double Ridge = 1e-3;

    /// <summary>Coefficients of log(quantity) = c_0 + sum over j of c_j x_j.</summary>
    /// <param name="inputs">Shape [rows, count].</param>
    /// <param name="count">Inputs of a row.</param>
    /// <param name="quantities">Above zero, shape [rows, targets].</param>
    /// <param name="targets">Quantities of a row.</param>
    /// <returns>Shape [count + 1, targets], the constant first.</returns>
    public static double[] Fit(ReadOnlySpan<float> inputs, int count, double[] quantities, int targets)
    {
        int rows = quantities.Length / targets, n = count + 1;
        double[] normal = new double[n * n], right = new double[n * targets], x = new double[n];
        for (int i = 1; i < n; i++)
            normal[i * n + i] = Ridge * rows;
        x[0] = 1;
        for (int row = 0; row < rows; row++)
        {
            for (int j = 0; j < count; j++)
                x[j + 1] = inputs[row * count + j];
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                    normal[i * n + j] += x[i] * x[j];
                for (int target = 0; target < targets; target++)
                    right[i * targets + target] += x[i]
                    * Math.Log(quantities[row * targets + target]);
            }
        }
        Solve(normal, n, right, targets);
        return right;
    }

    /// <summary>Cholesky's way through a symmetric positive definite system; the right-hand sides become the answers.</summary>
    static void Solve(double[] a, int n, double[] b, int columns)
    {
        for (int j = 0; j < n; j++)
        {
            for (int k = 0; k < j; k++)
                a[j * n + j] -= a[j * n + k] * a[j * n + k];
            a[j * n + j] = Math.Sqrt(a[j * n + j]);
            for (int i = j + 1; i < n; i++)
            {
                for (int k = 0; k < j; k++)
                    a[i * n + j] -= a[i * n + k] * a[j * n + k];
                a[i * n + j] /= a[j * n + j];
            }
        }
        for (int column = 0; column < columns; column++)
        {
            for (int i = 0; i < n; i++)
            {
                for (int k = 0; k < i; k++)
                    b[i * columns + column] -= a[i * n + k] * b[k * columns + column];
                b[i * columns + column] /= a[i * n + i];
            }
            for (int i = n - 1; i >= 0; i--)
            {
                for (int k = i + 1; k < n; k++)
                    b[i * columns + column] -= a[k * n + i] * b[k * columns + column];
                b[i * columns + column] /= a[i * n + i];
            }
        }
    }
}
