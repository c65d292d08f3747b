namespace SurrogateEngine.Trainers;

/// <summary>
/// Curves by their values at Chebyshev-Lobatto nodes of logarithmic time, s = log(1 + t/early) / log(1 + end/early), joined by
/// the polynomial through them, whose derivative is exact and one small matrix product (Trefethen, Spectral Methods in MATLAB,
/// SIAM 2000, chapter 6; Berrut &amp; Trefethen, SIAM Review 46 (2004) 501). Node 0 is t = 0, where a deviation from the start is
/// zero by definition: what this basis joins meets the initial condition exactly.
/// </summary>
sealed class TimeBasis
{
    readonly double[] nodes;
    readonly double early, length;

    /// <summary>A basis from 0 to <paramref name="end"/>.</summary>
    /// <param name="count">Nodes after t = 0.</param>
    /// <param name="early">Time below which the scale is even in t and above which it is even in log t.</param>
    /// <param name="end">The last node.</param>
    public TimeBasis(int count, double early, double end)
    {
        (this.early, length) = (early, Math.Log(1 + end / early));
        nodes = [.. Enumerable.Range(0, count + 1).Select(k => 0.5 * (1 - Math.Cos(Math.PI * k / count)))];
        Times = [.. nodes.Skip(1).Select(s => early * (Math.Exp(length * s) - 1))];
        Times[^1] = end;
        Stretch = [.. Times.Select(t => length * (t + early))];
        Derivative = DerivativeMatrix();
        Integral = Inverse(Derivative, count);
    }

    /// <summary>Nodes after t = 0.</summary>
    public int Count => Times.Length;

    /// <summary>Times of the nodes, ascending.</summary>
    public double[] Times { get; }

    /// <summary>dt/ds at each node.</summary>
    public double[] Stretch { get; }

    /// <summary>d/ds at node j of the polynomial that is 1 at node k and 0 at the others, row-major [j, k].</summary>
    public double[] Derivative { get; }

    /// <summary>The inverse of <see cref="Derivative"/>: values at the nodes of the polynomial that has these slopes there and starts at 0.</summary>
    public double[] Integral { get; }

    /// <summary>What the curve at a time takes of each node's value; the weight of t = 0 is left out.</summary>
    public double[] At(double t)
    {
        double s = Math.Log(1 + t / early) / length;
        var weights = new double[nodes.Length];
        int hit = Array.FindIndex(nodes, node => Math.Abs(s - node) < 1e-13);
        if (hit >= 0) weights[hit] = 1;
        else
        {
            for (int k = 0; k < nodes.Length; k++) weights[k] = Weight(k) / (s - nodes[k]);
            double sum = weights.Sum();
            for (int k = 0; k < nodes.Length; k++) weights[k] /= sum;
        }
        return weights[1..];
    }

    // Rows add up to zero over all nodes, the one at the start included: a constant has no slope.
    double[] DerivativeMatrix()
    {
        int count = Count;
        var matrix = new double[count * count];
        for (int j = 1; j <= count; j++)
        {
            double sum = Weight(0) / Weight(j) / (nodes[j] - nodes[0]);
            for (int k = 1; k <= count; k++)
                if (k != j) sum += matrix[(j - 1) * count + k - 1] = Weight(k) / Weight(j) / (nodes[j] - nodes[k]);
            matrix[(j - 1) * count + j - 1] = -sum;
        }
        return matrix;
    }

    // Gauss and Jordan, the largest pivot of each column first.
    static double[] Inverse(double[] matrix, int n)
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

    double Weight(int k) => (k % 2 == 0 ? 1 : -1) * (k == 0 || k == nodes.Length - 1 ? 0.5 : 1);
}
