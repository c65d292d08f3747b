using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Fitting;

/// <summary>A profile predicted by what the others say of the shared parameters.</summary>
/// <param name="Profile">Its name.</param>
/// <param name="RmsePercent">Root mean square difference, percent of the dose; its own separate parameters are fitted to it.</param>
/// <param name="InFitRmsePercent">The same in the fit that knew it.</param>
public sealed record LeftOut(string Profile, double RmsePercent, double InFitRmsePercent);

/// <summary>
/// Leave-one-profile-out: each profile in turn is left out, the shared parameters are fitted to the others and held, and the profile is
/// predicted with them. A model that explains what profiles have in common predicts one that it has not seen.
/// </summary>
public static class LeaveOneOut
{
    /// <summary>Runs it.</summary>
    /// <param name="fit">The fit to all profiles.</param>
    /// <param name="profiles">The profiles, in its order.</param>
    /// <param name="model">The model.</param>
    /// <param name="options">Those of the fit.</param>
    /// <param name="solver">Where curves are solved; null is the host.</param>
    /// <param name="cancellation">Stops between profiles.</param>
    /// <exception cref="RefusedException">There are fewer than three profiles, or they share nothing.</exception>
    public static IReadOnlyList<LeftOut> Run(JointFitResult fit, IReadOnlyList<MeasuredProfile> profiles, ReleaseModel model,
        JointOptions options, IBatchSolver? solver = null, CancellationToken cancellation = default)
    {
        if (profiles.Count < 3 || fit.Estimates.All(of => of.Profile.Length > 0))
            throw new RefusedException("surrogate fit --leave-one-out: it needs three profiles that share parameters; name them with --share.");
        // The fit to all has searched widely; the ones that leave a profile out begin from fewer points.
        options = options with
        {
            Posterior = null,
            Next = 0,
            Candidates = Math.Min(options.Candidates, 1024),
            Starts = Math.Min(options.Starts, 2)
        };
        double[] temperatures = MeasuredConditions.Temperatures(profiles);
        return [.. profiles.Select((profile, i) =>
        {
            cancellation.ThrowIfCancellationRequested();
            MeasuredProfile[] others = [.. profiles.Where((_, k) => k != i)];
            JointFitResult learned = JointFit.Run(others, model, options with { Schedules = Of(k => k != i) }, solver, null, cancellation);
            JointFitResult predicted = JointFit.Run([profile], model, options with
            {
                Shared = [],
                Separate = [],
                Arrhenius = [],
                Fixed = Held(learned, options, temperatures, i),
                Schedules = Of(k => k == i),
            }, solver, null, cancellation);
            return new LeftOut(profile.Name, predicted.RmsePercent, fit.Profiles[i].Quality.RmsePercent);

            Conditions[] Of(Func<int, bool> which) => options.Schedules.Count == 1 ? [options.Schedules[0]]
                : [.. options.Schedules.Where((_, k) => which(k))];
        })];
    }

    /// <summary>Values of the shared parameters at the conditions of a profile.</summary>
    static Dictionary<string, double> Held(JointFitResult learned, JointOptions options, double[] temperatures, int i)
    {
        var held = new Dictionary<string, double>(options.Fixed);
        foreach (JointEstimate of in learned.Estimates.Where(of => of.Profile.Length == 0 && !JointSpace.IsActivation(of.About)))
            held[of.About.Name] = of.Value;
        foreach (string name in options.Arrhenius)
        {
            double energy = learned.Estimates.Single(of => of.About.Name == JointSpace.ActivationName(name)).Value;
            held[name] *= JointSpace.ArrheniusFactor(energy, temperatures[i], temperatures.Where((_, k) => k != i).Average());
        }

        return held;
    }
}
