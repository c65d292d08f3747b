namespace SurrogateEngine.Trainers;

/// <summary>Keeps a folder to one writer: a file in it that is locked until the stream is closed. A killed program's claim is
/// void.</summary>
public static class FolderClaim
{
    /// <summary>Name of the locked file.</summary>
    public const string FileName = "in-use" + AtomicFile.TemporaryEnding;

    /// <summary>Claims a folder, which is made if need be.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="inUse">What is thrown if another writer has it.</param>
    /// <returns>The claim; disposing of it lets others in.</returns>
    /// <exception cref="RefusedException">The claim cannot be written.</exception>
    public static FileStream Take(string folder, Func<Exception> inUse)
    {
        AtomicFile.Try(folder, () => Directory.CreateDirectory(folder));
        string claim = Path.Combine(folder, FileName);
        try
        {
            return new FileStream(claim, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e) when (IsSharingViolation(e))
        {
            throw inUse();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.CannotWrite(claim, e);
        }
    }

    /// <summary>ERROR_SHARING_VIOLATION on Windows; EWOULDBLOCK of a file lock on Linux and macOS.</summary>
    static bool IsSharingViolation(IOException e) => (e.HResult & 0xFFFF) is 32 or 11 or 35;
}
