using CsvHelper;
using SurrogateEngine.Data;

namespace SurrogateEngine.Profiles.Import;

/// <summary>A table of text cells as a file holds it, whatever kind of file that is.</summary>
/// <param name="File">What refusals call it.</param>
/// <param name="Rows">Its rows that hold anything, each with its line or row number and its cells, trimmed.</param>
/// <param name="Format">What kind of file it is, for a person.</param>
/// <param name="Separator">What stands between cells; null where cells are kept apart otherwise.</param>
sealed record ProfileTable(string File, IReadOnlyList<(long Line, string[] Cells)> Rows, string Format, char? Separator)
{
    /// <summary>Reads a file with a measured profile, or a built-in one.</summary>
    /// <exception cref="RefusedException">It can't be read, or is no table.</exception>
    public static ProfileTable Load(string path)
    {
        if (BuiltInProfiles.Text(path) is { } text)
            return Parse(text, path);
        BuiltInProfiles.RefuseMisspelled(path);
        return Load(path, $"a CSV file with a measured release profile, or one of {BuiltInProfiles.NameList}", western: false);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="wanted">What a refusal asks for where there is none.</param>
    /// <param name="western">Whether text that is not UTF-8 is read as Windows-1252.</param>
    /// <exception cref="RefusedException">It can't be read, or is no table.</exception>
    public static ProfileTable Load(string path, string wanted, bool western)
    {
        byte[] bytes;
        try
        {
            bytes = System.IO.File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refusals.CannotRead(path, wanted, e);
        }

        return bytes switch
        {
            [(byte)'P', (byte)'A', (byte)'R', (byte)'1', ..] => new(path, ParquetCells.Read(path), "Parquet", null),
            [(byte)'P', (byte)'K', 3, 4, ..] or [0xD0, 0xCF, 0x11, 0xE0, ..] => Spreadsheet(path, bytes),
            _ => Parse(TextFile.Decode(bytes, path, western), path),
        };
    }

    /// <summary>Reads text.</summary>
    public static ProfileTable Parse(string text, string file) => Parse((text.TrimStart('\uFEFF'), "text"), file);

    static ProfileTable Spreadsheet(string path, byte[] bytes)
    {
        (IReadOnlyList<(long, string[])> rows, string sheet) = SpreadsheetCells.Read(path, bytes);
        return new(path, rows, $"spreadsheet, sheet '{sheet}'", null);
    }

    static ProfileTable Parse((string Text, string Encoding) file, string name)
    {
        char separator = SeparatorOf(file.Text);
        using CsvReader csv = CsvReader.FromText(file.Text, new CsvReaderOptions
        {
            Separator = separator,
            CommentPrefix = '#',
            HasHeader = false,
            TrimWhitespace = true,
            TrackLineNumbers = true,
        });
        var rows = new List<(long, string[])>();
        while (csv.Read())
        {
            string[] cells = [.. Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetString(i).Trim())];
            if (cells.Any(cell => cell.Length > 0))
                rows.Add((csv.LineNumber, cells));
        }

        string between = separator switch { '\t' => "tabs", ';' => "semicolons", '|' => "bars", _ => "commas" };
        return new(name, rows, $"{file.Encoding}, {between} between cells", separator);
    }

    /// <summary>Tab, semicolon, bar or comma, whichever the first line with any of them holds.</summary>
    static char SeparatorOf(string text)
    {
        foreach (string line in text.Split('\n').Where(line => line.Trim().Length > 0 && line[0] != '#'))
        {
            // Quoted cells may hold any of them.
            string bare = string.Concat(line.Split('"').Where((_, part) => part % 2 == 0));
            foreach (char separator in "\t;|,")
                if (bare.Contains(separator))
                    return separator;
        }

        return ',';
    }
}
