using System.Security.Cryptography;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Data;

/// <summary>
/// Writes a data set shard by shard. A shard is first made whole beside its place, then moved there, then entered in the
/// manifest, which is replaced in the same way; so whatever ends the program, every shard in the manifest is on the disk.
/// </summary>
sealed class DatasetWriter : IDisposable
{
    readonly string folder, device;
    readonly FileStream inUse;
    readonly ShardWriter writer;
    readonly SortedDictionary<long, ShardEntry> finished;

    DatasetWriter(string folder, FileStream inUse, Scenario scenario, string device, IEnumerable<ShardEntry> finished)
    {
        this.folder = folder;
        this.device = device;
        this.inUse = inUse;
        this.finished = new(finished.ToDictionary(entry => entry.FirstRow));
        Scenario = scenario;
        writer = new ShardWriter(scenario);
    }

    public Scenario Scenario { get; }

    /// <summary>The data set so far.</summary>
    public Manifest Manifest => new()
    {
        Software = Manifest.ThisSoftware,
        Device = device,
        Scenario = Scenario,
        Shards = [.. finished.Values]
    };

    /// <summary>Numbers of the shards that are still to be made.</summary>
    public IReadOnlyList<int> Missing =>
        [.. Enumerable.Range(0, Scenario.Shards).Where(index => !finished.ContainsKey(ShardEntry.FirstRowOf(Scenario, index)))];

    /// <summary>Begins a data set, or goes on with one: shards that are missing or damaged will be made again.</summary>
    /// <exception cref="RefusedException">The folder can't be used for this scenario; the sentence says why.</exception>
    public static DatasetWriter Open(string folder, Scenario scenario, string device, bool resume)
    {
        FileStream inUse = DatasetFolder.Claim(folder);
        try
        {
            IReadOnlyList<ShardEntry> finished = DatasetFolder.Finished(folder, scenario, device, resume);
            var dataset = new DatasetWriter(folder, inUse, scenario, device, finished);
            dataset.WriteManifest();
            return dataset;
        }
        catch
        {
            inUse.Dispose();
            throw;
        }
    }

    /// <summary>Adds a shard; when this returns it is on the disk and in the manifest.</summary>
    /// <exception cref="RefusedException">It can't be written; the shards before it are untouched.</exception>
    public void Add(int index, Shard shard)
    {
        string name = ShardEntry.FileName(index), hash = "";
        AtomicFile.Write(Path.Combine(folder, name), stream =>
        {
            writer.Write(shard, stream);
            stream.Position = 0;
            hash = Convert.ToHexStringLower(SHA256.HashData(stream));
        });
        finished[shard.FirstRow] = new ShardEntry(name, shard.FirstRow, shard.Rows, hash, ShardEntry.Count(shard.Outcomes));
        WriteManifest();
    }

    /// <summary>Lets others use the folder.</summary>
    public void Dispose() => inUse.Dispose();

    void WriteManifest() => AtomicFile.Write(Path.Combine(folder, Manifest.FileName), Manifest.ToJson());
}
