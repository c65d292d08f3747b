namespace SurrogateEngine.Trainers;

/// <summary>Writing to a disk that may be full, write-protected or gone, with the sentence that says so.</summary>
public static class Saving
{
    /// <summary>Ending of a file that is being written; whoever finds one left over may delete it.</summary>
    public const string TemporaryEnding = ".tmp";

    const int BufferSize = 1 << 16;

    /// <summary>Writes beside the file, waits until the bytes are on the disk, then puts it in the file's place.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes it, and may read what it wrote.</param>
    /// <param name="refuse">What is thrown if it cannot be written: what was there before still is, and nothing half-written stays.</param>
    public static void Whole(string path, Action<Stream> write, Func<Exception, Exception> refuse)
    {
        string temporary = path + TemporaryEnding;
        try
        {
            Try(() =>
            {
                using (var file = new FileStream(temporary, FileMode.Create, FileAccess.ReadWrite, FileShare.None, BufferSize))
                {
                    write(file);
                    file.Flush(flushToDisk: true);
                }
                File.Move(temporary, path, overwrite: true);
            }, refuse);
        }
        catch
        {
            DeleteIfPossible(temporary);
            throw;
        }
    }

    /// <summary>Does something that writes to a disk.</summary>
    /// <param name="write">What to do.</param>
    /// <param name="refuse">What is thrown if it cannot be done.</param>
    public static void Try(Action write, Func<Exception, Exception> refuse)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw refuse(e);
        }
    }

    /// <inheritdoc cref="Whole(string, Action{Stream}, Func{Exception, Exception})"/>
    /// <exception cref="RefusedException">It cannot be written.</exception>
    internal static void Whole(string path, Action<Stream> write) => Whole(path, write, e => Refused(path, e));

    /// <inheritdoc cref="Try(Action, Func{Exception, Exception})"/>
    /// <exception cref="RefusedException"><paramref name="path"/> cannot be written.</exception>
    internal static void Try(string path, Action write) => Try(write, e => Refused(path, e));

    static RefusedException Refused(string path, Exception why) =>
        new($"{path}: this cannot be written ({Reason(why)}); free some space or choose another folder.", why);

    // The system's message names the temporary file behind a colon, which is of no use to anybody.
    static string Reason(Exception why) => why is UnauthorizedAccessException ? "permission denied" : why.Message.Split(" : ")[0].TrimEnd('.');

    static void DeleteIfPossible(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The refusal that is on its way says what matters.
        }
    }
}
