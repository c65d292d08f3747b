using System.Text.Json.Nodes;

namespace SurrogateEngine.Trainers;

/// <summary>Means over the epoch in work of what a step measures, for a task's metrics; part of its state.</summary>
sealed class EpochMeans(params string[] names)
{
    readonly double[] sums = new double[names.Length];
    readonly long[] counts = new long[names.Length];

    /// <summary>Each mean; NaN before its first value.</summary>
    public IReadOnlyList<(string Name, double Value)> Metrics =>
        [.. names.Select((name, i) => (name, counts[i] > 0 ? sums[i] / counts[i] : double.NaN))];

    /// <summary>What goes on over a resumed epoch.</summary>
    public JsonObject State
    {
        get => new(names.Select((name, i) => KeyValuePair.Create<string, JsonNode?>(name, new JsonArray(sums[i], counts[i]))));
        set
        {
            for (int i = 0; i < names.Length; i++)
                (sums[i], counts[i]) = (value[names[i]]![0]!.GetValue<double>(), value[names[i]]![1]!.GetValue<long>());
        }
    }

    /// <summary>An epoch begins.</summary>
    public void Begin()
    {
        Array.Clear(sums);
        Array.Clear(counts);
    }

    /// <summary>A step measured something.</summary>
    public void Add(string name, double value)
    {
        int i = Array.IndexOf(names, name);
        (sums[i], counts[i]) = (sums[i] + value, counts[i] + 1);
    }
}
