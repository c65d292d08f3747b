using MathNet.Numerics.LinearAlgebra;

namespace SurrogateEngine.Fitting;

/// <summary>
/// The posterior of a family's members given a few measurements, by importance sampling that adapts: draws from the flat prior, then from
/// Student's densities of 5 degrees around what was found, all weighed by prior times likelihood over the mixture of everything drawn from
/// (Cornuet et al., Scand. J. Stat. 39 (2012) 798). The mean weight is the evidence, by which families are averaged.
/// </summary>
sealed class FamilyPosterior
{
    /// <summary>What is thought of a measurement's error before any is seen: a standard deviation of one percent of the dose, worth as
    /// much as one measurement.</summary>
    const double PriorError = 0.01, PriorFreedom = 1;

    const double Freedom = 5, Inflation = 1.5;

    /// <summary>Share of the draws that must count when the next density is made.</summary>
    const double LeastEffective = 0.02;

    FamilyPosterior(IForecastFamily family, double[] released, double[] sums, double[] weights, double logEvidence, int known)
    {
        (Family, Released, Sums, Weights, LogEvidence, Known) = (family, released, sums, weights, logEvidence, known);
    }

    /// <summary>The family.</summary>
    public IForecastFamily Family { get; }

    /// <summary>Curves of all draws, shape [draws, times].</summary>
    public double[] Released { get; }

    /// <summary>Sum of squared weighted residuals of each.</summary>
    public double[] Sums { get; }

    /// <summary>Weights of the draws, together 1.</summary>
    public double[] Weights { get; }

    /// <summary>Logarithm of the evidence, up to a constant that all families share.</summary>
    public double LogEvidence { get; }

    /// <summary>Measurements it rests on.</summary>
    public int Known { get; }

    /// <summary>Independent draws that it is worth.</summary>
    public double EffectiveDraws => 1 / Weights.Sum(weight => weight * weight);

    /// <summary>Standard deviation of a measurement's error with a draw, drawn too.</summary>
    public double Error(int draw, RandomStream draws)
    {
        int freedom = (int)(Known + PriorFreedom);
        return Math.Sqrt((Sums[draw] + PriorFreedom * PriorError * PriorError)
            / Enumerable.Range(0, freedom).Sum(_ => Math.Pow(draws.Normal(), 2)));
    }

    /// <summary>Samples it.</summary>
    /// <param name="family">The family; the first of its times are those measured.</param>
    /// <param name="measured">Released fractions at them.</param>
    /// <param name="times">All times of the family.</param>
    /// <param name="seed">Another seed draws others.</param>
    /// <param name="effort">How many are drawn; null draws as for one forecast.</param>
    public static FamilyPosterior Of(IForecastFamily family, double[] measured, int times, ulong seed, ForecastEffort? effort = null)
    {
        effort ??= ForecastEffort.Whole;
        int d = family.Dimensions;
        var random = new RandomStream(seed);
        double[][] points = StartPoints.Sobol(d, d == 0 ? 1 : effort.First, seed);
        var proposals = new List<(Proposal Of, int Count)>();
        // Expected draws at each point, all that was drawn from together: the flat prior's first.
        double[] mass = [.. points.Select(_ => (double)points.Length)];
        double[] released = Predicted(family, points, times), sums = Sum(released, measured, times), weights;
        double evidence;
        for (int round = 0; ; round++)
        {
            double[] logs = [.. sums.Select((sum, i) => LogLikelihood(sum, measured.Length) - Math.Log(mass[i] / points.Length))];
            (weights, evidence) = Weigh(logs);
            if (round == effort.Rounds || d == 0)
                break;
            Proposal next = Proposal.Around(points, Tempered(logs));
            double[][] more = [.. Enumerable.Range(0, effort.Later).Select(_ => next.Draw(random)).Where(Inside)];
            // Draws that leave the cube have no density there; the share that stays is what the density is divided by.
            next.Kept = Math.Max(more.Length, 1) / (double)effort.Later;
            if (more.Length == 0)
                break;
            double[] their = Predicted(family, more, times);
            proposals.Add((next, more.Length));
            mass = [.. mass.Select((old, i) => old + more.Length * next.Density(points[i])),
                .. more.Select(point => effort.First + proposals.Sum(proposal => proposal.Count * proposal.Of.Density(point)))];
            (points, released, sums) = ([.. points, .. more], [.. released, .. their], [.. sums, .. Sum(their, measured, times)]);
        }

        return new FamilyPosterior(family, released, sums, weights, evidence, measured.Length);
    }

    static bool Inside(double[] point) => point.All(value => value is >= 0 and <= 1);

