namespace SurrogateEngine.Trainers;

/// <summary>What a policy met in some steps of several environments; every array has shape [steps, environments, ...].</summary>
sealed class Rollout(int steps, int environments, int observation, int action)
{
    public int Rows => steps * environments;

    public float[] Observations { get; } = new float[steps * environments * observation];

    /// <summary>What followed, before episodes began anew.</summary>
    public float[] Next { get; } = new float[steps * environments * observation];

    /// <summary>As the policy drew them: choices, or points of the box from -1 to 1, perhaps beyond.</summary>
    public float[] Actions { get; } = new float[steps * environments * action];

    /// <summary>Logarithm of the probability, or of its density, with which they were drawn.</summary>
    public float[] LogProbabilities { get; } = new float[steps * environments];

    public float[] Rewards { get; } = new float[steps * environments];

    public bool[] Terminated { get; } = new bool[steps * environments];

    /// <summary>Whether the episode ended, by its task or by time.</summary>
    public bool[] Ended { get; } = new bool[steps * environments];

    /// <summary>
    /// Generalized advantage estimation (Schulman et al., 2016, equations 11 to 16): A_t = sum over k of (gamma lambda)^k d_(t+k) with
    /// d_t = r_t + gamma V(s_(t+1)) - V(s_t), up to the end of the episode; where the task ended nothing comes after, where time was up the
    /// value of what came next does.
    /// </summary>
    /// <param name="values">V of the observations, shape [steps, environments].</param>
    /// <param name="next">V of what followed.</param>
    /// <param name="discount">gamma.</param>
    /// <param name="lambda">0 trusts the values, 1 the rewards.</param>
    public float[] Advantages(ReadOnlySpan<float> values, ReadOnlySpan<float> next, double discount, double lambda)
    {
        var advantages = new float[Rows];
        for (int environment = 0; environment < environments; environment++)
        {
            double after = 0;
            for (int step = steps - 1; step >= 0; step--)
            {
                int i = step * environments + environment;
                double difference = Rewards[i] + (Terminated[i] ? 0 : discount * next[i]) - values[i];
                after = difference + (Ended[i] ? 0 : discount * lambda * after);
                advantages[i] = (float)after;
            }
        }

        return advantages;
    }
}
