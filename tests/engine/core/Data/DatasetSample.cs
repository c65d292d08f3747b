using SurrogateEngine.Data;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Tests.Engine.Core.Data;

/// <summary>A small scenario, a solver in closed form for it, and a folder that is gone after the test.</summary>
sealed class DatasetSample : IDisposable
{
    public const int Rows = 47, ShardSize = 10, Shards = 5;

    readonly string root = Directory.CreateTempSubdirectory("surrogate-data-").FullName;

    /// <summary>Two outputs at four times; the last shard is shorter than the others.</summary>
    public static Scenario Scenario { get; } = Scenario.Default(new BurstErosionModel()) with
    {
        Times = [0, 0.5, 1, 30],
        Samples = Rows,
        ShardSize = ShardSize,
        Seed = 11,
    };

    /// <summary>Where a data set may go; not there yet.</summary>
    public string Folder => Path.Combine(root, "set");

    public string this[string name] => Path.Combine(root, name);

    /// <summary>Not the model, but smooth, different in every value, and failing for every seventh formulation or so.</summary>
    public static void Solve(
        Scenario scenario, ReadOnlyMemory<double> parameters, Memory<float> curves, Memory<Outcome> outcomes,
        CancellationToken cancellation)
    {
        int inputs = scenario.Parameters.Count, times = scenario.Times.Count;
        for (int i = 0; i < outcomes.Length; i++)
        {
            ReadOnlySpan<double> p = parameters.Span.Slice(i * inputs, inputs);
            Span<float> curve = curves.Span.Slice(i * 2 * times, 2 * times);
            for (int j = 0; j < times; j++)
            {
                curve[j] = (float)(1 - Math.Exp(-p[1] * scenario.Times[j]));
                curve[times + j] = (float)(p[0] * Math.Exp(-p[5] * scenario.Times[j]));
            }
            bool fails = p[2] > 0.13;
            outcomes.Span[i] = fails ? Outcome.NotFinite : Outcome.Finished;
            if (fails)
                curve[(times - 1)..].Fill(float.NaN);
        }
    }

    public Dataset Simulate(bool resume = false) => Simulation.Run(Scenario, Folder, resume, solver: Solve);

    /// <summary>Every file of the folder with its bytes.</summary>
    public static SortedDictionary<string, byte[]> Snapshot(string folder) =>
        new(Directory.GetFiles(folder).ToDictionary(path => Path.GetFileName(path)!, File.ReadAllBytes), StringComparer.Ordinal);

    public static void ShouldBeTheSame(string folder, SortedDictionary<string, byte[]> expected)
    {
        SortedDictionary<string, byte[]> found = Snapshot(folder);
        found.Keys.ShouldBe(expected.Keys);
        foreach ((string name, byte[] bytes) in found)
            bytes.ShouldBe(expected[name], name);
    }

    /// <summary>What an uninterrupted run leaves.</summary>
    public static SortedDictionary<string, byte[]> Uninterrupted()
    {
        using var other = new DatasetSample();
        other.Simulate();
        return Snapshot(other.Folder);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}
