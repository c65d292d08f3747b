using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace SurrogateEngine.Fitting;

/// <summary>
/// The set of parameter sets that explain the data about as well as the best one: those whose sum of squared residuals does not
/// exceed a limit. It is explored by walkers with stretch moves (<see cref="StretchMove"/>) that are uniform over the set, so that long
/// thin valleys of exchangeable parameters are followed too.
/// </summary>
sealed class LikelihoodRegion
{
    readonly FitObjective objective;
    readonly RandomStream draws;
    readonly int d;
    readonly int walkers;
    readonly List<double[]> members = [];

    LikelihoodRegion(FitObjective objective, double limit, FitOptions options)
    {
        this.objective = objective;
        draws = new RandomStream(options.Seed);
        d = objective.Dimensions;
        walkers = Math.Max(options.Walkers / 2 * 2, 2 * (d + 1));
        Limit = limit;
        Low = [.. Enumerable.Repeat(double.PositiveInfinity, d)];
        High = [.. Enumerable.Repeat(double.NegativeInfinity, d)];
    }

    /// <summary>Largest sum of squared residuals that still belongs.</summary>
    public double Limit { get; }

    /// <summary>Smallest coordinate met in the set, shape [Dimensions].</summary>
    public double[] Low { get; }

    /// <summary>Largest coordinate met in the set.</summary>
    public double[] High { get; }

    /// <summary>Pointwise smallest curve of the set, shape [times].</summary>
    double[] CurveLow { get; set; } = [];

    /// <summary>Pointwise largest curve of the set.</summary>
    double[] CurveHigh { get; set; } = [];

    /// <summary>Parameter sets met that belong to it.</summary>
    public int Members => members.Count;

    /// <summary>Times of the curves, ascending.</summary>
    public IReadOnlyList<double> Times => objective.Times;

    /// <summary>The outermost members along each coordinate, then about so many of all, the late ones of the walk first.</summary>
    public IEnumerable<double[]> Some(int count) =>
        Enumerable.Range(0, d).SelectMany(j => (double[][])[Outermost(j, -1), Outermost(j, 1)])
            .Concat(members.Where((_, i) => i % Math.Max(1, members.Count / count) == 0).Reverse());

    /// <summary>The pointwise smallest and largest curve at some of <see cref="Times"/>.</summary>
    public (double[] Low, double[] High) BandAt(IReadOnlyList<double> times)
    {
        double[] all = [.. Times];
        int[] at = [.. times.Select(time => Array.BinarySearch(all, time))];
        return ([.. at.Select(k => CurveLow[k])], [.. at.Select(k => CurveHigh[k])]);
    }

    double[] Outermost(int coordinate, int sign) => members.MaxBy(member => sign * member[coordinate])!;

    /// <summary>Root mean square of residuals, as a share of the dose, below which curves differ by the solver's tolerance alone.</summary>
    const double Resolved = 1e-4;

    /// <summary>
    /// The limit at a confidence: with known standard deviations best + chi2(p); without, best (1 + p/(n-p) F(p, n-p)), the joint
    /// region of nonlinear regression (Beale 1960; Seber &amp; Wild, Nonlinear Regression, ch. 5), where residuals below a hundredth of a
    /// percent of the dose count as one. With a robust loss, best + p rise F(p, n-p): see <see cref="RobustLoss.RiseVariance"/>. Null when
    /// there are not more points than parameters.
    /// </summary>
    public static double? LimitAt(double confidence, double best, int points, int parameters, bool weighted, double? rise = null)
    {
        if (parameters == 0)
            return null;
        if (rise is { } variance)
            return points > parameters
                ? best + parameters * variance * FisherSnedecor.InvCDF(parameters, points - parameters, confidence) : null;
        if (weighted)
            return best + ChiSquared.InvCDF(parameters, confidence);
        return points > parameters
            ? Math.Max(best, points * Resolved * Resolved)
                * (1 + (double)parameters / (points - parameters) * FisherSnedecor.InvCDF(parameters, points - parameters, confidence))
            : null;
    }

