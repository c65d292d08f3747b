using System.Text.Json;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Data;

/// <summary>Decides whether a folder may take a data set, and what of it is there already.</summary>
static class DatasetFolder
{
    /// <summary>Makes the folder if need be and keeps other simulations out until the stream is closed; a killed program's claim is
    /// void.</summary>
    /// <exception cref="RefusedException">The folder can't be made, is a file, or another simulation has it.</exception>
    public static FileStream Claim(string folder)
    {
        if (File.Exists(folder))
            throw Refusals.FolderIsFile(folder);
        return FolderClaim.Take(folder, () => Refusals.FolderInUse(folder));
    }

    /// <summary>Refuses to go on with the data set of another scenario.</summary>
    /// <exception cref="RefusedException">It was made from another scenario.</exception>
    public static void RequireSame(string folder, Manifest manifest, Scenario scenario)
    {
        if (manifest.Scenario.Hash != scenario.Hash)
            throw Refusals.OtherScenario(folder, Difference(manifest.Scenario, scenario));
    }

    /// <summary>Shards of an earlier run that are whole; what it left half-written is deleted.</summary>
    /// <exception cref="RefusedException">The folder holds something else, or a data set that may not be gone on with.</exception>
    public static IReadOnlyList<ShardEntry> Finished(string folder, Scenario scenario, string device, bool resume)
    {
        bool isDataset = File.Exists(Path.Combine(folder, Manifest.FileName));
        if (!isDataset && Directory.EnumerateFileSystemEntries(folder).Any(IsNotTemporary))
            throw Refusals.FolderNotEmpty(folder);
        if (!isDataset)
        {
            DeleteHalfWritten(folder);
            return [];
        }
        Manifest manifest = Manifest.Load(folder);
        if (!resume)
            throw Refusals.FolderHoldsDataset(folder, manifest.Rows, manifest.Scenario.Samples);
        RequireSame(folder, manifest, scenario);
        if (manifest.Software != Manifest.ThisSoftware)
            throw Refusals.OtherSoftware(folder, manifest.Software, Manifest.ThisSoftware);
        if (manifest.SolvedOn != device)
            throw Refusals.OtherDevice(folder, manifest.SolvedOn, device);
        DeleteHalfWritten(folder);
        var reader = new ShardReader(scenario, folder);
        return [.. manifest.Shards.Where(reader.IsIntact)];
    }

    static bool IsNotTemporary(string path) => !path.EndsWith(AtomicFile.TemporaryEnding, StringComparison.Ordinal);

    static void DeleteHalfWritten(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder, "*" + AtomicFile.TemporaryEnding))
        {
            if (Path.GetFileName(path) != FolderClaim.FileName)
                File.Delete(path);
        }
    }

    /// <summary>The first key in which two scenarios differ, in words.</summary>
    static string Difference(Scenario theirs, Scenario ours)
    {
        using JsonDocument there = JsonDocument.Parse(theirs.ToCanonicalJson()), here = JsonDocument.Parse(ours.ToCanonicalJson());
        foreach (JsonProperty property in there.RootElement.EnumerateObject())
        {
            JsonElement mine = here.RootElement.GetProperty(property.Name);
            if (JsonElement.DeepEquals(property.Value, mine))
                continue;
            bool isShort = property.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);
            return isShort ? $"its {property.Name} is {property.Value}, not {mine}" : $"its {property.Name} are others";
        }
        return "its text is another";
    }
}
