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

        var (candidates, sums) = StartPoints.Spread(objective, options.Candidates, options.Seed, out double[] residuals);
        var refined = new LeastSquares(objective).Refine(StartPoints.Best(candidates, sums, options.Starts));
        if (!refined.Any(end => double.IsFinite(end.Sum)))
            throw FitRefusals.NothingPredicted(profile.Name);
        refined = RobustSearch.Refine(objective, options.Loss, refined);
        if (objective.Loss is { } loss)
            sums = [.. residuals.Chunk(objective.Points).Select(own => own.Sum(r => 2 * loss.Rho(r)))];
        var (best, sum) = refined.MinBy(end => end.Sum);
        RemarkOnLoss(data, objective, best, surrogate.Space.TimeUnit);

        var region = Region(objective, candidates, sums, refined, best, sum, options, ends: mechanistic is null);
        MechanisticCheck? check = mechanistic is null ? null
            : MechanisticRefinement.Of(data, surrogate, mechanistic, space, refined, best, watch, objective.Loss);
        if (check is not null && region is not null)
            region = MechanisticRefinement.Region(data, surrogate, mechanistic!, space, check.Refined.Point, region, options, watch,
                objective.Loss);
        FitResult result = FitReport.Of(data, surrogate, space, objective, options, best, region, check);
        if (options.Posterior is not { } sampling || objective.Dimensions == 0)
            return result;
        // Where the model can be solved, the posterior is its own: a surrogate's error would move it.
        (FitObjective judged, double[] from) = check is null ? (objective, best)
            : (MechanisticRefinement.Objective(data, mechanistic!, space, watch, objective.Loss), check.Refined.Point);
        return result with { Posterior = Sampled(judged, space, surrogate, from, sampling, options) };
    }

    static Posterior Sampled(FitObjective objective, SearchSpace space, ICurveModel surrogate, double[] best, PosteriorOptions sampling,
        FitOptions options)
    {
        var posterior = new PosteriorSampling(objective);
        return posterior.Describe(posterior.Run(best, sampling), [.. space.Free.Select(p => (surrogate.Space.Parameters[p], ""))],
            options.Confidence, sampling.Seed);
    }

    /// <summary>Which points a robust loss hardly counts.</summary>
    static void RemarkOnLoss(FitData data, FitObjective objective, double[] best, string timeUnit)
    {
        if (objective.Loss is not { } loss)
            return;
        double[] raw = RobustSearch.RawResiduals(objective, best);
        data.Remarks.Add(loss.Remark(raw, data.Times, timeUnit, objective.Weighted ? 0 : 100));
    }

    /// <summary>Parameter sets that a fit of so many free parameters tries, about.</summary>
    static long Expected(int free, FitOptions options) => free == 0 ? 1
        : options.Candidates + (long)options.Starts * LeastSquares.Tries(free) + (long)options.Walkers * (options.Walk + 1)
            + MechanisticRefinement.Tries(free, options);

    static LikelihoodRegion? Region(
        FitObjective objective, double[][] candidates, double[] sums, (double[] Point, double Sum)[] refined, double[] best, double sum,
        FitOptions options, bool ends)
    {
        double? rise = objective.Loss?.RiseVariance(RobustSearch.RawResiduals(objective, best), objective.Dimensions);
        if (LikelihoodRegion.LimitAt(options.Confidence, sum, objective.Points, objective.Dimensions, objective.Weighted, rise)
            is not { } limit)
            return null;
        var known = refined.Where(end => end.Sum <= limit).Select(end => end.Point)
            .Concat(candidates.Where((_, i) => sums[i] <= limit));
        return LikelihoodRegion.Explore(objective, limit, best, known, options, ends);
    }
}