    static double[] Predicted(IForecastFamily family, double[][] points, int times)
    {
        double[] released = new double[points.Length * times];
        family.Predict([.. points.SelectMany(point => point)], points.Length, released);
        return released;
    }

    static double[] Sum(double[] released, double[] measured, int times)
    {
        double[] sums = new double[released.Length / times];
        for (int i = 0; i < sums.Length; i++)
        {
            for (int j = 0; j < measured.Length; j++)
                sums[i] += (released[i * times + j] - measured[j]) * (released[i * times + j] - measured[j]);
            // A member without a curve explains nothing.
            bool whole = released.AsSpan(i * times, times).IndexOfAnyExceptInRange(double.MinValue, double.MaxValue) < 0;
            sums[i] = whole && double.IsFinite(sums[i]) ? sums[i] : double.PositiveInfinity;
        }

        return sums;
    }

    /// <summary>Logarithm of the likelihood, the error's variance integrated out.</summary>
    static double LogLikelihood(double sum, int n) =>
        -(n + PriorFreedom) / 2 * Math.Log(1 + sum / (PriorFreedom * PriorError * PriorError));

    static (double[] Weights, double LogEvidence) Weigh(double[] logs)
    {
        double most = logs.Max();
        if (double.IsNegativeInfinity(most))
            return ([.. logs.Select(_ => 1.0 / logs.Length)], double.NegativeInfinity);
        double[] weights = [.. logs.Select(log => Math.Exp(log - most))];
        double total = weights.Sum();
        return ([.. weights.Select(weight => weight / total)], most + Math.Log(total / logs.Length));
    }

    /// <summary>Weights to a power below 1, so that enough draws count.</summary>
    static double[] Tempered(double[] logs)
    {
        double most = logs.Max();
        for (double power = 1; ; power *= 0.7)
        {
            double[] weights = [.. logs.Select(log => double.IsFinite(most) ? Math.Exp(power * (log - most)) : 1)];
            double total = weights.Sum();
            if (total * total / weights.Sum(weight => weight * weight) >= LeastEffective * logs.Length || power < 1e-3)
                return [.. weights.Select(weight => weight / total)];
        }
    }

    /// <summary>Student's density of 5 degrees of freedom in the cube.</summary>
    sealed class Proposal(double[] mean, Matrix<double> factor)
    {
        readonly double scale = Math.Exp(SpecialLog(mean.Length)) / Enumerable.Range(0, mean.Length).Aggregate(1.0, (product, j) =>
            product * factor[j, j]);

        /// <summary>Share of its draws that fall into the cube.</summary>
        public double Kept { get; set; } = 1;

        public static Proposal Around(double[][] points, double[] weights)
        {
            int d = points[0].Length;
            double[] mean = new double[d];
            for (int i = 0; i < points.Length; i++)
                for (int j = 0; j < d; j++)
                    mean[j] += weights[i] * points[i][j];
            Matrix<double> covariance = 1e-8 * Matrix<double>.Build.DenseIdentity(d);
            for (int i = 0; i < points.Length; i++)
                for (int a = 0; a < d && weights[i] > 0; a++)
                    for (int b = 0; b < d; b++)
                        covariance[a, b] += Inflation * weights[i] * (points[i][a] - mean[a]) * (points[i][b] - mean[b]);
            return new Proposal(mean, covariance.Cholesky().Factor);
        }

        public double[] Draw(RandomStream random)
        {
            double squares = Enumerable.Range(0, (int)Freedom).Sum(_ => Math.Pow(random.Normal(), 2)),
                stretch = Math.Sqrt(Freedom / squares);
            double[] normal = [.. mean.Select(_ => random.Normal())];
            return [.. mean.Select((center, i) => center + stretch * Enumerable.Range(0, i + 1).Sum(j => factor[i, j] * normal[j]))];
        }

        public double Density(double[] point)
        {
            double distance = 0;
            Span<double> solved = stackalloc double[point.Length];
            for (int i = 0; i < solved.Length; i++)
            {
                solved[i] = point[i] - mean[i];
                for (int j = 0; j < i; j++)
                    solved[i] -= factor[i, j] * solved[j];
                solved[i] /= factor[i, i];
                distance += solved[i] * solved[i];
            }

            return scale * Math.Pow(1 + distance / Freedom, -(Freedom + point.Length) / 2) / Kept;
        }

        static double SpecialLog(int d) => MathNet.Numerics.SpecialFunctions.GammaLn((Freedom + d) / 2)
            - MathNet.Numerics.SpecialFunctions.GammaLn(Freedom / 2) - d / 2.0 * Math.Log(Freedom * Math.PI);
    }
}
