namespace SurrogateEngine.Trainers.Tabular;

/// <summary>
/// Minimizes a'Qa/2 + p'a with y'a = 0 and 0 &lt;= a &lt;= C, the dual problem of support vector machines, by sequential minimal
/// optimization
/// with working sets chosen by second-order information (Fan, Chen &amp; Lin, J. Mach. Learn. Res. 6, 2005, WSS 2).
/// </summary>
/// <param name="kernel">Kernel of rows i and j.</param>
/// <param name="y">Signs, +1 or -1, one a variable.</param>
/// <param name="p">Linear term, one a variable.</param>
/// <param name="rowOf">Row that a variable belongs to: epsilon-regression has two variables a row.</param>
/// <param name="limit">C.</param>
sealed class SupportVectorSolver(float[][] kernel, sbyte[] y, double[] p, int[] rowOf, double limit)
{
    /// <summary>Largest violation of the optimality conditions that is left.</summary>
    public const double Tolerance = 1e-3;

    const double Curvature = 1e-12;
    const int StepsPerVariable = 200;

    readonly double[] a = new double[y.Length], gradient = [.. p];

    /// <summary>Solves it.</summary>
    /// <returns>The variables and the offset rho of the decision sum y a K - rho.</returns>
    public (double[] A, double Rho) Solve(CancellationToken cancellation)
    {
        for (long step = 0, most = Math.Max(100_000L, StepsPerVariable * (long)y.Length); step < most; step++)
        {
            if (step % 1024 == 0)
                cancellation.ThrowIfCancellationRequested();
            (int i, int j) = WorkingSet();
            if (j < 0)
                break;
            Move(i, j);
        }

        return (a, Rho());
    }

    bool MayRise(int t) => y[t] > 0 ? a[t] < limit : a[t] > 0;

    bool MayFall(int t) => y[t] > 0 ? a[t] > 0 : a[t] < limit;

    (int I, int J) WorkingSet()
    {
        int i = -1, j = -1;
        double up = double.NegativeInfinity, down = double.NegativeInfinity, best = double.PositiveInfinity;
        for (int t = 0; t < a.Length; t++)
            if (MayRise(t) && -y[t] * gradient[t] >= up)
                (up, i) = (-y[t] * gradient[t], t);
        if (i < 0)
            return (-1, -1);
        float[] row = kernel[rowOf[i]];
        for (int t = 0; t < a.Length; t++)
        {
            if (!MayFall(t))
                continue;
            double toward = y[t] * gradient[t], gain = up + toward;
            down = Math.Max(down, toward);
            if (gain <= 0)
                continue;
            double curvature = Math.Max(row[rowOf[i]] + kernel[rowOf[t]][rowOf[t]] - 2 * row[rowOf[t]], Curvature);
            if (-gain * gain / curvature <= best)
                (best, j) = (-gain * gain / curvature, t);
        }

        return up + down < Tolerance ? (-1, -1) : (i, j);
    }

    // Along y'a = 0 to the minimum, or to the edge of the box.
    void Move(int i, int j)
    {
        float[] rowI = kernel[rowOf[i]], rowJ = kernel[rowOf[j]];
        double curvature = Math.Max(rowI[rowOf[i]] + rowJ[rowOf[j]] - 2 * rowI[rowOf[j]], Curvature);
        double step = (-y[i] * gradient[i] + y[j] * gradient[j]) / curvature;
        step = Math.Min(step, y[i] > 0 ? limit - a[i] : a[i]);
        step = Math.Min(step, y[j] > 0 ? a[j] : limit - a[j]);
        a[i] = Math.Clamp(a[i] + y[i] * step, 0, limit);
        a[j] = Math.Clamp(a[j] - y[j] * step, 0, limit);
        for (int t = 0; t < a.Length; t++)
            gradient[t] += y[t] * step * (rowI[rowOf[t]] - rowJ[rowOf[t]]);
    }

    double Rho()
    {
        double sum = 0, least = double.PositiveInfinity, most = double.NegativeInfinity;
        int free = 0;
        for (int t = 0; t < a.Length; t++)
        {
            double value = y[t] * gradient[t];
            if (a[t] > 0 && a[t] < limit)
                (sum, free) = (sum + value, free + 1);
            else if (MayFall(t))
                most = Math.Max(most, value);
            else
                least = Math.Min(least, value);
        }

        return free > 0 ? sum / free : double.IsFinite(least + most) ? 0.5 * (least + most) : double.IsFinite(most) ? most : least;
    }
}
