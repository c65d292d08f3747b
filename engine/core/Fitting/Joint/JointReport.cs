using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using SurrogateEngine.Kernels;
using SurrogateEngine.Statistics;

namespace SurrogateEngine.Fitting;

/// <summary>Puts what a joint search found into numbers for a person.</summary>
static class JointReport
{
    /// <summary>Twelve is one over the variance of a flat prior over the unit cube.</summary>
    const double FlatPrecision = 12;

    const int MostCorrelated = 40, CurvePoints = 80;

    public static JointFitResult Of(JointProblem problem, JointEnd[] ends, JointOptions options)
    {
        int points = ends.Sum(end => end.Objective.Points), parameters = ends.Sum(end => end.Space.Coordinates.Count);
        var profiles = new JointProfile[problem.Profiles.Count];
        var estimates = new List<JointEstimate>();
        var remarks = new List<string>();
        double[,]? correlation = parameters <= MostCorrelated ? new double[parameters, parameters] : null;
        foreach (JointEnd end in ends)
        {
            double[,]? covariance = Covariance(end, out bool determined);
            if (correlation is not null)
                correlation = covariance is null || !determined ? null : Placed(correlation, covariance, estimates.Count);
            estimates.AddRange(Estimates(problem, end, covariance, options.Confidence));
            for (int i = 0; i < end.Profiles.Length; i++)
                profiles[end.Profiles[i]] = Profile(problem, end, i);
            if (end.Objective.Loss is { } loss)
                remarks.Add(Named(problem, ends, end) + loss.Remark(RobustSearch.RawResiduals(end.Objective, end.Best),
                    [.. end.Profiles.SelectMany(i => problem.Data[i].Times)], problem.Model.TimeUnit, end.Objective.Weighted ? 0 : 100));
        }

        double sse = profiles.Sum(of => Squares(of)), sum = ends.Sum(end => end.Sum), scale = ends[0].Objective.Weighted ? 1 : 1e4;
        remarks.AddRange(Loose(estimates));
        return new JointFitResult
        {
            Model = problem.Model.Name,
            TimeUnit = problem.Model.TimeUnit,
            Profiles = profiles,
            Estimates = estimates,
            Held = [.. problem.Held],
            Points = points,
            Sum = scale * sum,
            RmsePercent = 100 * Math.Sqrt(sse / points),
            AicCorrected = InformationCriteria.AicCorrected(scale * sum, points, parameters),
            Bic = InformationCriteria.Bic(scale * sum, points, parameters),
            Correlation = correlation,
            Confidence = options.Confidence,
            Posterior = options.Posterior is { } sampling ? Posterior(problem, ends, sampling, options.Confidence) : null,
            Next = options.Next > 0 ? [.. ends.SelectMany(end => JointNextTimes.Of(problem, end, options))] : [],
            Evaluations = ends.Sum(end => end.Objective.Evaluations),
            Remarks = remarks,
        };
    }

    /// <summary>Covariance of the coordinates by the curvature at the best point; those held at a face have none.</summary>
    /// <param name="end">Where the search ended.</param>
    /// <param name="determined">Whether the points alone determine all of them; else the searched range does its part.</param>
    static double[,]? Covariance(JointEnd end, out bool determined)
    {
        JointObjective objective = end.Objective;
        int n = objective.Points, d = objective.Dimensions;
        int[] moving = [.. Enumerable.Range(0, d).Where(j => end.Best[j] is > 0 and < 1)];
        determined = false;
        if (n <= d || moving.Length == 0)
            return null;
        RobustLoss? loss = objective.Loss;
        double[] raw = RobustSearch.RawResiduals(objective, end.Best);
        objective.Loss = null;
        Matrix<double> jacobian = objective.Jacobians(end.Best, 1)[0];
        objective.Loss = loss;
        double variance = loss?.EffectiveVariance(raw, d) ?? (objective.Weighted ? 1 : raw.Sum(r => r * r) / (n - d));
        double[,]? inverse = Inverse(jacobian, moving);
        determined = inverse is not null && moving.Length == d;
        inverse ??= Inverse(jacobian.Stack(Math.Sqrt(FlatPrecision * Math.Max(variance, 1e-20)) * Matrix<double>.Build.DenseIdentity(d)),
            moving);
        var covariance = new double[d, d];
        for (int a = 0; a < moving.Length; a++)
            for (int b = 0; b < moving.Length; b++)
                covariance[moving[a], moving[b]] = variance * inverse![a, b];
        return covariance;
    }

    static double[,]? Inverse(Matrix<double> jacobian, int[] moving)
    {
        int n = jacobian.RowCount, d = jacobian.ColumnCount;
        double[] scale = [.. Enumerable.Range(0, d).Select(j => jacobian.Column(j).L2Norm())];
        return moving.Any(j => scale[j] == 0) ? null
            : new Triangulation(jacobian.ToRowMajorArray(), new double[n], n, d, moving, scale).InverseNormal();
    }

