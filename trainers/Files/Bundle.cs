using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace SurrogateEngine.Trainers;

/// <summary>
/// A zip of a few entries with a sha256sums.txt that vouches for each. Same entries, same bytes: nothing is compressed and no
/// entry carries a date. A file appears whole or not at all.
/// </summary>
static class Bundle
{
    const string Sums = "sha256sums.txt";

    static readonly DateTimeOffset NoDate = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes a temporary file beside <paramref name="path"/>, then puts it in its place.</summary>
    /// <exception cref="RefusedException">It cannot be written.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, byte[]> entries) => AtomicFile.Write(path, file =>
    {
        // In memory first: a zip that meets a full disk tries to write its end once more when it is closed.
        using var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in entries)
                Add(zip, name, bytes);
            Add(zip, Sums, Encoding.UTF8.GetBytes(SumsOf(entries)));
        }
        content.WriteTo(file);
    });

    /// <summary>Reads every entry without evaluating it; see <see cref="Verify"/>.</summary>
    /// <exception cref="RefusedException">There is no such file, or it is no zip, or it was cut short.</exception>
    public static Dictionary<string, byte[]> Read(string path)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(File.ReadAllBytes(path)), ZipArchiveMode.Read);
            var entries = new Dictionary<string, byte[]>();
            foreach (var entry in zip.Entries)
            {
                using var content = new MemoryStream();
                using var stream = entry.Open();
                stream.CopyTo(content);
                entries[entry.FullName] = content.ToArray();
            }
            return entries;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new RefusedException($"{path}: there is no such file; check the path.", missing);
        }
        catch (Exception wrong) when (wrong is InvalidDataException or NotSupportedException or EndOfStreamException)
        {
            throw new RefusedException($"{path}: the file is damaged, cut short or of another kind: copy it again or train anew.", wrong);
        }
        catch (UnauthorizedAccessException folder) when (Directory.Exists(path))
        {
            throw new RefusedException($"{path}: this is a folder; give the path of a file in it.", folder);
        }
        catch (UnauthorizedAccessException closed)
        {
            throw new RefusedException($"{path}: this file may not be read; give it read permission or choose another.", closed);
        }
        catch (IOException broken)
        {
            throw new RefusedException($"{path}: the file cannot be read ({broken.Message.TrimEnd('.')}): copy it again or train anew.",
                broken);
        }
    }

    /// <summary>Refuses a bundle that lacks an entry or in which one was altered.</summary>
    public static void Verify(Dictionary<string, byte[]> entries, IReadOnlyList<string> needed, string path)
    {
        foreach (string name in (IEnumerable<string>)[.. needed, Sums])
            if (!entries.ContainsKey(name))
                throw new RefusedException($"{path}: the file lacks its part {name}: copy it again or train anew.");
        var claimed = Encoding.UTF8.GetString(entries[Sums]);
        foreach (string name in needed)
            if (!claimed.Contains(SumOf(name, entries[name]), StringComparison.Ordinal))
                throw new RefusedException($"{path}: its part {name} was altered after it was written: copy the file again or train anew.");
    }

    static void Add(ZipArchive zip, string name, byte[] bytes)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = NoDate;
        using var stream = entry.Open();
        stream.Write(bytes);
    }

    // One line an entry, as sha256sum writes and checks them.
    static string SumsOf(IReadOnlyDictionary<string, byte[]> entries) => string.Concat(entries.Select(e => SumOf(e.Key, e.Value)));

    static string SumOf(string name, byte[] bytes) => $"{Convert.ToHexStringLower(SHA256.HashData(bytes))}  {name}\n";
}
