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

    /// <summary>A measured profile; one that comes with the engine has no file.</summary>
    public static ProvenanceStep Of(MeasuredProfile profile) =>
        new("profile", profile.Name, File.Exists(profile.Origin) ? HashOf(profile.Origin) : "", profile.Origin) { IsInput = true };
}
