using SurrogateEngine.Data;

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
        using var lines = new CsvLines(text.ReadToEnd(), file);
        if (lines.Next() is not { } first)
            throw new RefusedException(
                $"{file}: the file is empty; it needs a header such as 'time_h,release_percent' and one line for each measurement.");
        bool hasHeader = first.Any(cell => cell.Length > 0 && NumberText.Read(cell.Replace(',', '.')) is null);
        // Without a header nothing says what a third column is, and decimal commas make one.
        if (!hasHeader && first.Length > 2)
            throw Refusals.SurplusCells(file, lines.Number, first.Length, 2);
        var columns = hasHeader ? ProfileColumns.FromHeader(file, lines.Number, first, options) : ProfileColumns.Headerless(file, options);
        var rows = new ProfileRows(file, columns);
        if (!hasHeader)
            rows.Add(lines, first);
        while (lines.Next() is { } cells)
            rows.Add(lines, cells);
        return rows.ToProfile();
    }
}
