namespace SurrogateEngine.Profiles.Import;

/// <summary>What was made of a file of measured profiles.</summary>
public sealed record ProfileImport
{
    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>What kind of file it is.</summary>
    public required string Format { get; init; }

    /// <summary>Line or row of the header, 0 where there is none.</summary>
    public required long HeaderLine { get; init; }

    /// <summary>Every column and what it was taken for.</summary>
    public required IReadOnlyList<ImportedColumn> Columns { get; init; }

    /// <summary>The profiles, in the file's order.</summary>
    public required IReadOnlyList<MeasuredProfile> Profiles { get; init; }

    /// <summary>What was decided while reading, one sentence each; those of a profile are with it.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }

    /// <summary>What looks odd and may be wrong, one sentence each.</summary>
    public required IReadOnlyList<string> Doubts { get; init; }

    /// <summary>Reads a file, or a built-in profile.</summary>
    /// <exception cref="RefusedException">It can't be understood; the sentence names file, line and column.</exception>
    public static ProfileImport Read(string path, ProfileOptions? options = null)
    {
        ProfileImport read = Of(ProfileTable.Load(path), options ?? new());
        return BuiltInProfiles.Find(path) is { } known ? read with { Profiles = [known] } : read;
    }

    /// <summary>Reads a table.</summary>
    internal static ProfileImport Of(ProfileTable table, ProfileOptions options)
    {
        var remarks = new List<string>();
        HeaderLine header = Import.HeaderLine.Find(table, options, remarks);
        string place = $"{table.File}, line {header.Line}";
        ProfileLayout layout = ProfileLayout.Of(place, header.Names, options);
        if (header.Rows.Count == 0)
            throw new RefusedException($"{table.File}: there is a header but no measurement below it; add one line for each measured time.");
        int[] numeric = [layout.Time, .. layout.Releases.SelectMany(release => new[] { release.Column, release.Spread, release.Upper })
            .Where(j => j >= 0)];
        var numbers = new CellNumbers(
            table.File, header.Rows.SelectMany(row => numeric.Select(j => row.Cells[j])), table.Separator is null or ',');
        var assembler = new ProfileAssembler(table.File, place, header, layout, numbers, options);
        IReadOnlyList<MeasuredProfile> profiles = assembler.Profiles();
        return new ProfileImport
        {
            File = table.File,
            Format = table.Format + (numbers.DecimalIsComma ? ", decimal commas" : ""),
            HeaderLine = header.Line,
            Columns = [.. layout.Columns.Select((column, j) => new ImportedColumn(column.Header, Use(layout, j), column.Unit))],
            Profiles = profiles,
            Remarks = [.. remarks, .. layout.Remarks, .. numbers.Remarks],
            Doubts = [.. profiles.SelectMany(profile => ProfileDoubts.Of(profile, assembler.SaidPercent).Select(doubt =>
                profiles.Count == 1 ? doubt : $"{profile.Name}: {doubt}"))],
        };
    }

    static string Use(ProfileLayout layout, int j) =>
        j == layout.Time ? "time"
        : layout.Releases.FirstOrDefault(release => release.Column == j) is { } release ? release.Meaning.Role switch
        {
            ColumnRole.Remaining => "what is left",
            ColumnRole.Amount => "released amount",
            _ => layout.Releases.Count > 1 && release.Profile.Length == 0 ? "release of one vessel" : "release",
        }
        : layout.Releases.Any(release => release.Spread == j || release.Upper == j) ? layout.Columns[j].Role switch
        {
            ColumnRole.StandardError => "standard error",
            ColumnRole.RelativeDeviation => "relative standard deviation",
            ColumnRole.LowerLimit => "lower confidence limit",
            ColumnRole.UpperLimit => "upper confidence limit",
            ColumnRole.ConfidenceHalfWidth => "half width of the confidence interval",
            _ => "standard deviation",
        }
        : layout.Conditions.Contains(j) ? "condition of the profile"
        : layout.Keys.Contains(j) ? "name of the profile" : j == layout.Count ? "number of replicates" : "not used";
}

/// <summary>A column of a file and what it was taken for.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Use">What it was taken for, e.g. <c>release</c>, <c>standard deviation</c> or <c>not used</c>.</param>
/// <param name="Unit">Its unit as written; empty where the header says none.</param>
public sealed record ImportedColumn(string Header, string Use, string Unit);
