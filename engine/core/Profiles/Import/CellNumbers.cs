using System.Globalization;
using System.Text.RegularExpressions;

namespace SurrogateEngine.Profiles.Import;

/// <summary>What a cell says of a measurement.</summary>
/// <param name="Value">The number, or the limit below which it lies; null where nothing was measured.</param>
/// <param name="Censored">Whether the measurement lies somewhere between zero and the limit.</param>
/// <param name="Deviation">The spread behind a plus-minus sign.</param>
readonly record struct CellNumber(double? Value, bool Censored = false, double? Deviation = null);

/// <summary>
/// Reads numbers as people write them: decimal points or commas, thousands set apart, missing values, values below a limit. Which sign is
/// the decimal one is a matter of the whole file; where two readings remain, a column that ascends decides, or the file is refused.
/// </summary>
sealed partial class CellNumbers
{
    static readonly string[] Missing = ["", "na", "n/a", "n.a.", "nan", "-", "--", "–", "—", "null", "none", "missing", ".", "#n/a", "?"];
    static readonly string[] Below =
        ["blq", "bql", "bloq", "lloq", "loq", "<loq", "<lloq", "<lod", "lod", "nd", "n.d.", "bdl", "not detected"];

    readonly string file;

    public CellNumbers(string file, IEnumerable<string> cells, bool commaSeparates)
    {
        this.file = file;
        string[] all = [.. cells];
        bool comma = all.Any(cell => DecimalComma().IsMatch(cell)), point = all.Any(cell => DecimalPoint().IsMatch(cell));
        DecimalIsComma = comma && !point;
        if (comma && point && !commaSeparates)
            throw new RefusedException(
                $"{file}: some numbers have a decimal comma ('{all.First(cell => DecimalComma().IsMatch(cell))}') and some a decimal point ('{all.First(cell => DecimalPoint().IsMatch(cell))}'); write all in one way.");
        DecimalIsComma |= comma;
    }

    /// <summary>Whether a comma is the decimal sign of this file.</summary>
    public bool DecimalIsComma { get; }

    /// <summary>What was decided that the user should know.</summary>
    public List<string> Remarks { get; } = [];

    /// <summary>
    /// The numbers of one column: a comma or point that could set thousands apart does so where the column only then ascends, or where
    /// the file's decimal sign is the other one.
    /// </summary>
    /// <param name="rows">Line and cell.</param>
    /// <param name="header">The column, for refusals.</param>
    /// <param name="ascends">Whether the column's numbers ascend, as times do.</param>
    public CellNumber[] Column(IReadOnlyList<(long Line, string Cell)> rows, string header, bool ascends)
    {
        char thousands = DecimalIsComma ? '.' : ',';
        bool grouped = rows.Any(row => Thousands(thousands).IsMatch(Bare(row.Cell)));
        // With no decimal commas anywhere, 1.440 may be 1440 in a file of a language that writes so.
        bool odd = !grouped && !DecimalIsComma && ascends && rows.Any(row => Thousands('.').IsMatch(Bare(row.Cell)));
        char? apart = grouped ? thousands : null;
        if (grouped || odd)
            apart = Decide(rows, header, ascends, grouped ? thousands : '.', DecimalIsComma);
        return [.. rows.Select(row => Read(row.Line, row.Cell, header, apart, ascends))];
    }

    char? Decide(IReadOnlyList<(long Line, string Cell)> rows, string header, bool ascends, char thousands, bool sure)
    {
        string example = rows.First(row => Thousands(thousands).IsMatch(Bare(row.Cell))).Cell;
        bool asThousands = !ascends || Ascends(rows, header, thousands), asDecimal = !ascends || Ascends(rows, header, null);
        // A point that is the decimal sign everywhere needs no word, and a comma that can only set thousands apart none but this one.
        if (thousands == '.' && !sure && asDecimal)
            return null;
        if (!sure && ascends && asThousands == asDecimal && thousands == ',')
            throw Ambiguous(header, example);
        if (!sure && !ascends)
            throw Ambiguous(header, example);
        if (!sure && !asThousands)
            return null;
        Remarks.Add($"Column '{header}': '{example}' was read as {NumberText.Digits(Number(Bare(example), thousands) ?? double.NaN, 9)}, with '{thousands}' between thousands.");
        return thousands;
    }

    RefusedException Ambiguous(string header, string example) => new(
        $"{file}, column '{header}': '{example}' may be {Number(Bare(example), ',')?.ToString(CultureInfo.InvariantCulture)} or {example.Replace(',', '.')}; write numbers without separators of thousands and with a decimal point.");

    bool Ascends(IReadOnlyList<(long Line, string Cell)> rows, string header, char? thousands)
    {
        double last = double.NegativeInfinity;
        foreach ((long line, string cell) in rows)
            if (Read(line, cell, header, thousands).Value is { } value)
            {
                if (value < last)
                    return false;
                last = value;
            }

        return true;
    }

