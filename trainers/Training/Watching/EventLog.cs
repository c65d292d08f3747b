using System.Globalization;

namespace SurrogateEngine.Trainers;

/// <summary>
/// A training's scalars as TensorBoard event files. Every session writes a file of its own, as TensorBoard expects of a run that
/// was resumed; what an earlier session wrote beyond the checkpoint is cut off first, because those steps are trained again.
/// </summary>
sealed class EventLog
{
    const string Prefix = "events.out.tfevents.";

    readonly string path;

    EventLog(string path) => this.path = path;

    /// <summary>Begins the file of a session.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="step">Last step whose scalars are kept; 0 for a fresh run.</param>
    public static EventLog Open(string folder, long step)
    {
        string[] earlier = [.. Directory.GetFiles(folder, Prefix + "*").Order(StringComparer.Ordinal)];
        foreach (string file in earlier)
            if (step == 0)
                File.Delete(file);
            else
                CutAfter(file, step);
        // TensorBoard reads the files of a folder in the order of their names.
        string name = string.Create(CultureInfo.InvariantCulture,
            $"{Prefix}{DateTimeOffset.UtcNow.ToUnixTimeSeconds():d10}.{Environment.MachineName}.{earlier.Length:d4}");
        var log = new EventLog(Path.Combine(folder, name));
        log.Append(ScalarEvent.Start(Now()));
        return log;
    }

    /// <summary>Adds the scalars of a step. The file is closed in between, so that a killed process loses nothing but the record in
    /// work.</summary>
    public void Add(long step, IReadOnlyList<(string Name, double Value)> scalars) => Append(ScalarEvent.Of(Now(), step, scalars));

    void Append(byte[] message)
    {
        using var record = new MemoryStream();
        TfRecord.Write(record, message);
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        file.Write(record.GetBuffer().AsSpan(0, (int)record.Length));
    }

    static void CutAfter(string file, long step)
    {
        byte[] bytes = File.ReadAllBytes(file);
        int kept = 0;
        while (TfRecord.Read(bytes.AsSpan(kept), out var message) is > 0 and var length
            && ScalarEvent.StepOf(message) <= step)
            kept += length;
        if (kept == bytes.Length)
            return;
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        stream.SetLength(kept);
    }

    static double Now() => (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds;
}
