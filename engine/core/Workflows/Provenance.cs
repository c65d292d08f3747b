using System.Security.Cryptography;
using SurrogateEngine.Profiles;
using SurrogateEngine.Report;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Workflows;

/// <summary>What results were made from, by name and hash.</summary>
static class Provenance
{
    /// <summary>SHA-256 of a file, lower-case hexadecimal.</summary>
    /// <exception cref="RefusedException">It can't be read.</exception>
    public static string HashOf(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refusals.CannotRead(path, "a file to hash", e);
        }
    }

    /// <summary>A surrogate, the data set it learnt from, and its plan.</summary>
    public static ProvenanceStep[] Of(SurrogateCard card, string surrogate) =>
    [
        .. card.DatasetHash.Length > 0 ? (ProvenanceStep[])[new("data set", "learnt from", card.DatasetHash)] : [],
        new("surrogate", Path.GetFileName(surrogate), HashOf(surrogate), $"{NumberText.Count(card.TrainingCurves)} training curves"),
        new("plan", "in the surrogate", card.PlanHash) { IsInput = true },
    ];

    /// <summary>Hashes of what a fit was made from, by name.</summary>
    public static Dictionary<string, string> Facts(string surrogate, SurrogateCard card, MeasuredProfile profile)
    {
        var facts = new Dictionary<string, string> { ["surrogate_sha256"] = HashOf(surrogate) };
        if (card.DatasetHash.Length > 0)
            facts["dataset_sha256"] = card.DatasetHash;
        return facts.Concat(Facts(profile)).ToDictionary();
    }

    /// <summary>Hash of a measured profile, by name.</summary>
    public static Dictionary<string, string> Facts(MeasuredProfile profile) => new() { ["profile_sha256"] = HashOf(profile) };

    /// <summary>Hash of a table, by name.</summary>
    public static Dictionary<string, string> Table(string hash) => new() { ["table_sha256"] = hash };

    /// <summary>Hashes of several measured profiles, by name.</summary>
    public static Dictionary<string, string> Facts(IEnumerable<MeasuredProfile> profiles) => profiles.Select(HashOf).Distinct().Index()
        .ToDictionary(at => $"profile_{at.Index + 1}_sha256", at => at.Item);

    /// <summary>SHA-256 of the file a profile was read from, or of the one that comes along.</summary>
    static string HashOf(MeasuredProfile profile) => BuiltInProfiles.HashOf(profile) ?? (File.Exists(profile.Origin)
        ? HashOf(profile.Origin) : "");

    /// <summary>A measured profile.</summary>
    public static ProvenanceStep Of(MeasuredProfile profile) =>
        new("profile", profile.Name, HashOf(profile), profile.Origin) { IsInput = true };
}