    /// <summary>Explores the set around <paramref name="best"/>, beginning also at those of <paramref name="known"/> that belong to it, and
    /// seeks its <paramref name="ends"/> where that is wanted.</summary>
    public static LikelihoodRegion Explore(
        FitObjective objective, double limit, double[] best, IEnumerable<double[]> known, FitOptions options, bool ends = true)
    {
        var region = new LikelihoodRegion(objective, limit, options);
        double[][] candidates = [.. known];
        double[] sums = candidates.Length > 0 ? region.Sums(candidates) : [];
        double[][] starts = region.Starts(best, candidates.Where((_, i) => sums[i] <= limit), objective.Jacobians(best, 1)[0]);
        region.Visit(starts);
        double[][] first = starts[..(starts.Length / 2)], second = starts[(starts.Length / 2)..];
        for (int move = 0; move < options.Walk; move++)
        {
            region.Move(first, second);
            region.Move(second, first);
        }

        if (ends && region.Members > 0)
            new RegionEnds(objective).Seek([.. Enumerable.Range(0, region.d).Select(j => region.Outermost(j, -1))],
                [.. Enumerable.Range(0, region.d).Select(j => region.Outermost(j, 1))], region.Visit);
        return region;
    }

    /// <summary>Members near the best point, drawn along the shape that the linearized model gives the set, and the known ones.</summary>
    double[][] Starts(double[] best, IEnumerable<double[]> known, Matrix<double> jacobian)
    {
        var shape = jacobian.TransposeThisAndMultiply(jacobian) / Math.Max(Limit, 1e-12) + Matrix<double>.Build.DenseIdentity(d);
        var factor = shape.Cholesky().Factor.Transpose();
        var starts = new List<double[]> { best };
        starts.AddRange(known.Take(walkers / 2));
        for (double scale = 1; starts.Count < walkers; scale *= scale > 1e-4 ? 0.5 : 1)
        {
            double[][] trials = [.. Enumerable.Range(0, walkers).Select(_ =>
            {
                var step = factor.Solve(Vector<double>.Build.Dense(d, _ => draws.Normal())) * scale;
                return best.Select((value, j) => Math.Clamp(value + step[j], 0, 1)).ToArray();
            })];
            double[] sums = Sums(trials);
            starts.AddRange(trials.Where((_, i) => sums[i] <= Limit));
            if (scale <= 1e-4)
                starts.AddRange(Enumerable.Repeat(best, walkers));
        }
        return [.. starts.Take(walkers).Select(start => (double[])start.Clone())];
    }

    /// <summary>Moves each walker along the line to a partner of the other half; a move out of the set is refused.</summary>
    void Move(double[][] moving, double[][] partners)
    {
        double[] stretch = [.. moving.Select(_ => StretchMove.Factor(draws))];
        double[][] trials = [.. moving.Select((walker, i) =>
        {
            double[] partner = partners[(int)(draws.Unit() * partners.Length)];
            return StretchMove.Proposal(walker, partner, stretch[i]);
        })];
        bool[] inside = [.. trials.Select(trial => trial.All(value => value is >= 0 and <= 1))];
        double[] sums = Sums([.. trials.Select((trial, i) => inside[i] ? trial : moving[i])]);
        for (int i = 0; i < moving.Length; i++)
        {
            if (!inside[i] || sums[i] > Limit)
                continue;
            Include(trials[i], i);
            if (draws.Unit() < StretchMove.Weight(stretch[i], d))
                moving[i] = trials[i];
        }
    }

    /// <summary>Takes the points that belong; says which do.</summary>
    bool[] Visit(double[][] points)
    {
        double[] sums = Sums(points);
        for (int i = 0; i < points.Length; i++)
            if (sums[i] <= Limit)
                Include(points[i], i);
        return [.. sums.Select(sum => sum <= Limit)];
    }

    void Include(double[] point, int evaluated)
    {
        members.Add((double[])point.Clone());
        for (int j = 0; j < d; j++)
            (Low[j], High[j]) = (Math.Min(Low[j], point[j]), Math.Max(High[j], point[j]));
        var curve = objective.Curve(evaluated);
        if (CurveLow.Length == 0)
        {
            CurveLow = [.. Enumerable.Repeat(double.PositiveInfinity, curve.Length)];
            CurveHigh = [.. Enumerable.Repeat(double.NegativeInfinity, curve.Length)];
        }
        for (int j = 0; j < curve.Length; j++)
            (CurveLow[j], CurveHigh[j]) = (Math.Min(CurveLow[j], curve[j]), Math.Max(CurveHigh[j], curve[j]));
    }

    double[] Sums(double[][] points)
    {
        double[] flat = [.. points.SelectMany(point => point)], sums = new double[points.Length];
        objective.Evaluate(flat, points.Length, new double[points.Length * objective.Points], sums);
        return sums;
    }
}
