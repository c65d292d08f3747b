using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Fitting;

/// <summary>
/// Fits one model to several profiles at once: some parameters have one value for all, others one for each. Every curve is solved at the
/// measured times, every derivative is exact. Where profiles share nothing, each is a search of its own.
/// </summary>
public static class JointFit
{
    /// <summary>Most searched parameters that a posterior is drawn of.</summary>
    const int MostSampled = 60;

    /// <summary>Fits <paramref name="model"/> to <paramref name="profiles"/>.</summary>
    /// <param name="profiles">What was measured; conditions of theirs that the model depends on hold for each.</param>
    /// <param name="model">The model.</param>
    /// <param name="options">What is shared, and how to search.</param>
    /// <param name="solver">Where curves are solved; null is the host.</param>
    /// <param name="progress">Receives how far it is.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <exception cref="RefusedException">A parameter is unknown or named twice, a profile has too few points, or a condition is
    /// missing.</exception>
    public static JointFitResult Run(
        IReadOnlyList<MeasuredProfile> profiles, ReleaseModel model, JointOptions? options = null, IBatchSolver? solver = null,
        IProgress<FitProgress>? progress = null, CancellationToken cancellation = default)
    {
        options ??= new JointOptions();
        var problem = new JointProblem(profiles, model, options, solver ?? HostBatchSolver.Lanes);
        bool alone = !problem.Shares;
        var watch = new FitWatch(problem.Expected(alone), progress, cancellation);
        JointEnd[] ends = alone
            ? [.. Enumerable.Range(0, profiles.Count).Select(i => JointSearch.Run(problem.Objective([i], watch), options))]
            : [JointSearch.Run(problem.Objective([.. Enumerable.Range(0, profiles.Count)], watch), options)];
        if (options.Posterior is not null && ends.Max(end => end.Space.Coordinates.Count) is > MostSampled and var many)
            throw new RefusedException($"surrogate fit --posterior: {many} parameters are searched at once and a posterior is drawn of up to {MostSampled}; share or fix more of them, or fit fewer profiles.");
        return JointReport.Of(problem, ends, options);
    }
}
