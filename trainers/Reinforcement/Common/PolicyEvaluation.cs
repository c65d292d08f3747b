namespace SurrogateEngine.Trainers;

/// <summary>What a way to act is worth.</summary>
public static class PolicyEvaluation
{
    /// <summary>Runs one episode in each place of an environment.</summary>
    /// <param name="environment">Its episodes begin anew.</param>
    /// <param name="act">Actions, shape [count, action], for observations, shape [count, observation].</param>
    /// <param name="seed">Another seed begins other episodes.</param>
    /// <returns>Return of each episode: its rewards added up, without discount.</returns>
    public static double[] Returns(IVectorEnvironment environment, Func<float[], double[]> act, ulong seed)
    {
        var runner = new EpisodeRunner(environment, seed);
        double[] returns = new double[environment.Count];
        bool[] over = new bool[environment.Count];
        while (over.Contains(false))
        {
            runner.Step(act(runner.Observations));
            for (int i = 0; i < over.Length; i++)
            {
                returns[i] += over[i] ? 0 : runner.Rewards[i];
                over[i] |= runner.Terminated[i] || runner.Truncated[i];
            }
        }

        return returns;
    }

    /// <summary>A way to act without looking: every choice, or every point of the box, alike.</summary>
    /// <param name="environment">Whose actions.</param>
    /// <param name="seed">Another seed acts in another way.</param>
    public static Func<float[], double[]> Random(IVectorEnvironment environment, ulong seed)
    {
        var random = new RandomStream(seed);
        ActionSpace space = environment.Actions;
        return _ => [.. Enumerable.Range(0, environment.Count * space.Width).Select(i => space.Box is { } box
            ? box.Low[i % space.Width] + (box.High[i % space.Width] - box.Low[i % space.Width]) * random.Unit()
            : Math.Floor(space.Choices * random.Unit()))];
    }
}
