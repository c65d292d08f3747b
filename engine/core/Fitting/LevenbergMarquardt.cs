namespace SurrogateEngine.Fitting;

/// <summary>
/// Levenberg-Marquardt within bounds, for residuals that cost little and have exact derivatives. The damped problem is solved by
/// Householder's triangulation, not by normal equations, so that ill-conditioned problems keep their digits; parameters are scaled by the
/// largest norm that their column has had (Moré 1978), and the damping follows the gain (Nielsen, IMM-REP-1999-05). A parameter at a bound
/// that wants to leave is held there.
/// </summary>
sealed class LevenbergMarquardt
{
    const int MostIterations = 2000;
    const double SmallestStep = 1e-13, SmallestGain = 1e-15, MostDamping = 1e12;

    /// <summary>By how many times its own size a parameter may change at once: a longer step trusts the straight line too far.</summary>
    const double LargestStep = 4;

    readonly IResiduals problem;
    readonly double[] low, high, scale, jacobian, residuals, trialResiduals, trial, gradient, step;
    readonly int n, d;

    /// <param name="problem">What to make small.</param>
    /// <param name="low">Smallest values, shape [Dimensions].</param>
    /// <param name="high">Largest values.</param>
    public LevenbergMarquardt(IResiduals problem, double[] low, double[] high)
    {
        this.problem = problem;
        (this.low, this.high, n, d) = (low, high, problem.Count, problem.Dimensions);
        (scale, trial, gradient, step) = (new double[d], new double[d], new double[d], new double[d]);
        (jacobian, residuals, trialResiduals) = (new double[n * d], new double[n], new double[n]);
    }

    /// <summary>Sum of squares at the point to which <see cref="Minimize"/> came.</summary>
    public double Sum { get; private set; }

    /// <summary>Iterations of the last search.</summary>
    public int Iterations { get; private set; }

    /// <summary>
    /// Goes down from <paramref name="point"/>, which is changed in place, until neither it nor the sum of squares changes.
    /// </summary>
    public void Minimize(Span<double> point, int most = MostIterations)
    {
        Array.Clear(scale);
        for (int j = 0; j < d; j++)
            point[j] = Math.Clamp(point[j], low[j], high[j]);
        double sum = Evaluate(point, residuals, jacobian), damping = 1, growth = 2;
        int idle = 0;
        for (Iterations = 0; Iterations < most && double.IsFinite(sum) && sum > 0 && idle < 3; Iterations++)
        {
            int[] moving = Moving(point);
            if (moving.Length == 0)
                break;
            var triangle = new Triangulation(jacobian, residuals, n, d, moving, scale);
            while (true)
            {
                double predicted = Step(point, triangle, moving, damping);
                double relative = Relative(point);
                if (relative > LargestStep && damping < MostDamping)
                {
                    damping *= 4;
                    continue;
                }

                double next = relative == 0 ? sum : Evaluate(trial, trialResiduals, []);
                double gain = (sum - next) / predicted;
                if (next < sum)
                {
                    idle = sum - next <= SmallestGain * sum || relative < SmallestStep ? idle + 1 : 0;
                    trial.CopyTo(point);
                    sum = Evaluate(point, residuals, jacobian);
                    damping *= Math.Max(1.0 / 3, 1 - Math.Pow(2 * gain - 1, 3));
                    (damping, growth) = (Math.Max(damping, 1e-15), 2);
                    break;
                }

                // Rounding, not the damping, is what refuses a step as small as this.
                if (relative < SmallestStep)
                {
                    idle = 3;
                    break;
                }

                damping *= growth;
                growth *= 2;
            }
        }

        Sum = sum;
    }

    double Evaluate(ReadOnlySpan<double> at, double[] into, double[] derivatives)
    {
        problem.Evaluate(at, into, derivatives);
        double sum = 0;
        foreach (double value in into)
            sum += value * value;
        for (int i = 0; i < derivatives.Length; i++)
            if (!double.IsFinite(derivatives[i]))
                derivatives[i] = 0;
        return double.IsFinite(sum) ? sum : double.PositiveInfinity;
    }

    /// <summary>Parameters that are not held at a bound; brings their scales up to date.</summary>
    int[] Moving(ReadOnlySpan<double> point)
    {
        Array.Clear(gradient);
        Span<double> norms = stackalloc double[d];
        norms.Clear();
        for (int i = 0; i < n; i++)
            for (int j = 0; j < d; j++)
            {
                double derivative = jacobian[i * d + j];
                gradient[j] += derivative * residuals[i];
                norms[j] += derivative * derivative;
            }

        var moving = new List<int>(d);
        for (int j = 0; j < d; j++)
        {
            scale[j] = Math.Max(scale[j], Math.Sqrt(norms[j]));
            if (scale[j] > 0 && !(point[j] <= low[j] && gradient[j] >= 0) && !(point[j] >= high[j] && gradient[j] <= 0))
                moving.Add(j);
        }

        return [.. moving];
    }

    /// <summary>
    /// Writes the damped step's end, within the bounds, into the trial; returns by how much the linear problem says that the sum falls.
    /// </summary>
    double Step(ReadOnlySpan<double> point, Triangulation triangle, int[] moving, double damping)
    {
        Array.Clear(step);
        double predicted = triangle.Solve(damping, step);
        for (int j = 0; j < d; j++)
            trial[j] = point[j];
        foreach (int j in moving)
            if (double.IsFinite(step[j]))
                trial[j] = Math.Clamp(point[j] + step[j], low[j], high[j]);
        return predicted;
    }

    double Relative(ReadOnlySpan<double> point)
    {
        double largest = 0;
        for (int j = 0; j < d; j++)
            if (trial[j] != point[j])
                largest = Math.Max(largest, point[j] == 0 ? 1 : Math.Abs(trial[j] - point[j]) / Math.Abs(point[j]));
        return largest;
    }
}
