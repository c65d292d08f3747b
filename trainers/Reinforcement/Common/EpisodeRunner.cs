using System.Text.Json;
using System.Text.Json.Nodes;

namespace SurrogateEngine.Trainers;

/// <summary>Keeps the episodes of a vector environment going: where one ends, the next begins. Seeds follow from the runner's seed, the
/// place and the number of the episode there.</summary>
sealed class EpisodeRunner
{
    readonly IVectorEnvironment environment;
    readonly ulong seed;
    readonly int width;
    readonly double[] observed, returns;
    readonly long[] episodes;
    List<double> finished = [];

    public EpisodeRunner(IVectorEnvironment environment, ulong seed)
    {
        (this.environment, this.seed, width) = (environment, seed, environment.Observations.Count);
        int count = environment.Count;
        (observed, returns, episodes) = (new double[count * width], new double[count], new long[count]);
        (Rewards, Terminated, Truncated) = (new double[count], new bool[count], new bool[count]);
        (Observations, Next) = (new float[count * width], new float[count * width]);
        environment.Reset([.. Enumerable.Range(0, count)], [.. Enumerable.Range(0, count).Select(Seed)], observed);
        Floats(observed, Observations);
    }

    /// <summary>What is seen now, shape [count, observation].</summary>
    public float[] Observations { get; }

    /// <summary>What followed the last actions, before episodes began anew; shape [count, observation].</summary>
    public float[] Next { get; }

    /// <summary>Rewards of the last actions.</summary>
    public double[] Rewards { get; }

    /// <summary>Whose task ended with them.</summary>
    public bool[] Terminated { get; }

    /// <summary>Whose time was up.</summary>
    public bool[] Truncated { get; }

    /// <summary>All that the episodes go on from.</summary>
    public JsonObject State
    {
        get => new()
        {
            ["environment"] = JsonSerializer.SerializeToNode(environment.State, Checkpoint.Options),
            ["observed"] = JsonSerializer.SerializeToNode(observed, Checkpoint.Options),
            ["returns"] = JsonSerializer.SerializeToNode(returns),
            ["episodes"] = JsonSerializer.SerializeToNode(episodes),
            ["finished"] = JsonSerializer.SerializeToNode(finished),
        };
        set
        {
            environment.State = value["environment"].Deserialize<double[]>(Checkpoint.Options)!;
            value["observed"].Deserialize<double[]>(Checkpoint.Options)!.CopyTo(observed, 0);
            value["returns"].Deserialize<double[]>()!.CopyTo(returns, 0);
            value["episodes"].Deserialize<long[]>()!.CopyTo(episodes, 0);
            finished = [.. value["finished"].Deserialize<double[]>()!];
            Floats(observed, Observations);
        }
    }

    /// <summary>Returns of the episodes that ended since this was last asked.</summary>
    public List<double> TakeFinished()
    {
        (List<double> taken, finished) = (finished, []);
        return taken;
    }

    /// <summary>Takes an action in each environment; episodes that end begin anew.</summary>
    /// <param name="actions">Shape [count, action], in the environment's units.</param>
    public void Step(ReadOnlySpan<double> actions)
    {
        environment.Step(actions, observed, Rewards, Terminated, Truncated);
        Floats(observed, Next);
        int[] ended = [.. Enumerable.Range(0, environment.Count).Where(i => Terminated[i] || Truncated[i])];
        for (int i = 0; i < returns.Length; i++)
            returns[i] += Rewards[i];
        if (ended.Length > 0)
            Begin(ended);
        Floats(observed, Observations);
    }

    void Begin(int[] ended)
    {
        foreach (int i in ended)
        {
            finished.Add(returns[i]);
            returns[i] = 0;
            episodes[i]++;
        }

        var first = new double[ended.Length * width];
        environment.Reset(ended, [.. ended.Select(Seed)], first);
        foreach (var (k, i) in ended.Index())
            first.AsSpan(k * width, width).CopyTo(observed.AsSpan(i * width));
    }

    ulong Seed(int place) => SplitMix64.Hash(seed, (ulong)place, (ulong)episodes[place]);

    static void Floats(double[] from, float[] to)
    {
        for (int i = 0; i < to.Length; i++)
            to[i] = (float)from[i];
    }
}
