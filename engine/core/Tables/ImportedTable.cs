using System.Text.RegularExpressions;
using SurrogateEngine.Profiles.Import;
using SurrogateEngine.Trainers.Tabular;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Tables;

/// <summary>A cell that was not taken as it stands.</summary>
/// <param name="Line">Line of the file.</param>
/// <param name="Column">Name of the column.</param>
/// <param name="Cell">What stands there.</param>
/// <param name="Became">What was made of it.</param>
public sealed record CleanedCell(long Line, string Column, string Cell, string Became);

/// <summary>A table as it was read from a file, with the recipe that it was read by.</summary>
/// <param name="File">The file.</param>
/// <param name="Hash">Its SHA-256.</param>
/// <param name="Format">What kind of file it is.</param>
/// <param name="Data">The table.</param>
/// <param name="Lines">Line of the file for each row.</param>
/// <param name="Recipe">How cells became values.</param>
/// <param name="Cleaned">Cells that were not taken as they stand.</param>
/// <param name="Remarks">What else was decided.</param>
public sealed partial record ImportedTable(string File, string Hash, string Format, TabularData Data, IReadOnlyList<long> Lines,
    TableRecipe Recipe,
    IReadOnlyList<CleanedCell> Cleaned, IReadOnlyList<string> Remarks)
{
    /// <summary>Share of a column's cells that must be numbers for the others to be taken for mistakes.</summary>
    const double MostlyNumbers = 0.8;

    /// <summary>Reads a table by a recipe, or by one of its own where none is given.</summary>
    /// <exception cref="RefusedException">The file can't be read, or does not fit the recipe.</exception>
    public static ImportedTable Read(string path, TableRecipe? recipe = null)
    {
        TableFile file = TableFile.Read(path);
        string hash = Provenance.HashOf(path);
        recipe ??= Propose(file, hash);
        List<string> remarks = [.. file.Remarks];
        List<CleanedCell> cleaned = [];
        var numbers = new CellNumbers(path, recipe.DecimalComma ? ["0,5"] : ["0.5"], commaSeparates: true);
        var rows = file.Rows.ToList();
        if (recipe.DropDuplicates)
        {
            rows = [.. rows.DistinctBy(row => string.Join('\u001F', row.Cells))];
            if (rows.Count < file.Rows.Count)
                remarks.Add($"{file.Rows.Count - rows.Count} rows were left out that repeat another in every cell.");
        }

        TabularColumn[] columns = [.. recipe.Columns.Select(column => Column(file, rows, column, recipe, numbers, cleaned))];
        if (columns.GroupBy(column => column.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new RefusedException($"{path}: the recipe names two columns '{twice.Key}'; give one of them another name.");
        return new(path, hash, file.Format, new(columns), [.. rows.Select(row => row.Line)], recipe, cleaned, remarks);
    }

    /// <summary>Columns that may be learned from: numbers, and categories that repeat.</summary>
    public IReadOnlyList<string> Learnable => [.. Recipe.Columns.Where(column => column.Kind is ColumnKind.Number or ColumnKind.Category)
        .Select(column => column.Name)];

    /// <summary>The name of a column that a person means: as it stands, or but for upper and lower case.</summary>
    /// <exception cref="RefusedException">There is none; the sentence names the nearest.</exception>
    public string NameOf(string word)
    {
        if (Data.Find(word) is not null)
            return word;
        string[] alike = [.. Recipe.Columns.Where(column => column.Name.Equals(word, StringComparison.OrdinalIgnoreCase)
            || column.Header.Equals(word, StringComparison.OrdinalIgnoreCase)).Select(column => column.Name)];
        return alike.Length == 1 ? alike[0]
            : throw new RefusedException($"{File}: there is no column '{word}'; {Spelling.Suggest(word, Data.Names)}");
    }

    /// <summary>The names of the columns that a person means, each once.</summary>
    /// <exception cref="RefusedException">One is not there; the sentence names the nearest.</exception>
    public string[] NamesOf(IEnumerable<string> words) => [.. words.Select(NameOf).Distinct()];

    static TableRecipe Propose(TableFile file, string hash)
    {
        var numbers = new CellNumbers(file.File, file.Rows.SelectMany(row => row.Cells), file.CommaSeparates);
        var columns = new List<RecipeColumn>();
        for (int j = 0; j < file.Headers.Count; j++)
        {
            string[] cells = [.. file.Rows.Select(row => row.Cells[j]).Where(cell => !CellNumbers.IsMissing(cell))];
            int understood = cells.Count(cell => numbers.Understand(Plain(cell), null) is not null || CellNumbers.IsValue(Plain(cell)));
            bool isNumber = cells.Length > 0 && understood >= MostlyNumbers * cells.Length;
            char? thousands = isNumber ? numbers.ThousandsIn([.. cells.Select(Plain)], file.Headers[j]) : null;
            string unit = file.Units[j];
            if (isNumber && unit.Length == 0)
                unit = cells.Any(cell => cell.EndsWith('%')) ? "%" : UnitIn(cells);
            columns.Add(new(file.Headers[j], file.ShortNames[j], KindOf(file.Headers[j], cells, isNumber), unit,
                thousands?.ToString() ?? ""));
        }

        return new() { TableSha256 = hash, DecimalComma = numbers.DecimalIsComma, Columns = columns };
    }

    /// <summary>The unit that stands behind the numbers of a column, where all that have one have the same.</summary>
    static string UnitIn(string[] cells)
    {
        string[] units = [.. cells.Select(cell => NumberWithUnit().Match(cell)).Where(match => match.Success)
            .Select(match => match.Groups[2].Value).Distinct()];
        return units.Length == 1 ? units[0] : "";
    }

    static ColumnKind KindOf(string header, string[] cells, bool isNumber)
    {
        int distinct = cells.Distinct().Count();
        if (isNumber)
            return cells.Length > 10 && cells.Select((cell, i) => NumberText.Read(cell) is { } n
                && n - i == (NumberText.Read(cells[0]) ?? 0)).All(yes => yes)
                || header.ToLowerInvariant() is "id" or "index" or "row" ? ColumnKind.RowNumber : ColumnKind.Number;
        return distinct > 20 && distinct > 0.5 * cells.Length ? ColumnKind.Text : ColumnKind.Category;
    }

    static TabularColumn Column(TableFile file, List<(long Line, string[] Cells)> rows, RecipeColumn column, TableRecipe recipe,
        CellNumbers numbers, List<CleanedCell> cleaned)
    {
        int j = file.Headers.ToList().IndexOf(column.Header);
        if (j < 0)
            throw new RefusedException($"{file.File}: the recipe wants the column '{column.Header}', which the file lacks; {Spelling.Suggest(column.Header, [.. file.Headers])}");
        if (column.Kind is ColumnKind.Category or ColumnKind.Text)
            return TabularColumn.Categorical(column.Name, rows.Select(row => CellNumbers.IsMissing(row.Cells[j]) ? "" : row.Cells[j]));
        char? thousands = column.Thousands.Length > 0 ? column.Thousands[0] : null;
        double[] values = new double[rows.Count];
        for (int i = 0; i < values.Length; i++)
        {
            string cell = rows[i].Cells[j];
            if (CellNumbers.IsMissing(cell))
                values[i] = double.NaN;
            else
            {
                values[i] = Value(cell, thousands, recipe, numbers);
                bool plain = NumberText.Read(recipe.DecimalComma ? cell.Replace(',', '.') : cell) is not null;
                if (!plain && !(cell.EndsWith('%') && double.IsFinite(values[i])))
                    cleaned.Add(new(rows[i].Line, column.Name, cell, double.IsNaN(values[i]) ? "missing" : NumberText.Digits(values[i],
                        9)));
            }
        }

        return TabularColumn.Numeric(column.Name, values, column.Unit);
    }

    static double Value(string cell, char? thousands, TableRecipe recipe, CellNumbers numbers)
    {
        string plain = Plain(cell);
        bool above = plain.StartsWith('>');
        if (numbers.Understand(above ? plain[1..].TrimStart('=', ' ') : plain, thousands) is not { Value: { } value } read)
            return double.NaN;
        // More than can be measured: the limit is all that is known.
        return !read.Censored ? value : recipe.BelowLimit switch
        {
            LimitRule.Half => value / 2,
            LimitRule.Limit => value,
            _ => double.NaN,
        };
    }

    /// <summary>Without signs of an approximate number, and without the apostrophe that keeps spreadsheets from reading one.</summary>
    static string Plain(string cell)
    {
        string plain = cell.TrimStart('\'', '~', '≈', ' ');
        if (NumberWithUnit().Match(plain) is { Success: true } match)
            plain = match.Groups[1].Value;
        foreach (string about in (string[])["ca.", "ca ", "approx.", "about "])
            if (plain.StartsWith(about, StringComparison.OrdinalIgnoreCase))
                return plain[about.Length..].Trim();
        return plain;
    }

    [GeneratedRegex(@"^([-+−<>~]?\s*[\d.,]+(?:[eE][-+]?\d+)?)\s*(nm|mV|µm|um|mm|kDa|Da|g/mol|mg/mL|mg/ml|µg/mL|ug/mL|mL|ml|µL|mM|h|d|min|°C|rpm)$")]
    private static partial Regex NumberWithUnit();
}
