using SurrogateEngine.Profiles;
using SurrogateEngine.Statistics;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Fitting;

/// <summary>
/// Finds the parameters of a model that explain a measured profile: many candidates through the fast surrogate, least squares from
/// the best of them, a walk through everything that explains the data as well; then the mechanistic model finishes the search and judges
/// anew what explains the data as well, so that the surrogate's error moves neither values nor regions.
/// </summary>
public static class ProfileFit
{
    /// <summary>Fits <paramref name="profile"/>.</summary>
    /// <param name="profile">What was measured.</param>
    /// <param name="surrogate">Where curves come from; its ranges are the search space and its last time limits which points are
    /// used.</param>
    /// <param name="mechanistic">The model behind it, solved at the measured times to check the result with; null to leave the check
    /// out.</param>
    /// <param name="options">How to search.</param>
    /// <param name="progress">Receives how far the search is.</param>
    /// <param name="cancellation">Stops between batches of parameter sets.</param>
    /// <exception cref="RefusedException">Too few points lie within the surrogate's times, or a fixed parameter is not one it
    /// knows.</exception>
    public static FitResult Run(MeasuredProfile profile, ICurveModel surrogate, IMechanisticModel? mechanistic = null,
        FitOptions? options = null, IProgress<FitProgress>? progress = null, CancellationToken cancellation = default)
    {
        options ??= new FitOptions();
        var data = new FitData(profile, surrogate.Space);
        var space = new SearchSpace(surrogate.Space.Parameters, data.WithKnown(surrogate.Space, options.Fixed));
        var watch = new FitWatch(Expected(space.Free.Length, options), progress, cancellation);
        var objective = new FitObjective(surrogate, space, data, watch);

        var (candidates, sums) = StartPoints.Spread(objective, options.Candidates, options.Seed);
        var refined = new LeastSquares(objective).Refine(StartPoints.Best(candidates, sums, options.Starts));
        var (best, sum) = refined.MinBy(end => end.Sum);
        if (!double.IsFinite(sum))
            throw FitRefusals.NothingPredicted(profile.Name);

        var region = Region(objective, candidates, sums, refined, best, sum, options);
        MechanisticCheck? check = mechanistic is null ? null
            : MechanisticRefinement.Of(data, surrogate, mechanistic, space, refined, best, watch);
        if (check is not null && region is not null)
            region = MechanisticRefinement.Region(data, surrogate, mechanistic!, space, check.Refined.Point, region, options, watch);
        return FitReport.Of(data, surrogate, space, objective, options, best, region, check);
    }

    /// <summary>Parameter sets that a fit of so many free parameters tries, about.</summary>
    static long Expected(int free, FitOptions options) => free == 0 ? 1
        : options.Candidates + (long)options.Starts * LeastSquares.Tries(free) + (long)options.Walkers * (options.Walk + 1)
            + RegionEnds.Tries(free) + MechanisticRefinement.Tries(free, options);

    static LikelihoodRegion? Region(
        FitObjective objective, double[][] candidates, double[] sums, (double[] Point, double Sum)[] refined, double[] best, double sum,
        FitOptions options)
    {
        if (LikelihoodRegion.LimitAt(options.Confidence, sum, objective.Points, objective.Dimensions, objective.Weighted) is not { } limit)
            return null;
        var known = refined.Where(end => end.Sum <= limit).Select(end => end.Point)
            .Concat(candidates.Where((_, i) => sums[i] <= limit));
        return LikelihoodRegion.Explore(objective, limit, best, known, options);
    }
}
