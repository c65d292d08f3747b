using System.Security.Cryptography;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Data;

/// <summary>
/// What a data set is: its scenario, and the shards that are finished. It holds no time and no name of a machine, so that the
/// same scenario gives the same bytes.
/// </summary>
public sealed record Manifest
{
    /// <summary>File name in the folder.</summary>
    public const string FileName = "manifest.json";

    /// <summary>Newest layout this program reads, and the one it writes.</summary>
    public const int CurrentFormat = 2;

    /// <summary>Name and version of this program.</summary>
    public static string ThisSoftware { get; } = $"SurrogateEngine {typeof(Manifest).Assembly.GetName().Version!.ToString(3)}";

    /// <summary>The program that made the data set.</summary>
    public required string Software { get; init; }

    /// <summary>
    /// Where its curves were solved: <c>host</c>, or a device such as <c>cuda:0</c>. Null in a manifest from before devices could be
    /// chosen, which says nothing of it and whose bytes stay as they are.
    /// </summary>
    public string? Device { get; init; }

    /// <summary>The same in every manifest: all data sets from before were solved on the host.</summary>
    public string SolvedOn => Device ?? BatchSolvers.Host;

    /// <summary>What was asked for.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>Finished shards, by row.</summary>
    public required IReadOnlyList<ShardEntry> Shards { get; init; }

    /// <summary>Rows in finished shards.</summary>
    public long Rows => Shards.Sum(shard => (long)shard.Rows);

    /// <summary>True when no shard is missing.</summary>
    public bool IsComplete => Rows == Scenario.Samples;

    /// <summary>Trajectories in finished shards that ended in that way.</summary>
    public long CountOf(Outcome outcome) => Shards.Sum(shard => (long)shard.CountOf(outcome));

    /// <summary>SHA-256 of the manifest's bytes, which hold those of all shards: names the data set in everything made from it.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(ToJson()));

    /// <summary>The bytes of the file.</summary>
    public byte[] ToJson() => ManifestWriter.Write(this);

    /// <summary>Reads and checks the manifest of <paramref name="folder"/>.</summary>
    /// <exception cref="RefusedException">There is none, or it contradicts itself.</exception>
    public static Manifest Load(string folder) => ManifestReader.Load(folder);
}
