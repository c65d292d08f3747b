using SurrogateEngine.Trainers;

namespace SurrogateEngine.Design;

/// <summary>What a way to change formulations found.</summary>
/// <param name="Scores">Best score of each episode.</param>
/// <param name="Formulations">Formulation of each best score, shape [episodes][parameters].</param>
public sealed record FormulationEpisodes(double[] Scores, double[][] Formulations)
{
    /// <summary>Best score so far, mean over the episodes: of the first formulations, then after each experiment.</summary>
    public double[] Progress { get; init; } = [];

    /// <summary>Mean of the best scores.</summary>
    public double Mean => Scores.Average();

    /// <summary>Half of the width of a 95 % interval of the mean.</summary>
    public double HalfWidth
    {
        get
        {
            double mean = Mean, squares = Scores.Sum(score => (score - mean) * (score - mean));
            // Episodes that all found the same differ by the rounding of their mean.
            return squares < 1e-20 * Scores.Length ? 0 : 1.96 * Math.Sqrt(squares / (Scores.Length - 1) / Scores.Length);
        }
    }

    /// <summary>Runs episodes that begin at formulations that are the same for every agent.</summary>
    /// <param name="task">What is changed for what.</param>
    /// <param name="score">Of the same task.</param>
    /// <param name="agent">Makes the agent of an environment: actions for observations.</param>
    /// <param name="episodes">How many, all side by side.</param>
    /// <param name="seed">Another seed begins elsewhere.</param>
    /// <param name="experimented">Told after each experiment how many all episodes have made since the last; null tells nobody.</param>
    /// <param name="cancellation">Stops them after an experiment.</param>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public static FormulationEpisodes Run(FormulationTask task, FormulationScore score,
        Func<FormulationEnvironment, Func<float[], double[]>> agent, int episodes, ulong seed, Action<int>? experimented = null,
        CancellationToken cancellation = default)
    {
        var environment = new FormulationEnvironment(task, score, episodes);
        int width = environment.Observations.Count;
        double[] seen = new double[episodes * width], rewards = new double[episodes];
        environment.Reset([.. Enumerable.Range(0, episodes)],
            [.. Enumerable.Range(0, episodes).Select(i => SplitMix64.Hash(seed, (ulong)i, 3))], seen);
        double[][] found = [.. Enumerable.Range(0, episodes).Select(Formulation)];
        Func<float[], double[]> act = agent(environment);
        List<double> progress = [environment.Best.ToArray().Average()];
        experimented?.Invoke(episodes);
        for (int step = 0; step < task.Budget; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            environment.Step(act([.. seen.Select(value => (float)value)]), seen, rewards, new bool[episodes], new bool[episodes]);
            for (int i = 0; i < episodes; i++)
            {
                if (rewards[i] > 0)
                    found[i] = Formulation(i);
            }

            progress.Add(environment.Best.ToArray().Average());
            experimented?.Invoke(episodes);
        }

        return new(environment.Best.ToArray(), found) { Progress = [.. progress] };

        double[] Formulation(int i) => score.Formulation(environment.Places(i), environment.Hidden(i));
    }
}
