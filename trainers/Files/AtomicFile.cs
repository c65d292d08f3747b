using System.Text;

namespace SurrogateEngine;

/// <summary>Files that are there whole or not at all, on a disk that may be full, write-protected or gone, with the sentence that says
/// so.</summary>
public static class AtomicFile
{
    /// <summary>Ending of a file that is being written; whoever finds one left over may delete it.</summary>
    public const string TemporaryEnding = ".tmp";

    const int BufferSize = 1 << 16;

    /// <summary>Writes beside the file, waits until the bytes are on the disk, then puts it in the file's place.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes it, and may read what it wrote.</param>
    /// <exception cref="RefusedException">It cannot be written: what was there before still is, and nothing half-written stays.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string temporary = path + TemporaryEnding;
        try
        {
            Try(path, () =>
            {
                using (var file = new FileStream(temporary, FileMode.Create, FileAccess.ReadWrite, FileShare.None, BufferSize))
                {
                    write(file);
                    file.Flush(flushToDisk: true);
                }
                File.Move(temporary, path, overwrite: true);
            });
        }
        catch
        {
            DeleteIfPossible(temporary);
            throw;
        }
    }

    /// <inheritdoc cref="Write(string, Action{Stream})"/>
    public static void Write(string path, ReadOnlyMemory<byte> bytes) => Write(path, stream => stream.Write(bytes.Span));

    /// <summary>Writes a text in UTF-8.</summary>
    /// <inheritdoc cref="Write(string, Action{Stream})"/>
    public static void Write(string path, string text) => Write(path, new UTF8Encoding(false).GetBytes(text));

    /// <summary>Does something that writes to a disk.</summary>
    /// <param name="path">What a refusal names.</param>
    /// <param name="write">What to do.</param>
    /// <exception cref="RefusedException">It cannot be done.</exception>
    public static void Try(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, e);
        }
    }

    /// <summary>The refusal of a path that cannot be written.</summary>
    public static RefusedException CannotWrite(string path, Exception why) => new(
        why is DirectoryNotFoundException && Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Path.Exists(folder)
            ? $"{path}: its folder does not exist; create it or give another path."
            : $"{path}: this cannot be written ({Reason(why)}); free some space or choose another folder.", why);

    // The system's message names the temporary file behind a colon, which is of no use to anybody.
    static string Reason(Exception why) =>
        why is UnauthorizedAccessException ? "permission denied" : why.Message.Split(" : ")[0].TrimEnd('.');

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
