using System.Globalization;
using System.Text.Json.Serialization;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Design;

/// <summary>What a laboratory chooses for an experiment: a number of a range, one of some numbers, or one of some names.</summary>
/// <param name="Name">Column of its values.</param>
/// <param name="Unit">Unit, for people; empty for none.</param>
/// <param name="Low">Lower end of a range.</param>
/// <param name="High">Upper end of a range.</param>
/// <param name="Log">Whether the range is searched on a logarithmic scale.</param>
/// <param name="Numbers">Numbers to choose among, ascending; empty for a range.</param>
/// <param name="Names">Names to choose among; empty for numbers.</param>
public sealed record CampaignVariable(
    string Name, string Unit, double Low, double High, bool Log, IReadOnlyList<double> Numbers, IReadOnlyList<string> Names)
{
    /// <summary>The variable in the unit box of a search.</summary>
    [JsonIgnore]
    public Gene Gene => Names.Count > 0 ? new(Names.Count, Ordered: false) : new(Numbers.Count);

    /// <summary>Smallest number that it can be.</summary>
    [JsonIgnore]
    public double Least => Numbers.Count > 0 ? Numbers[0] : Low;

    /// <summary>Largest number that it can be.</summary>
    [JsonIgnore]
    public double Most => Numbers.Count > 0 ? Numbers[^1] : High;

    /// <summary>Coordinates of a value that a Gaussian process sees: one for a number, one for each name.</summary>
    [JsonIgnore]
    public int Width => Math.Max(1, Names.Count);

    /// <summary>Reads <c>size=80..200nm</c>, <c>kd=0.01..10 log</c>, <c>lactide=0.5,0.75,1</c> or <c>polymer=PLGA,PCL</c>.</summary>
    /// <param name="word">The word.</param>
    /// <param name="where">What a refusal calls the place.</param>
    /// <exception cref="RefusedException">It has no such form.</exception>
    public static CampaignVariable Parse(string word, string where)
    {
        int equals = word.IndexOf('=');
        string name = equals > 0 ? word[..equals].Trim() : "", text = equals > 0 ? word[(equals + 1)..].Trim() : "";
        if (name.Length == 0 || text.Length == 0 || name.IndexOfAny([',', ';', '"', '#']) >= 0)
            throw Refused(word, where);
        bool log = text.EndsWith(" log", StringComparison.Ordinal);
        text = log ? text[..^4].Trim() : text;
        return text.Contains("..") ? Range(name, text, log, word, where)
            : log ? throw Refused(word, where) : Choices(name, text, word, where);
    }

    static RefusedException Refused(string word, string where) => new($"{where} \"{word}\": write a range, e.g. \"size=80..200nm\" or \"kd=0.01..10 log\", or choices, e.g. lactide=0.5,0.75,1 or polymer=PLGA,PCL.");

    static CampaignVariable Range(string name, string text, bool log, string word, string where)
    {
        int dots = text.IndexOf("..", StringComparison.Ordinal);
        string end = text[(dots + 2)..].Trim();
        string unit = end.TrimStart('+', '-').TrimStart("0123456789.eE ".ToCharArray()).Trim();
        double? low = NumberText.Read(text[..dots].Trim()), high = NumberText.Read(end[..^unit.Length].Trim());
        if (low is null || high is null)
            throw Refused(word, where);
        if (!(low < high))
            throw new RefusedException($"{where} \"{word}\": the range ends at {NumberText.Digits(high.Value, 6)}, not above its begin, {NumberText.Digits(low.Value, 6)}; swap or correct them.");
        return !log || low > 0 ? new(name, unit, low.Value, high.Value, log, [], [])
            : throw new RefusedException($"{where} \"{word}\": a logarithmic range begins above 0.");
    }

    static CampaignVariable Choices(string name, string text, string word, string where)
    {
        string[] all = [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];
        if (all.Length < 2)
            throw Refused(word, where);
        double?[] numbers = [.. all.Select(NumberText.Read)];
        return numbers.All(number => number is not null)
            ? new(name, "", 0, 0, false, [.. numbers.Select(number => number!.Value).Order()], [])
            : new(name, "", 0, 0, false, [], all);
    }

    /// <summary>The value at a coordinate of the unit box: a number, or the index of a name.</summary>
    public double Value(double coordinate) => Names.Count > 0 ? Gene.Choice(coordinate)
        : Numbers.Count > 0 ? Numbers[Gene.Choice(coordinate)]
        : Math.Clamp(Weighable(Log ? Low * Math.Pow(High / Low, coordinate) : Low + (High - Low) * coordinate), Low, High);

    /// <summary>Four digits, as a laboratory weighs and measures.</summary>
    static double Weighable(double value) =>
        value == 0 ? 0 : double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>What a Gaussian process sees of a value, shape [Width]: a number over its range, or a 1 for its name.</summary>
    public void Encode(double value, Span<double> coordinates)
    {
        coordinates.Clear();
        if (Names.Count > 0)
            coordinates[(int)value] = 1;
        else if (Numbers.Count > 0)
            coordinates[0] = (value - Numbers[0]) / (Numbers[^1] - Numbers[0]);
        else
            coordinates[0] = Log ? Math.Log(Math.Max(value, 1e-300) / Low) / Math.Log(High / Low) : (value - Low) / (High - Low);
    }

    /// <summary>A value as a text of a table.</summary>
    public string Show(double value) => Names.Count > 0 ? Names[(int)value] : NumberText.Digits(value, 5);

    /// <summary>The value in a cell of a table; what a laboratory made need not lie in the range.</summary>
    /// <param name="cell">The number as it was read, null where it is none.</param>
    /// <param name="text">The text of the cell.</param>
    /// <param name="place">Where it stands.</param>
    /// <exception cref="RefusedException">It holds no value of this variable.</exception>
    internal double Read(double? cell, string text, Place place)
    {
        if (Names.Count == 0)
            return cell is { } number && double.IsFinite(number) ? number
                : throw new RefusedException($"{place}: '{text}' is not a number for {Name}; give the value that was made.");
        int index = Names.ToList().FindIndex(name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? index
            : throw new RefusedException($"{place}: '{text}' is no {Name} of this campaign, which has {string.Join(", ", Names)}.");
    }
}
