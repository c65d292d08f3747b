using SurrogateEngine.Statistics;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Fitting;

/// <summary>
/// The mechanistic model refines a fit: solved again at the parameters that the surrogate found, and then let finish the search itself,
/// because the best point of an approximation is where it flatters the data most. What explains the data as well is for the same reason
/// judged by the model and not by the surrogate, which only tells where to begin.
/// </summary>
static class MechanisticRefinement
{
    /// <summary>Ends of the surrogate's search from which the model goes on.</summary>
    public const int Starts = 4;

    /// <summary>Members of the surrogate's region that the model evaluates.</summary>
    const int Known = 256;

    /// <summary>Parameter sets that the model solves at most for a fit of so many free parameters.</summary>
    public static long Tries(int free, FitOptions options) => (long)Starts * LeastSquares.Tries(free)
        + Known + (long)options.ModelWalkers * (options.ModelWalk + 1) + RegionEnds.Tries(free);

    public static MechanisticCheck Of(
        FitData data, ICurveModel surrogate, IMechanisticModel mechanistic, SearchSpace space, (double[] Point, double Sum)[] ends,
        double[] best, FitWatch watch, RobustLoss? loss = null)
    {
        double[] grid = [.. surrogate.Space.Times], all = AllTimes(surrogate, data);
        ICurveModel solved = mechanistic.At(all);
        double[] formulation = space.ToFormulation(best);
        double[] curve = FitData.Curve(solved, formulation), approximate = FitData.Curve(surrogate, formulation);
        double[] onGrid = Pick(grid), atPoints = Pick(data.Times);
        return new MechanisticCheck(onGrid, data.Quality(atPoints),
            100 * ErrorMetrics.MaxAbsolute(onGrid, approximate), 100 * ErrorMetrics.Rmse(onGrid, approximate),
            Refine(data, mechanistic, solved, grid, all, space, [.. ends.OrderBy(end => end.Sum).Take(Starts).Select(end => end.Point)],
                watch, loss))
        {
            MaxDifferenceAtPointsPercent = 100 * ErrorMetrics.MaxAbsolute(atPoints, data.Read(surrogate, approximate)),
            InterpolationErrorPercent = 100 * ErrorMetrics.MaxAbsolute(atPoints, data.Read(surrogate, onGrid)),
        };

        double[] Pick(double[] times) => At(all, curve, times);
    }

    /// <summary>Residuals of the model itself, solved at the measured times alone.</summary>
    public static FitObjective Objective(
        FitData data, IMechanisticModel mechanistic, SearchSpace space, FitWatch watch, RobustLoss? loss) =>
        new(mechanistic.At(data.Times), space, data, watch) { Loss = loss };

    /// <summary>The search goes on at the measured times alone: there is nothing between them to be read.</summary>
    static RefinedFit Refine(
        FitData data, IMechanisticModel mechanistic, ICurveModel solved, double[] grid, double[] all, SearchSpace space,
        double[][] starts, FitWatch watch, RobustLoss? loss)
    {
        FitObjective objective = Objective(data, mechanistic, space, watch, loss);
        double[] best = new LeastSquares(objective).Refine(starts).MinBy(end => end.Sum).Point, values = space.ToFormulation(best);
        double[] curve = FitData.Curve(solved, values), atPoints = At(all, curve, data.Times);
        return new RefinedFit(values, At(all, curve, grid), data.Quality(atPoints))
        {
            AtPoints = atPoints,
            Point = best,
            Residuals = FitResiduals.Of(objective, best),
        };
    }

    /// <summary>
    /// The region of the model itself, solved at the surrogate's times and at the measured ones.
    /// </summary>
    /// <param name="data">The measured points.</param>
    /// <param name="surrogate">Whose times the band is given at.</param>
    /// <param name="mechanistic">The model.</param>
    /// <param name="space">What was searched.</param>
    /// <param name="best">The model's best point.</param>
    /// <param name="approximate">The surrogate's region, some members of which may belong.</param>
    /// <param name="options">How to explore it.</param>
    /// <param name="watch">Counts.</param>
    /// <param name="loss">By how much residuals count; null is their square.</param>
    /// <returns>Null where there are too few points for one.</returns>
    public static LikelihoodRegion? Region(
        FitData data, ICurveModel surrogate, IMechanisticModel mechanistic, SearchSpace space, double[] best, LikelihoodRegion approximate,
        FitOptions options, FitWatch watch, RobustLoss? loss)
    {
        var objective = new FitObjective(mechanistic.At(AllTimes(surrogate, data)), space, data, watch) { Loss = loss };
        double[] sum = new double[1];
        objective.Evaluate(best, 1, new double[objective.Points], sum);
        double? rise = loss?.RiseVariance(RobustSearch.RawResiduals(objective, best), objective.Dimensions);
        return double.IsFinite(sum[0]) && LikelihoodRegion.LimitAt(
            options.Confidence, sum[0], objective.Points, objective.Dimensions, objective.Weighted, rise) is { } limit
            ? LikelihoodRegion.Explore(objective, limit, best, approximate.Some(Known),
                options with { Walkers = options.ModelWalkers, Walk = options.ModelWalk })
            : null;
    }

    static double[] AllTimes(ICurveModel surrogate, FitData data) => [.. surrogate.Space.Times.Concat(data.Times).Distinct().Order()];

    /// <summary>Values at some of the times of a curve.</summary>
    static double[] At(double[] all, double[] curve, double[] times) => [.. times.Select(time => curve[Array.BinarySearch(all, time)])];
}
