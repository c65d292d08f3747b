using System.Diagnostics;
using SurrogateEngine.Data;

namespace SurrogateEngine.Bench.Robustness;

/// <summary>
/// Ends commands with SIGKILL at moments they were not asked about, runs them again as the product says, and compares what they leave
/// with what an undisturbed run left.
/// </summary>
sealed class KillRunner
{
    readonly string root;
    readonly Random random;
    readonly Dictionary<string, (TimeSpan Time, SortedDictionary<string, byte[]> Files)> undisturbed = [];

    public KillRunner(string root, int seed)
    {
        this.root = root;
        random = new Random(seed);
        KillTarget.Prepare(Path.Combine(root, "in"));
    }

    /// <summary>Kills of each target so far.</summary>
    public SortedDictionary<string, int> Kills { get; } = [];

    /// <summary>Runs that were over before they were killed.</summary>
    public int Missed { get; private set; }

    /// <summary>One to three kills of a target and a last run to its end.</summary>
    /// <returns>What was wrong.</returns>
    public IReadOnlyList<string> Chain(KillTarget target)
    {
        var (time, whole) = Undisturbed(target);
        string folder = Fresh(target.Name);
        var faults = new List<string>();
        int shards = 0;
        for (int kills = random.Next(1, 4); kills > 0; kills--)
        {
            string[] again = Directory.EnumerateFileSystemEntries(folder).Any() ? target.Again : [];
            using Process process = Start([.. target.Words, .. again], folder);
            if (!process.WaitForExit(time * random.NextDouble()))
            {
                process.Kill();
                process.WaitForExit();
                Kills[target.Name] = Kills.GetValueOrDefault(target.Name) + 1;
            }
            else
            {
                Missed++;
                if (process.ExitCode != 0)
                    faults.Add($"run again: {process.ExitCode}, {process.StandardError.ReadToEnd().Trim()}");
            }

            faults.AddRange(Torn(folder, whole).Select(file => $"after a kill {file} is neither whole nor absent"));
            int now = Shards(folder);
            if (now < shards)
                faults.Add($"{shards - now} finished shards are lost");
            shards = now;
        }

        using Process last = Start([.. target.Words, .. target.Again], folder);
        string error = last.StandardError.ReadToEnd();
        last.WaitForExit();
        if (last.ExitCode != 0)
            faults.Add($"the last run: {last.ExitCode}, {error.Trim()}");
        SortedDictionary<string, byte[]> end = Files(target, folder);
        faults.AddRange(whole.Where(file => !end.TryGetValue(file.Key, out byte[]? bytes) || !bytes.AsSpan().SequenceEqual(file.Value))
            .Select(file => $"{file.Key} is not that of an undisturbed run"));
        faults.AddRange(Directory.GetFiles(folder, "*.tmp", SearchOption.AllDirectories)
            .Select(file => $"{Path.GetRelativePath(folder, file)} was left"));
        Directory.Delete(folder, recursive: true);
        return [.. faults.Select(fault => $"{target.Name}: {fault}")];
    }

    (TimeSpan Time, SortedDictionary<string, byte[]> Files) Undisturbed(KillTarget target)
    {
        if (undisturbed.TryGetValue(target.Name, out var known))
            return known;
        string folder = Fresh(target.Name);
        var clock = Stopwatch.StartNew();
        using Process process = Start(target.Words, folder);
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{target.Name} ended with {process.ExitCode}: {error}");
        undisturbed[target.Name] = (clock.Elapsed, Files(target, folder));
        Directory.Delete(folder, recursive: true);
        return undisturbed[target.Name];
    }

    // The same folder each time: reports name what they were made from.
    string Fresh(string name) => Directory.CreateDirectory(Path.Combine(root, name)).FullName;

    /// <summary>Final files that are there but not whole; a data set that does not verify.</summary>
    static IEnumerable<string> Torn(string folder, SortedDictionary<string, byte[]> whole)
    {
        foreach ((string file, byte[] bytes) in whole)
        {
            string path = Path.Combine(folder, file);
            if (File.Exists(path) && Path.GetFileName(path) != Manifest.FileName && !File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
                yield return file;
        }

        foreach (string manifest in Directory.GetFiles(folder, Manifest.FileName, SearchOption.AllDirectories))
            Dataset.Open(Path.GetDirectoryName(manifest)!).Verify();
    }

    static int Shards(string folder) => Directory.GetFiles(folder, Manifest.FileName, SearchOption.AllDirectories)
        .Sum(manifest => Manifest.Load(Path.GetDirectoryName(manifest)!).Shards.Count);

    static SortedDictionary<string, byte[]> Files(KillTarget target, string folder)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (string path in target.Whole.Select(name => Path.Combine(folder, name)))
            foreach (string file in Directory.Exists(path) ? Directory.GetFiles(path) : File.Exists(path) ? [path] : [])
                files[Path.GetRelativePath(folder, file)] = File.ReadAllBytes(file);
        return files;
    }

    static Process Start(string[] words, string folder) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "surrogate.dll"), .. words, "--quiet"])
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            // A killed runtime leaves its diagnostic sockets in the temp folder.
            Environment = { ["DOTNET_EnableDiagnostics"] = "0" },
        })!;
}
