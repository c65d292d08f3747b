using System.Globalization;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Data;

/// <summary>What a manifest says of one shard.</summary>
/// <param name="File">File name in the folder.</param>
/// <param name="FirstRow">Number of its first row.</param>
/// <param name="Rows">Number of its rows.</param>
/// <param name="Sha256">Hash of the file's bytes, lower-case hexadecimal.</param>
/// <param name="Outcomes">How many trajectories ended in which way; ways that did not occur are left out.</param>
public sealed record ShardEntry(string File, long FirstRow, int Rows, string Sha256, IReadOnlyDictionary<string, int> Outcomes)
{
    /// <summary>File name of shard <paramref name="index"/>.</summary>
    public static string FileName(int index) => string.Create(CultureInfo.InvariantCulture, $"shard-{index:00000}.parquet");

    /// <summary>Number of the first row of shard <paramref name="index"/>.</summary>
    public static long FirstRowOf(Scenario scenario, int index) => (long)index * scenario.ShardSize;

    /// <summary>Number of rows of shard <paramref name="index"/>; only the last one's differs.</summary>
    public static int RowsOf(Scenario scenario, int index) =>
        (int)Math.Min(scenario.ShardSize, scenario.Samples - FirstRowOf(scenario, index));

    /// <summary>How many of its trajectories ended in that way.</summary>
    internal int CountOf(Outcome outcome) => Outcomes.GetValueOrDefault(outcome.Name());

    /// <summary>Counts outcomes by their names, in the order of <see cref="Outcome"/>.</summary>
    internal static Dictionary<string, int> Count(ReadOnlySpan<Outcome> outcomes)
    {
        int[] counts = new int[OutcomeNames.All.Count];
        foreach (Outcome outcome in outcomes)
            counts[(int)outcome]++;
        return counts.Index().Where(entry => entry.Item > 0).ToDictionary(entry => OutcomeNames.All[entry.Index], entry => entry.Item);
    }
}
