using System.Globalization;
using CsvHelper;

namespace SurrogateEngine.Profiles;

/// <summary>
/// Reads a measured release profile from a CSV file: one line a measurement, units in the header
/// (<c>time_h,release_percent</c>), an optional standard-deviation column, comment lines behind <c>#</c>.
/// Comma, semicolon and tab separate columns; behind a semicolon or a tab a decimal comma is understood.
/// </summary>
public static class ProfileReader
{
    /// <summary>Reads <paramref name="path"/>.</summary>
    /// <exception cref="RefusedException">The file is missing or can't be understood; the sentence names file, line and column.</exception>
    public static MeasuredProfile Read(string path, ProfileOptions? options = null)
    {
        using StringReader text = new(TextOf(path));
        return Read(text, path, options);
    }

    static string TextOf(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refusals.CannotRead(path, $"a CSV file with a measured release profile, or one of {BuiltInProfiles.NameList}", e);
        }
    }

    /// <summary>Reads a profile from <paramref name="text"/>; <paramref name="file"/> is what messages call it.</summary>
    /// <exception cref="RefusedException">The text can't be understood.</exception>
    public static MeasuredProfile Read(TextReader text, string file, ProfileOptions? options = null)
    {
        options ??= new ProfileOptions();
        string content = text.ReadToEnd();
        using var csv = CsvReader.FromText(content, new CsvReaderOptions
        {
            Separator = SeparatorOf(content),
            CommentPrefix = '#',
            HasHeader = false,
            TrimWhitespace = true,
            TrackLineNumbers = true,
        });
        if (!csv.Read())
            throw new RefusedException($"{file}: the file is empty; it needs a header such as 'time_h,release_percent' and one line for each measurement.");

        string[] first = Cells(csv);
        bool hasHeader = first.Any(cell => cell.Length > 0 && !IsNumber(cell));
        var columns = hasHeader ? ProfileColumns.FromHeader(file, csv.LineNumber, first, options) : ProfileColumns.Headerless(file, options);
        var rows = new ProfileRows(file, columns);
        if (!hasHeader)
            rows.Add(csv.LineNumber, first);
        while (csv.Read())
            rows.Add(csv.LineNumber, Cells(csv));
        return rows.ToProfile();
    }

    static string[] Cells(CsvReader csv) => [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];

    static bool IsNumber(string cell) => double.TryParse(cell.Replace(',', '.'), CultureInfo.InvariantCulture, out _);

    /// <summary>The separator of the first line that is neither empty nor a comment: tab, else semicolon, else comma.</summary>
    static char SeparatorOf(string content)
    {
        string line = content.Split('\n').FirstOrDefault(candidate => candidate.Trim().Length > 0 && !candidate.StartsWith('#')) ?? "";
        return line.Contains('\t') ? '\t' : line.Contains(';') ? ';' : ',';
    }
}
