using MathNet.Numerics.LinearAlgebra;

namespace SurrogateEngine.Fitting;

/// <summary>
/// Levenberg-Marquardt from many starts in lock-step, so that every predictor call is one large batch. Derivatives are the
/// predictor's own, exact where it has any; several dampings are tried at once and the best step is kept. Points stay in the unit
/// cube: a coordinate at a face that wants to leave is held there.
/// </summary>
/// <param name="objective">The residuals.</param>
/// <param name="effort">How far to go.</param>
sealed class LeastSquares(IBatchResiduals objective, SearchEffort? effort = null)
{
    static readonly double[] Dampings = [0.01, 0.1, 1, 10];

    /// <summary>Steps tried at once in each iteration.</summary>
    public const int TriesAtOnce = 4;

    readonly SearchEffort effort = effort ?? new();

    /// <summary>Parameter sets tried from one start at most.</summary>
    public static int Tries(int dimensions) => 1 + new SearchEffort().Iterations * (dimensions + TriesAtOnce);

    readonly int d = objective.Dimensions;
    readonly int n = objective.Points;

    /// <summary>Refines <paramref name="starts"/> (each shape [Dimensions]); returns where each came to and its sum of squares.</summary>
    /// <param name="starts">Where to begin.</param>
    /// <param name="held">A coordinate of each that does not move; null where all do.</param>
    public (double[] Point, double Sum)[] Refine(IReadOnlyList<double[]> starts, int[]? held = null)
    {
        int count = starts.Count, idle = 0, age = 0;
        double[][] points = [.. starts.Select(start => (double[])start.Clone())];
        double[] damping = [.. Enumerable.Repeat(1e-2, count)];
        double[] residuals = new double[count * n], sums = new double[count];
        objective.Evaluate(Flatten(points), count, residuals, sums);
        Matrix<double>[] jacobians = [];
        for (int iteration = 0; iteration < effort.Iterations && idle < effort.Patience && d > 0; iteration++, age++)
        {
            if (jacobians.Length == 0 || age >= effort.JacobianEvery || idle > 0)
                (jacobians, age) = (Jacobians(points), 0);
            double[][] trials = [.. Enumerable.Range(0, count).SelectMany(i =>
                Steps(points[i], jacobians[i], residuals.AsSpan(i * n, n), damping[i], held?[i] ?? -1))];
            double[] trialResiduals = new double[trials.Length * n], trialSums = new double[trials.Length];
            objective.Evaluate(Flatten(trials), trials.Length, trialResiduals, trialSums);

            bool improved = false;
            for (int i = 0; i < count; i++)
            {
                int best = Enumerable.Range(i * Dampings.Length, Dampings.Length).MinBy(t => trialSums[t]);
                if (!(trialSums[best] < sums[i]))
                {
                    damping[i] = Math.Min(damping[i] * 100, 1e8);
                    continue;
                }

                improved |= sums[i] - trialSums[best] > effort.Tolerance * sums[i];
                damping[i] = Math.Clamp(damping[i] * Dampings[best % Dampings.Length], 1e-9, 1e8);
                Span<double> before = residuals.AsSpan(i * n, n), after = trialResiduals.AsSpan(best * n, n);
                if (effort.JacobianEvery > 1)
                    Update(jacobians[i], points[i], trials[best], before, after);
                (points[i], sums[i]) = (trials[best], trialSums[best]);
                after.CopyTo(before);
            }

            idle = improved ? 0 : idle + 1;
        }

        return [.. points.Zip(sums)];
    }

    /// <summary>Broyden's update: the smallest change of J that makes it agree with the step taken (Math. Comp. 19 (1965) 577).</summary>
    static void Update(Matrix<double> jacobian, double[] from, double[] to, ReadOnlySpan<double> before, ReadOnlySpan<double> after)
    {
        Vector<double> step = Vector<double>.Build.Dense(from.Length, j => to[j] - from[j]);
        double square = step.DotProduct(step);
        if (square == 0)
            return;
        Vector<double> told = jacobian * step;
        for (int k = 0; k < before.Length; k++)
            if (after[k] - before[k] - told[k] is var miss && double.IsFinite(miss))
                for (int j = 0; j < from.Length; j++)
                    jacobian[k, j] += miss * step[j] / square;
    }

    /// <summary>Derivatives of the residuals at each point, shape [Points, Dimensions] each.</summary>
    public Matrix<double>[] Jacobians(double[][] points) => objective.Jacobians(Flatten(points), points.Length);

    /// <summary>Solves (J'J + damping (diag J'J + eps)) step = -J'r over the coordinates that may move, for each damping.</summary>
    double[][] Steps(double[] point, Matrix<double> jacobian, ReadOnlySpan<double> residual, double damping, int held)
    {
        var gradient = jacobian.TransposeThisAndMultiply(Vector<double>.Build.DenseOfArray(residual.ToArray()));
        int[] moving = [.. Enumerable.Range(0, d)
            .Where(j => j != held && !(point[j] <= 0 && gradient[j] > 0) && !(point[j] >= 1 && gradient[j] < 0))];
        if (moving.Length == 0)
            return [.. Dampings.Select(_ => (double[])point.Clone())];
        var normal = jacobian.TransposeThisAndMultiply(jacobian);
        double floor = 1e-6 * normal.Diagonal().Maximum() + 1e-12;
        return [.. Dampings.Select(factor =>
        {
            var system = Matrix<double>.Build.Dense(moving.Length, moving.Length, (a, b) => normal[moving[a], moving[b]]);
            for (int a = 0; a < moving.Length; a++)
                system[a, a] += damping * factor * (system[a, a] + floor);
            var step = system.Solve(Vector<double>.Build.Dense(moving.Length, a => -gradient[moving[a]]));
            double[] next = (double[])point.Clone();
            for (int a = 0; a < moving.Length; a++)
                if (double.IsFinite(step[a]))
                    next[moving[a]] = Math.Clamp(next[moving[a]] + step[a], 0, 1);
            return next;
        })];
    }

    double[] Flatten(double[][] points)
    {
        double[] flat = new double[points.Length * d];
        for (int i = 0; i < points.Length; i++)
            points[i].CopyTo(flat, i * d);
        return flat;
    }
}
