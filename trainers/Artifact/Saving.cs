namespace SurrogateEngine.Trainers;

/// <summary>Writing to a disk that may be full, write-protected or gone, with the sentence that says so.</summary>
static class Saving
{
    const string TemporaryEnding = ".tmp";

    /// <summary>Writes beside the file, waits until the bytes are on the disk, then puts it in the file's place.</summary>
    /// <exception cref="SurrogateFileException">It cannot be written; what was there before still is, and nothing half-written stays.</exception>
    public static void Whole(string path, Action<Stream> write)
    {
        string temporary = path + TemporaryEnding;
        try
        {
            Try(path, () =>
            {
                using (var file = new FileStream(temporary, FileMode.Create))
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

    /// <summary>Does something that writes to <paramref name="path"/>.</summary>
    /// <exception cref="SurrogateFileException">It cannot be written.</exception>
    public static void Try(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SurrogateFileException($"{path}: this cannot be written ({Reason(e)}); free some space or choose another folder.", e);
        }
    }

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
