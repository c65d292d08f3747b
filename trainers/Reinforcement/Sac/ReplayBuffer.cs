using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace SurrogateEngine.Trainers;

/// <summary>What happened, to be learned from again: observation, action, reward, what followed, and whether the task ended. The oldest is
/// forgotten first.</summary>
/// <param name="capacity">Rows that are remembered.</param>
sealed class ReplayBuffer(int capacity, int observation, int action)
{
    readonly float[] seen = new float[capacity * observation], next = new float[capacity * observation];
    readonly float[] actions = new float[capacity * action], rewards = new float[capacity], ended = new float[capacity];
    long added;

    /// <summary>Rows that are remembered now.</summary>
    public int Count => (int)Math.Min(added, capacity);

    /// <summary>All of it, for a checkpoint.</summary>
    public JsonObject State
    {
        get
        {
            var state = new JsonObject { ["added"] = added };
            foreach (var (name, values, width) in Columns)
                state[name] = Convert.ToBase64String(MemoryMarshal.AsBytes(values.AsSpan(0, Count * width)));
            return state;
        }
        set
        {
            added = value["added"]!.GetValue<long>();
            foreach (var (name, values, _) in Columns)
                MemoryMarshal.Cast<byte, float>(Convert.FromBase64String(value[name]!.GetValue<string>())).CopyTo(values);
        }
    }

    (string Name, float[] Values, int Width)[] Columns =>
    [
        ("seen", seen, observation), ("next", next, observation), ("actions", actions, action), ("rewards", rewards, 1),
        ("ended", ended, 1),
    ];

    /// <summary>Remembers a row.</summary>
    public void Add(ReadOnlySpan<float> observed, ReadOnlySpan<float> taken, double reward, ReadOnlySpan<float> followed, bool terminated)
    {
        int row = (int)(added++ % capacity);
        observed.CopyTo(seen.AsSpan(row * observation));
        followed.CopyTo(next.AsSpan(row * observation));
        taken.CopyTo(actions.AsSpan(row * action));
        (rewards[row], ended[row]) = ((float)reward, terminated ? 1 : 0);
    }

    /// <summary>Draws rows with replacement.</summary>
    public ReplayBatch Draw(int rows, RandomStream random)
    {
        var batch = new ReplayBatch(new float[rows * observation], new float[rows * action], new float[rows], new float[rows * observation],
            new float[rows]);
        for (int i = 0; i < rows; i++)
        {
            int row = (int)(random.Unit() * Count);
            seen.AsSpan(row * observation, observation).CopyTo(batch.Seen.AsSpan(i * observation));
            next.AsSpan(row * observation, observation).CopyTo(batch.Next.AsSpan(i * observation));
            actions.AsSpan(row * action, action).CopyTo(batch.Actions.AsSpan(i * action));
            (batch.Rewards[i], batch.Ended[i]) = (rewards[row], ended[row]);
        }

        return batch;
    }
}

/// <summary>Rows drawn from a <see cref="ReplayBuffer"/>; ended is 1 where the task ended.</summary>
sealed record ReplayBatch(float[] Seen, float[] Actions, float[] Rewards, float[] Next, float[] Ended);
