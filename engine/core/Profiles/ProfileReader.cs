using SurrogateEngine.Profiles.Import;

namespace SurrogateEngine.Profiles;

/// <summary>
/// Reads measured release profiles from CSV, TSV, Parquet or a spreadsheet: one line a measurement or vessels as columns, units in the
/// header (<c>time_h,release_percent</c>), comment lines behind <c>#</c>. <see cref="ProfileImport"/> says what was understood.
/// </summary>
public static class ProfileReader
{
    /// <summary>Reads the one profile of <paramref name="path"/>, or the one that <paramref name="options"/> name.</summary>
    /// <exception cref="RefusedException">The file is missing or can't be understood; the sentence names file, line and column.</exception>
    public static MeasuredProfile Read(string path, ProfileOptions? options = null) => One(ProfileImport.Read(path, options), options);

    /// <summary>Reads a profile from <paramref name="text"/>; <paramref name="file"/> is what messages call it.</summary>
    /// <exception cref="RefusedException">The text can't be understood.</exception>
    public static MeasuredProfile Read(TextReader text, string file, ProfileOptions? options = null) =>
        One(ProfileImport.Of(ProfileTable.Parse(text.ReadToEnd(), file), options ?? new()), options);

    /// <summary>Every profile of <paramref name="path"/>, or the one that <paramref name="options"/> name.</summary>
    /// <exception cref="RefusedException">The file is missing or can't be understood.</exception>
    public static IReadOnlyList<MeasuredProfile> ReadAll(string path, ProfileOptions? options = null)
    {
        ProfileImport read = ProfileImport.Read(path, options);
        return options?.Profile is null ? [.. read.Profiles.Select(profile => WithRemarks(read, profile))] : [One(read, options)];
    }

    static MeasuredProfile One(ProfileImport read, ProfileOptions? options)
    {
        if (options?.Profile is null && read.Profiles.Count == 1)
            return WithRemarks(read, read.Profiles[0]);
        string[] names = [.. read.Profiles.Select(profile => profile.Name)];
        if (options?.Profile is not { } wanted)
            throw new RefusedException($"{read.File}: it holds {names.Length} profiles; name one with --profile: {Some(names)}.");
        return read.Profiles.FirstOrDefault(profile => profile.Name == wanted) is { } found
            ? WithRemarks(read, found)
            : throw new RefusedException($"{read.File}: there is no profile '{wanted}'; {Spelling.Suggest(wanted, names)}");
    }

    static MeasuredProfile WithRemarks(ProfileImport read, MeasuredProfile profile) => profile with
    {
        Remarks = [.. read.Remarks, .. profile.Remarks, .. read.Profiles.Count == 1 ? read.Doubts : []],
    };

    static string Some(string[] names) => names.Length <= 8 ? Spelling.Listed(names) : $"{string.Join(", ", names.Take(6))} and so on";
}
