using SurrogateEngine.Kernels;

namespace SurrogateEngine.Fitting;

/// <summary>Where a joint search ended.</summary>
/// <param name="Objective">The problem, its loss included.</param>
/// <param name="Space">Its coordinates.</param>
/// <param name="Profiles">Which profiles it is of.</param>
/// <param name="Best">The best point of the cube.</param>
/// <param name="Sum">Sum of squares there.</param>
sealed record JointEnd(JointObjective Objective, JointSpace Space, int[] Profiles, double[] Best, double Sum);

/// <summary>
/// Searches the cube of a joint problem. Candidates are all pairs of a point of the shared coordinates and one of the separate: at each
/// shared point every profile takes the separate point that suits it best, so that many profiles need no more candidates than one. The best
/// shared points are refined together by Levenberg-Marquardt, in one batch.
/// </summary>
static class JointSearch
{
    public static JointEnd Run((JointObjective Objective, JointSpace Space, int[] Profiles) of, JointOptions options)
    {
        (JointObjective objective, JointSpace space, int[] profiles) = of;
        objective.Solving = (options.Solving ?? new()) with { Precision = Precision.Single };
        List<double[]> starts = Starts(objective, space, profiles.Length, options);
        objective.Solving = options.Solving ?? new() { Precision = Precision.Double };
        (double[] Point, double Sum)[] ends = new LeastSquares(objective, options.Effort).Refine(starts);
        if (!ends.Any(end => double.IsFinite(end.Sum)))
            throw new RefusedException("The model gave no curve anywhere in its ranges: choose others with --range.");
        ends = RobustSearch.Refine(objective, options.Loss, ends);
        (double[] best, double sum) = ends.MinBy(end => end.Sum);
        return new JointEnd(objective, space, profiles, best, sum);
    }

    static List<double[]> Starts(JointObjective objective, JointSpace space, int profiles, JointOptions options)
    {
        if (space.Separate == 0)
        {
            (double[][] points, double[] totals) = StartPoints.Spread(objective, options.Candidates, options.Seed);
            return StartPoints.Best(points, totals, options.Starts);
        }

        int each = (int)Math.Sqrt(options.Candidates);
        double[][] shared = StartPoints.Sobol(space.Shared, each, options.Seed),
            own = StartPoints.Sobol(space.Separate, each, options.Seed + 1);
        double[] sums = new double[each], residuals = new double[each * objective.Points];
        int[][] chosen = [.. shared.Select(_ => new int[profiles])];
        for (int s = 0; s < each; s++)
        {
            double[] points = [.. own.SelectMany(point => Joined(shared[s], point, profiles))];
            objective.Evaluate(points, each, residuals, new double[each]);
            for (int profile = 0; profile < profiles; profile++)
            {
                (int best, double sum) = BestOf(residuals, objective, profile, each);
                chosen[s][profile] = best;
                sums[s] += sum;
            }
        }

        return [.. StartPoints.PlacesOfBest(shared, sums, options.Starts)
            .Select(s => (double[])[.. shared[s], .. chosen[s].SelectMany(m => own[m])])];
    }

    static double[] Joined(double[] shared, double[] own, int profiles) =>
        [.. shared, .. Enumerable.Repeat(own, profiles).SelectMany(point => point)];

    static (int Best, double Sum) BestOf(double[] residuals, JointObjective objective, int profile, int count) =>
        Enumerable.Range(0, count).Select(m => (m, Sum(residuals, objective, profile, m))).MinBy(at => at.Item2);

    static double Sum(double[] residuals, JointObjective objective, int profile, int candidate)
    {
        double sum = 0;
        foreach (double r in residuals.AsSpan(candidate * objective.Points, objective.Points)[objective.Of(profile)])
            sum += r * r;
        return double.IsFinite(sum) ? sum : double.PositiveInfinity;
    }
}
