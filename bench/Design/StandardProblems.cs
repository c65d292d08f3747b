namespace SurrogateEngine.Bench.Design;

/// <summary>The functions by which optimizers are known, each over the unit box.</summary>
static class StandardProblems
{
    /// <summary>Rosenbrock's valley over [-5, 5]; the minimum is 0 where all coordinates are 1.</summary>
    public static double Rosenbrock(double[] u)
    {
        double[] x = [.. u.Select(share => 10 * share - 5)];
        return Enumerable.Range(0, x.Length - 1).Sum(i => 100 * Math.Pow(x[i + 1] - x[i] * x[i], 2) + Math.Pow(1 - x[i], 2));
    }

    /// <summary>Rastrigin's function over [-5.12, 5.12]: a minimum in each unit cell, the lowest, 0, in the middle.</summary>
    public static double Rastrigin(double[] u) =>
        u.Select(share => 10.24 * share - 5.12).Sum(v => v * v - 10 * Math.Cos(2 * Math.PI * v) + 10);

    /// <summary>Branin's function; the minimum is 0.397887, at three points.</summary>
    public static double Branin(double[] u)
    {
        double x = 15 * u[0] - 5, y = 15 * u[1];
        double valley = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
        return valley * valley + 10 * (1 - 1 / (8 * Math.PI)) * Math.Cos(x) + 10;
    }

    /// <summary>Dixon &amp; Szego 1978; its minimum is -3.32237.</summary>
    public static double Hartmann6(double[] u)
    {
        double[] alpha = [1, 1.2, 3, 3.2];
        double[][] a = [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]];
        double[][] p =
        [
            [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886], [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
            [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650], [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
        ];
        return -Enumerable.Range(0, 4).Sum(i =>
            alpha[i] * Math.Exp(-Enumerable.Range(0, 6).Sum(j => a[i][j] * Math.Pow(u[j] - p[i][j], 2))));
    }

    /// <summary>Two objectives of 30 variables: Zitzler, Deb &amp; Thiele, Evol. Comput. 8 (2000) 173.</summary>
    /// <param name="problem">zdt1 (a convex front), zdt2 (a concave one) or zdt3 (five pieces).</param>
    public static Func<double[], double[]> Zdt(string problem) => x =>
    {
        double g = 1 + 9 * x.Skip(1).Average(), f = x[0];
        return problem switch
        {
            "zdt1" => [f, g * (1 - Math.Sqrt(f / g))],
            "zdt2" => [f, g * (1 - f / g * (f / g))],
            _ => [f, g * (1 - Math.Sqrt(f / g) - f / g * Math.Sin(10 * Math.PI * f))],
        };
    };

    /// <summary>Hypervolume of the true front of one of them, reference point (1.1, 1.1).</summary>
    public static double ZdtVolume(string problem) => SurrogateEngine.Design.Hypervolume.Of(
        Enumerable.Range(0, 20_001).Select(i => Zdt(problem)([i / 20_000.0, .. new double[29]])), [1.1, 1.1]);

    /// <summary>A sphere as front: Deb, Thiele, Laumanns &amp; Zitzler 2005, for any number of objectives.</summary>
    public static double[] Dtlz2(double[] x, int objectives = 3)
    {
        double g = x.Skip(objectives - 1).Sum(v => (v - 0.5) * (v - 0.5));
        double[] values = new double[objectives];
        for (int k = 0; k < objectives; k++)
        {
            values[k] = 1 + g;
            for (int j = 0; j < objectives - 1 - k; j++)
                values[k] *= Math.Cos(x[j] * Math.PI / 2);
            if (k > 0)
                values[k] *= Math.Sin(x[objectives - 1 - k] * Math.PI / 2);
        }

        return values;
    }

    /// <summary>Even random points of the unit box.</summary>
    public static IEnumerable<double[]> Random(int n, int count, ulong seed) => Enumerable.Range(0, count)
        .Select(i => Enumerable.Range(0, n).Select(k => SplitMix64.ToUnit(SplitMix64.Hash(seed, (ulong)i, (ulong)k))).ToArray());
}
