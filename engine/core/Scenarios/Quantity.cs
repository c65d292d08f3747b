using System.Globalization;
using System.Text.Json;

namespace SurrogateEngine.Scenarios;

/// <summary>Reads numbers that carry a unit and gives them in the unit that is wanted.</summary>
static class Quantity
{
    /// <summary>The value of <paramref name="json"/> in <paramref name="wanted"/>.</summary>
    /// <param name="json">A text such as <c>"120 nm"</c>, or a number.</param>
    /// <param name="unit">The unit that goes with a bare number; null where none was written.</param>
    /// <param name="wanted">Unit of the result.</param>
    /// <param name="what">What the value is, for refusals.</param>
    /// <param name="bareAllowed">Whether a bare number without unit is taken to be in <paramref name="wanted"/>.</param>
    public static double Read(LocatedJson json, LocatedJson? unit, string wanted, string what, bool bareAllowed)
    {
        Unit target = Unit.TryParse(wanted)!;
        if (json.Kind == JsonValueKind.String)
        {
            (double number, string symbol) = Split(json, what, target);
            return Convert(number, symbol, json.Place, target, what);
        }

        double value = JsonValues.Number(json);
        if (unit is not null)
            return Convert(value, JsonValues.String(unit), unit.Place, target, what);
        if (!bareAllowed && target.Dimension != default)
            throw Refusals.MissingUnit(json.Place, what, json.Text, wanted);
        return value;
    }

    static double Convert(double value, string symbol, Place place, Unit target, string what)
    {
        Unit given = Unit.TryParse(symbol) ?? throw Refusals.UnknownUnit(place, symbol, target.Symbol);
        if (given.Dimension != target.Dimension)
            throw Refusals.WrongUnit(place, what, symbol, target.Symbol);
        return given.To(target, value);
    }

    static (double Value, string Unit) Split(LocatedJson json, string what, Unit target)
    {
        string text = json.Text.Trim();
        int end = text.Length;
        // The longest leading part that reads as a number: "1e-3 d" has an e in it and "5 /d" does not.
        while (end > 0 && !double.TryParse(text[..end], NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            end--;
        if (end == 0 || !double.IsFinite(double.Parse(text[..end], CultureInfo.InvariantCulture)))
            throw Refusals.NotAQuantity(json.Place, what, json.Text, target.Symbol);
        string unit = text[end..].Trim();
        return (double.Parse(text[..end], CultureInfo.InvariantCulture), unit.StartsWith('/') ? "1" + unit : unit);
    }
}