    CellNumber Read(long line, string cell, string header, char? thousands, bool isTime = false)
    {
        if (cell.Trim().Equals("nan", StringComparison.OrdinalIgnoreCase) ? !isTime : IsMissing(cell))
            return default;
        if (Bare(cell).StartsWith('>'))
            throw new RefusedException($"{file}, line {line}, column '{header}': '{cell}' says only that it is more; give a number or delete the line.");
        if (Understand(cell, thousands) is { } number)
            return number;
        string kind = double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? "finite number" : "number";
        throw new RefusedException($"{file}, line {line}, column '{header}': '{cell}' is not a {kind}; give a number or delete the line.");
    }

    /// <summary>Whether a cell says that nothing was measured.</summary>
    public static bool IsMissing(string cell) => Missing.Contains(cell.Trim().ToLowerInvariant());

    /// <summary>What a cell that is not missing says; null where it is no number.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="thousands">The sign that sets thousands apart in its column; null for none.</param>
    public CellNumber? Understand(string cell, char? thousands)
    {
        string bare = Bare(cell), word = bare.ToLowerInvariant();
        if (Below.Contains(word.Replace(" ", "")) || word.StartsWith("below", StringComparison.Ordinal))
            return new CellNumber(null, true);
        if (bare.StartsWith('<') && Number(bare[1..].TrimStart('=', ' '), thousands) is { } limit)
            return new CellNumber(limit, true);
        string[] parts = bare.Replace("+/-", "±").Replace("+-", "±").Split('±');
        if (parts.Length == 2 && Number(parts[0], thousands) is { } mean && Number(parts[1], thousands) is { } spread)
            return new CellNumber(mean, false, spread);
        return Number(bare, thousands) is { } number ? new CellNumber(number) : null;
    }

    /// <summary>The sign that sets thousands apart in a column whose numbers need not ascend; null for none.</summary>
    /// <param name="cells">Its cells.</param>
    /// <param name="header">The column, for refusals.</param>
    /// <exception cref="RefusedException">A comma may set thousands apart or be the decimal sign.</exception>
    public char? ThousandsIn(IReadOnlyList<string> cells, string header)
    {
        char thousands = DecimalIsComma ? '.' : ',';
        string? example = cells.FirstOrDefault(cell => Thousands(thousands).IsMatch(Bare(cell)));
        if (example is null)
            return null;
        // 1,234,567 and 1,234.5 can be read in one way only; a point beside decimal commas too.
        bool sure = DecimalIsComma || cells.Any(cell => SureThousands().IsMatch(Bare(cell)) || DecimalPoint().IsMatch(Bare(cell)));
        return sure ? thousands : throw Ambiguous(header, example);
    }

    double? Number(string text, char? thousands)
    {
        string plain = text.Trim().TrimEnd('%').Trim();
        if (SpacedThousands().IsMatch(plain))
            plain = plain.Replace(" ", "").Replace("'", "").Replace("’", "");
        if (thousands is { } apart && Thousands(apart).IsMatch(plain))
            plain = plain.Replace(apart.ToString(), "");
        if (DecimalIsComma || (thousands != ',' && !plain.Contains('.')))
            plain = plain.Replace(',', '.');
        return NumberText.Read(plain);
    }

    /// <summary>Whether a cell holds a number, a missing value or one below a limit, so that its row is no header.</summary>
    public static bool IsValue(string cell)
    {
        string bare = Bare(cell);
        return bare.Length > 0 && (bare.StartsWith('<') || NumberText.Read(bare.TrimEnd('%').Trim().Replace(',', '.')) is not null
            || Thousands(',').IsMatch(bare) || Thousands('.').IsMatch(bare) || SpacedThousands().IsMatch(bare) || bare.Contains('±'));
    }

    static string Bare(string cell) => cell.Trim().Replace('−', '-').Replace('\u00A0', ' ').Replace('\u202F', ' ');

    static Regex Thousands(char separator) => separator == ',' ? CommaThousands() : PointThousands();

    [GeneratedRegex(@"^[-+]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$")]
    private static partial Regex CommaThousands();

    [GeneratedRegex(@"^[-+]?[1-9]\d{0,2}(\.\d{3})+(,\d+)?$")]
    private static partial Regex PointThousands();

    [GeneratedRegex(@"^[-+]?[1-9]\d{0,2}(,\d{3}){2,}(\.\d+)?$")]
    private static partial Regex SureThousands();

    [GeneratedRegex(@"^[-+]?\d{1,3}([ '’]\d{3})+([.,]\d+)?$")]
    private static partial Regex SpacedThousands();

    // A comma that can't set thousands apart: other than three digits behind it, or a zero before it.
    [GeneratedRegex(@"^\s*[<±]?\s*[-+−]?(\d*,(\d{1,2}|\d{4,})|0,\d+|\d{1,3}(\.\d{3})+,\d+)([eE][-+]?\d+)?\s*%?$")]
    private static partial Regex DecimalComma();

    [GeneratedRegex(@"^\s*[<±]?\s*[-+−]?(\d*\.(\d{1,2}|\d{4,})|0\.\d+|\d{1,3}(,\d{3})+\.\d+)([eE][-+]?\d+)?\s*%?$")]
    private static partial Regex DecimalPoint();
}
