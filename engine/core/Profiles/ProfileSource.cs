namespace SurrogateEngine.Profiles;

/// <summary>All profiles that a word on a command line stands for.</summary>
public static class ProfileSource
{
    static readonly string[] Endings = [".csv", ".tsv", ".txt", ".xlsx", ".xls", ".parquet"];

    /// <summary>The profiles of a file or of every table in a folder, or a built-in one.</summary>
    /// <param name="word">A path, or the name of a built-in profile.</param>
    /// <param name="options">What the headers do not say.</param>
    /// <param name="refused">Of a folder: a sentence for each file that can't be understood.</param>
    /// <exception cref="RefusedException">It is neither, or the one file can't be understood.</exception>
    public static IReadOnlyList<MeasuredProfile> Open(string word, ProfileOptions options, out IReadOnlyList<string> refused)
    {
        var sentences = new List<string>();
        refused = sentences;
        if (BuiltInProfiles.Find(word) is { } known)
            return [known];
        if (!Directory.Exists(word))
            return ProfileReader.ReadAll(word, options);
        string[] files = [.. Directory.GetFiles(word)
            .Where(file => Endings.Contains(Path.GetExtension(file).ToLowerInvariant())).Order(StringComparer.Ordinal)];
        if (files.Length == 0)
            throw new RefusedException($"{word}: there is no table in this folder; put .csv, .tsv, .xlsx or .parquet files of profiles there.");
        var profiles = new List<MeasuredProfile>();
        foreach (string file in files)
        {
            try
            {
                profiles.AddRange(ProfileReader.ReadAll(file, options));
            }
            catch (RefusedException e)
            {
                sentences.Add(e.Message);
            }
        }

        return profiles.Count > 0 ? profiles : throw new RefusedException($"{word}: none of its {files.Length} files can be understood; the first: {sentences[0]}");
    }
}
