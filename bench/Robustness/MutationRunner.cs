using System.Diagnostics;
using System.Text.Json;
using Surrogate = SurrogateEngine.Cli.CommandLine;

namespace SurrogateEngine.Bench.Robustness;

/// <summary>What a command did with a spoiled input that it should not have done.</summary>
/// <param name="Number">Number of the case: with the seed, all it takes to see it again.</param>
/// <param name="Kind">What was spoiled.</param>
/// <param name="Fault">What was wrong.</param>
/// <param name="Words">The command line.</param>
sealed record MutationFault(long Number, string Kind, string Fault, string Words);

/// <summary>
/// Lets the command meet spoiled inputs in this process, each watched: it must end with 0, 1 or, if it was stopped because it works
/// long, 130; within ten seconds of processor time and 2 GB; under --json with one object; with every input as it was, and after a
/// refusal with nothing written.
/// </summary>
sealed class MutationRunner : IDisposable
{
    const long MostBytes = 2L << 30;
    // Of processor time: on a busy machine the clock says little. What waits for nothing is stopped by the clock.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.5), Longest = TimeSpan.FromSeconds(10),
        LongestWait = TimeSpan.FromMinutes(2);

    readonly string root, output;
    readonly MutationSamples samples;
    readonly MutationCases cases;

    /// <param name="root">Folder for everything.</param>
    /// <param name="only">Beginnings of the commands that are met; empty for all.</param>
    public MutationRunner(string root, params IReadOnlyList<string> only)
    {
        this.root = root;
        samples = new(Path.Combine(root, "in"));
        output = Path.Combine(root, "out");
        cases = new(samples, output, only);
    }

    /// <summary>How often a command ended with each exit code.</summary>
    public SortedDictionary<int, long> Ends { get; } = [];

    /// <summary>How many inputs of each kind were met.</summary>
    public SortedDictionary<string, long> Kinds { get; } = [];

    /// <summary>Seconds that commands took, by the first word of the command and the kind of what was spoiled.</summary>
    public SortedDictionary<string, double> Seconds { get; } = [];

    /// <summary>Largest working set seen, in bytes.</summary>
    public long Peak { get; private set; }

    /// <summary>Longest time a command took.</summary>
    public TimeSpan Slowest { get; private set; }

    /// <summary>Runs one case.</summary>
    /// <returns>What was wrong; empty where all was well.</returns>
    public IReadOnlyList<MutationFault> Run(ulong seed, long number)
    {
        MutationCase drawn = cases.Draw(seed, number);
        Kinds[drawn.Kind] = Kinds.GetValueOrDefault(drawn.Kind) + 1;
        Directory.CreateDirectory(output);
        if (drawn.File is { } file)
            File.WriteAllBytes(file, drawn.Content);
        // If the process dies, this is the case that killed it.
        File.WriteAllText(Path.Combine(root, "case.txt"), $"{number}\n{string.Join('\n', drawn.Words)}\n");
        var faults = new List<string>(Meet(drawn, number));
        if (drawn.File is { } spoiled && !samples.GoesOn(spoiled)
            && !File.ReadAllBytes(spoiled).AsSpan().SequenceEqual(drawn.Content))
            faults.Add("the spoiled input was changed");
        faults.AddRange(samples.Changed(drawn.File).Select(changed => $"an input was changed: {Path.GetFileName(changed)}"));
        samples.Restore(drawn.File);
        Directory.Delete(output, recursive: true);
        return [.. faults.Select(fault => new MutationFault(number, drawn.Kind, fault, string.Join(' ', drawn.Words)))];
    }

    List<string> Meet(MutationCase drawn, long number)
    {
        var faults = new List<string>();
        using var stop = new CancellationTokenSource();
        using StringWriter said = new(), error = new();
        int code = -1;
        var worker = new Thread(() => code = Surrogate.Run(drawn.Words, said, error, stop.Token)) { IsBackground = true };
        var clock = Stopwatch.StartNew();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        worker.Start();
        while (!worker.Join(TimeSpan.FromMilliseconds(20)))
        {
            Peak = Math.Max(Peak, Environment.WorkingSet);
            TimeSpan used = Environment.CpuUsage.TotalTime - before;
            if (used > Patience || clock.Elapsed > Longest)
                stop.Cancel();
            if (used > Longest || clock.Elapsed > LongestWait)
                throw new InvalidOperationException(
                    $"{number}, {drawn.Kind}: no end after {clock.Elapsed.TotalSeconds:F0} s, {used.TotalSeconds:F0} s of them of the processor, of: surrogate {string.Join(' ', drawn.Words)}");
        }

        Slowest = clock.Elapsed > Slowest ? clock.Elapsed : Slowest;
        string spent = $"{drawn.Words.FirstOrDefault()}, {drawn.Kind}";
        Seconds[spent] = Seconds.GetValueOrDefault(spent) + clock.Elapsed.TotalSeconds;
        long memory = Environment.WorkingSet;
        Peak = Math.Max(Peak, memory);
        if (memory > MostBytes)
            faults.Add($"memory of {memory >> 20} MiB");
        Ends[code] = Ends.GetValueOrDefault(code) + 1;
        if (code == Surrogate.Failed)
            faults.Add($"failed: {LastLine(said.ToString())}{LastLine(error.ToString())}");
        else if (code is not (Surrogate.Done or Surrogate.Refused) && !(code == Surrogate.Interrupted && stop.IsCancellationRequested))
            faults.Add($"exit code {code}");
        faults.AddRange(Said(drawn, code, said.ToString()));
        faults.AddRange(Left(code));
        return faults;
    }

    static IEnumerable<string> Said(MutationCase drawn, int code, string said)
    {
        if (!drawn.Words.TakeWhile(word => word != "--").Contains("--json") || drawn.Words.Any(word => word is "--help" or "-h" or "-?" or "--version"))
            yield break;
        string[] lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length != 1)
        {
            yield return $"{lines.Length} lines of standard output under --json";
            yield break;
        }

        JsonElement? root = Parsed(lines[0]);
        if (root?.ValueKind != JsonValueKind.Object)
            yield return "standard output is no JSON object";
        else if (code == Surrogate.Refused && !root.Value.TryGetProperty("error", out _))
            yield return "a refusal without an error in its JSON object";
    }

    static JsonElement? Parsed(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    IEnumerable<string> Left(int code)
    {
        string[] files = Directory.GetFiles(output, "*", SearchOption.AllDirectories);
        foreach (string file in files.Where(file => file.EndsWith(".tmp", StringComparison.Ordinal)))
            yield return $"half a file was left: {Path.GetRelativePath(output, file)}";
        if (code == Surrogate.Refused && files.Length > 0)
            yield return $"a refusal left {string.Join(", ", files.Select(file => Path.GetRelativePath(output, file)).Order().Take(5))}";
    }

    static string LastLine(string text) => text.TrimEnd().Split('\n')[^1];

    public void Dispose() => Directory.Delete(root, recursive: true);
}