    static IEnumerable<JointEstimate> Estimates(JointProblem problem, JointEnd end, double[,]? covariance, double confidence)
    {
        int n = end.Objective.Points, d = end.Objective.Dimensions;
        double t = n <= d ? double.NaN : end.Objective.Weighted ? Normal.InvCDF(0, 1, 0.5 + confidence / 2)
            : StudentT.InvCDF(0, 1, n - d, 0.5 + confidence / 2);
        for (int j = 0; j < d; j++)
        {
            JointCoordinate of = end.Space.Coordinates[j];
            double error = covariance is null || covariance[j, j] == 0 ? double.NaN : Math.Sqrt(covariance[j, j]), at = end.Best[j];
            double low = at - t * error, high = at + t * error;
            bool atBound = at is <= 0 or >= 1;
            yield return new JointEstimate(of.About, ProfileOf(problem, end, of), of.About.At(at),
                Math.Max(of.About.At(low), of.About.DomainLow), Math.Min(of.About.At(high), of.About.DomainHigh),
                n <= d ? Identifiability.Unknown : double.IsNaN(error) ? Identifiability.NotPinnedDown
                    : FitReport.Evaluate(Math.Max(low, 0), Math.Min(high, 1)), atBound);
        }
    }

    /// <summary>A search of one profile alone is of its own parameters, whatever the search calls them.</summary>
    static string ProfileOf(JointProblem problem, JointEnd end, JointCoordinate of) =>
        of.Profile >= 0 ? problem.Profiles[end.Profiles[of.Profile]].Name
        : end.Profiles.Length < problem.Profiles.Count ? problem.Profiles[end.Profiles[0]].Name : "";

    static JointProfile Profile(JointProblem problem, JointEnd end, int i)
    {
        FitData data = problem.Data[end.Profiles[i]];
        double last = data.Times[^1];
        double[] dense = [.. TimeGrid.Geometric(last / 1000, last, CurvePoints / 2)
            .Concat(Enumerable.Range(1, CurvePoints / 2).Select(k => last * k / (CurvePoints / 2))).Concat(data.Times)
            .Where(time => time <= last).Distinct().Order()];
        double[] curve = end.Objective.Curves([end.Best], i, dense)[0];
        double[] predicted = [.. data.Times.Select(time => curve[Array.BinarySearch(dense, time)])];
        FitQuality quality = data.Quality(predicted);
        return new JointProfile(problem.Profiles[end.Profiles[i]], end.Objective.Values(end.Best, i), data.Times, data.Released, predicted,
            quality, [.. data.Profile.Remarks, .. data.Remarks])
        {
            CurveTimes = dense,
            Curve = curve,
        };
    }

    static Posterior Posterior(JointProblem problem, JointEnd[] ends, PosteriorOptions sampling, double confidence)
    {
        Posterior[] each = [.. ends.Where(end => end.Space.Coordinates.Count > 0).Select(end =>
        {
            var posterior = new PosteriorSampling(end.Objective);
            return posterior.Describe(posterior.Run(end.Best, sampling),
                [.. end.Space.Coordinates.Select(of => (of.About, ProfileOf(problem, end, of)))], confidence, sampling.Seed);
        })];
        return each.Length == 1 ? each[0] : each[0] with
        {
            Parameters = [.. each.SelectMany(one => one.Parameters)],
            Draws = [.. Enumerable.Range(0, each.Min(one => one.Draws.Count))
                .Select(k => each.SelectMany(one => one.Draws[k]).ToArray())],
            Acceptance = each.Average(one => one.Acceptance),
        };
    }

    static double[,] Placed(double[,] all, double[,] covariance, int from)
    {
        int d = covariance.GetLength(0);
        for (int a = 0; a < d; a++)
            for (int b = 0; b < d; b++)
                all[from + a, from + b] = covariance[a, b] / Math.Sqrt(covariance[a, a] * covariance[b, b]);
        return all;
    }

    static double Squares(JointProfile of) =>
        Math.Pow(of.Quality.RmsePercent / 100, 2) * of.Times.Length;

    static string Named(JointProblem problem, JointEnd[] ends, JointEnd end) =>
        ends.Length == 1 ? "" : $"{problem.Profiles[end.Profiles[0]].Name}: ";

    static IEnumerable<string> Loose(List<JointEstimate> estimates)
    {
        foreach (JointEstimate at in estimates.Where(of => of.AtBound && of.Profile.Length == 0))
            yield return EndOfRange.Remark(at.About, at.Value);
        string[] loose = [.. estimates.Where(of => of.Identifiability == Identifiability.NotPinnedDown).Select(of => of.About.Name)
            .Distinct()];
        if (loose.Length > 0)
            yield return $"The data do not pin down {string.Join(", ", loose)}{(estimates.Any(of => of.Profile.Length > 0) ? " of every profile" : "")}: fix what you know, share more, or measure more points.";
    }
}
