using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Data;

/// <summary>A data set on disk, open for reading. Whatever is read is checked against the manifest's hashes first.</summary>
public sealed class Dataset
{
    readonly ShardReader reader;

    Dataset(string folder, Manifest manifest)
    {
        Folder = folder;
        Manifest = manifest;
        reader = new ShardReader(manifest.Scenario, folder);
    }

    /// <summary>Where it lies.</summary>
    public string Folder { get; }

    /// <summary>What it holds.</summary>
    public Manifest Manifest { get; }

    /// <summary>What was asked for.</summary>
    public Scenario Scenario => Manifest.Scenario;

    /// <summary>What its rows mean: the model's inputs over the scenario's ranges, to its outputs at the scenario's times.</summary>
    public CurveSpace Space => Scenario.Space;

    /// <summary>Opens the data set in <paramref name="folder"/>; shards are read and checked when they are asked for.</summary>
    /// <exception cref="RefusedException">There is none, or its manifest contradicts itself.</exception>
    public static Dataset Open(string folder) => new(folder, Manifest.Load(folder));

    /// <summary>Reads every shard once and compares its hash.</summary>
    /// <exception cref="RefusedException">A shard is missing or damaged; the sentence names it.</exception>
    public void Verify()
    {
        foreach (ShardEntry entry in Manifest.Shards)
            reader.Check(entry);
    }

    /// <summary>Reads shard after shard; one is in memory at a time.</summary>
    /// <exception cref="RefusedException">A shard is missing or damaged; the sentence names it.</exception>
    public IEnumerable<Shard> Shards() => Manifest.Shards.Select(reader.Read);

    /// <summary>All rows whose trajectory reached its end, in the order of their numbers.</summary>
    /// <exception cref="RefusedException">A shard is missing or damaged, no row was finished, or there are more than fit into
    /// memory.</exception>
    public CurveSet LoadFinished()
    {
        CurveSpace space = Space;
        int inputs = space.Parameters.Count, points = space.Points;
        long rows = Manifest.CountOf(Outcome.Finished);
        if (rows == 0)
            throw Refusals.NothingFinished(Folder);
        if (rows * Math.Max(points, inputs) > Array.MaxLength)
            throw Refusals.TooManyRows(Folder, rows);
        double[] parameters = new double[rows * inputs];
        float[] curves = new float[rows * points];
        ReadFinished(parameters, inputs, curves, points);
        return new CurveSet(space, parameters, curves, Manifest.Hash);
    }

    void ReadFinished(Memory<double> parameters, int inputs, Memory<float> curves, int points)
    {
        IReadOnlyList<ShardEntry> shards = Manifest.Shards;
        int[] first = new int[shards.Count + 1];
        for (int i = 0; i < shards.Count; i++)
            first[i + 1] = first[i] + shards[i].CountOf(Outcome.Finished);
        var refused = new RefusedException?[shards.Count];
        Parallel.For(0, shards.Count, (i, loop) =>
        {
            try
            {
                reader.ReadFinished(shards[i], parameters[(first[i] * inputs)..(first[i + 1] * inputs)],
                    curves[(first[i] * points)..(first[i + 1] * points)]);
            }
            catch (RefusedException e)
            {
                // Shards before this one are still read, so that the first damaged one is named.
                refused[i] = e;
                loop.Break();
            }
        });
        if (refused.FirstOrDefault(e => e is not null) is { } why)
            throw why;
    }
}
