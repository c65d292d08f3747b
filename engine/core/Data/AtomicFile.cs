namespace SurrogateEngine.Data;

/// <summary>Files that are there whole or not at all, whatever happens while they are written.</summary>
static class AtomicFile
{
    /// <summary>Ending of a file that is being written; whoever finds one left over may delete it.</summary>
    public const string TemporaryEnding = ".tmp";

    /// <summary>Writes beside the file, waits until the bytes are on the disk, then puts it in the file's place.</summary>
    /// <exception cref="RefusedException">The disk is full or the place can't be written; what was there before still is.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string temporary = path + TemporaryEnding;
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            DeleteIfPossible(temporary);
            throw Refusals.CannotWrite(path, e);
        }
        catch
        {
            DeleteIfPossible(temporary);
            throw;
        }
    }

    /// <inheritdoc cref="Write(string, Action{Stream})"/>
    public static void Write(string path, ReadOnlyMemory<byte> bytes) => Write(path, stream => stream.Write(bytes.Span));

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
