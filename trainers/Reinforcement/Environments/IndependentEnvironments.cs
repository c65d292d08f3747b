namespace SurrogateEngine.Trainers;

/// <summary>Environments of one kind side by side, each stepped by itself.</summary>
public sealed class IndependentEnvironments : IVectorEnvironment
{
    readonly IEnvironment[] all;

    /// <param name="create">Makes one.</param>
    /// <param name="count">How many.</param>
    public IndependentEnvironments(Func<IEnvironment> create, int count) => all = [.. Enumerable.Range(0, count).Select(_ => create())];

    /// <inheritdoc/>
    public int Count => all.Length;

    /// <inheritdoc/>
    public BoxSpace Observations => all[0].Observations;

    /// <inheritdoc/>
    public ActionSpace Actions => all[0].Actions;

    /// <inheritdoc/>
    public double[] State
    {
        get => [.. all.SelectMany(one => one.State)];
        set
        {
            int width = value.Length / all.Length;
            for (int i = 0; i < all.Length; i++)
                all[i].State = value[(i * width)..((i + 1) * width)];
        }
    }

    /// <inheritdoc/>
    public void Reset(ReadOnlySpan<int> which, ReadOnlySpan<ulong> seeds, Span<double> observations)
    {
        for (int i = 0; i < which.Length; i++)
            all[which[i]].Reset(seeds[i]).CopyTo(observations[(i * Observations.Count)..]);
    }

    /// <inheritdoc/>
    public void Step(ReadOnlySpan<double> actions, Span<double> observations, Span<double> rewards, Span<bool> terminated,
        Span<bool> truncated)
    {
        for (int i = 0; i < all.Length; i++)
        {
            EnvironmentStep step = all[i].Step(actions.Slice(i * Actions.Width, Actions.Width));
            step.Observation.CopyTo(observations[(i * Observations.Count)..]);
            (rewards[i], terminated[i], truncated[i]) = (step.Reward, step.Terminated, step.Truncated);
        }
    }
}
