using SurrogateEngine.Trainers;

namespace SurrogateEngine.Design;

/// <summary>
/// Stepwise formulation design: an episode begins at a formulation of a grid drawn by chance; each action raises or lowers one variable by
/// a level and measures what comes out, until the budget of experiments is used up. The reward of a step is by how much it betters the best
/// score of the episode, so the return is what was gained over the first formulation. All episodes' experiments of a step are solved as one
/// batch.
/// </summary>
public sealed class FormulationEnvironment : IVectorEnvironment
{
    readonly FormulationScore score;
    readonly FormulationTask task;
    readonly int[] places, used;
    readonly double[] hidden, best;
    double[][] judged;

    /// <param name="task">What is changed for what.</param>
    /// <param name="score">Of the same task; may serve several environments.</param>
    /// <param name="count">Episodes side by side.</param>
    public FormulationEnvironment(FormulationTask task, FormulationScore score, int count)
    {
        (this.task, this.score, Count) = (task, score, count);
        int variables = score.Levels.Count;
        (places, used) = (new int[count * variables], new int[count]);
        (hidden, best) = (new double[count * score.HiddenCount], new double[count]);
        judged = [.. Enumerable.Range(0, count).Select(_ => new double[score.Width])];
        Observations = BoxSpace.Unit(variables + score.Width + 2);
        Actions = ActionSpace.Discrete(2 * variables);
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <summary>Level of each variable from -1 to 1, then score, shares and violation as measured, the best score so far and the share of
    /// the budget that is left.</summary>
    public BoxSpace Observations { get; }

    /// <summary>Twice the number of variables: 2 j lowers variable j, 2 j + 1 raises it. At the end of its range it stays, and the
    /// experiment is wasted.</summary>
    public ActionSpace Actions { get; }

    /// <summary>Best score of each episode so far.</summary>
    public ReadOnlySpan<double> Best => best;

    /// <summary>Score of each episode's formulation now.</summary>
    public double Score(int episode) => judged[episode][0];

    /// <summary>Levels of an episode's variables.</summary>
    public ReadOnlySpan<int> Places(int episode) => places.AsSpan(episode * score.Levels.Count, score.Levels.Count);

    /// <summary>Hidden parameters of an episode, as shares of their ranges.</summary>
    internal ReadOnlySpan<double> Hidden(int episode) => hidden.AsSpan(episode * score.HiddenCount, score.HiddenCount);

    /// <summary>Experiments that an episode has used.</summary>
    public int Used(int episode) => used[episode];

    /// <inheritdoc/>
    public double[] State
    {
        get =>
        [
            .. places.Select(place => (double)place), .. used.Select(count => (double)count), .. hidden, .. best,
            .. judged.SelectMany(one => one),
        ];
        set
        {
            int at = 0;
            for (int i = 0; i < places.Length; i++)
                places[i] = (int)value[at++];
            for (int i = 0; i < used.Length; i++)
                used[i] = (int)value[at++];
            value.AsSpan(at, hidden.Length).CopyTo(hidden);
            value.AsSpan(at + hidden.Length, best.Length).CopyTo(best);
            judged = [.. value[(at + hidden.Length + best.Length)..].Chunk(score.Width)];
        }
    }

    /// <inheritdoc/>
    public void Reset(ReadOnlySpan<int> which, ReadOnlySpan<ulong> seeds, Span<double> observations)
    {
        int variables = score.Levels.Count;
        for (int k = 0; k < which.Length; k++)
        {
            var random = new RandomStream(seeds[k]);
            for (int j = 0; j < variables; j++)
                places[which[k] * variables + j] = (int)(random.Unit() * score.Levels[j]);
            for (int j = 0; j < score.HiddenCount; j++)
                hidden[which[k] * score.HiddenCount + j] = random.Unit();
            used[which[k]] = 0;
        }

        Measure(which);
        for (int k = 0; k < which.Length; k++)
        {
            best[which[k]] = judged[which[k]][0];
            Observe(which[k], observations.Slice(k * Observations.Count, Observations.Count));
        }
    }

    /// <inheritdoc/>
    public void Step(ReadOnlySpan<double> actions, Span<double> observations, Span<double> rewards, Span<bool> terminated,
        Span<bool> truncated)
    {
        int variables = score.Levels.Count;
        for (int i = 0; i < Count; i++)
        {
            int action = (int)actions[i], j = action / 2;
            ref int place = ref places[i * variables + j];
            place = Math.Clamp(place + (action % 2 == 0 ? -1 : 1), 0, score.Levels[j] - 1);
            used[i]++;
        }

        Measure([.. Enumerable.Range(0, Count)]);
        for (int i = 0; i < Count; i++)
        {
            rewards[i] = Math.Max(0, judged[i][0] - best[i]);
            best[i] = Math.Max(best[i], judged[i][0]);
            // Nothing comes after the last experiment, and what is left of the budget is seen.
            (terminated[i], truncated[i]) = (used[i] >= task.Budget, false);
            Observe(i, observations.Slice(i * Observations.Count, Observations.Count));
        }
    }

    void Measure(ReadOnlySpan<int> which)
    {
        int[] asked = [.. which.ToArray().SelectMany(i => Places(i).ToArray())];
        double[] unseen = [.. which.ToArray().SelectMany(i => hidden.AsSpan(i * score.HiddenCount, score.HiddenCount).ToArray())];
        double[][] found = score.Judge(asked, unseen);
        for (int k = 0; k < which.Length; k++)
            judged[which[k]] = found[k];
    }

    void Observe(int episode, Span<double> observation)
    {
        int at = 0;
        foreach (var (j, place) in Places(episode).ToArray().Index())
            observation[at++] = 2.0 * place / Math.Max(1, score.Levels[j] - 1) - 1;
        foreach (double value in judged[episode])
            observation[at++] = value;
        observation[at++] = best[episode];
        observation[at] = 1 - (double)used[episode] / task.Budget;
    }
}
