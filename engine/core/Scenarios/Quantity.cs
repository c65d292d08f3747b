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
            return Read(json.Text, json.Place, target, what);

        double value = JsonValues.Number(json);
        if (unit is not null)
            return Convert(value, JsonValues.String(unit), unit.Place, target, what);
        if (!bareAllowed && target.Dimension != default)
            throw Refusals.MissingUnit(json.Place, what, json.Text, wanted);
        return value;
    }

    /// <summary>The value written in <paramref name="text"/>, e.g. <c>120 nm</c>, in <paramref name="target"/>.</summary>
    public static double Read(string text, Place place, Unit target, string what)
    {
        string trimmed = text.Trim();
        int end = trimmed.Length;
        double value = double.NaN;
        // The longest leading part that reads as a number: "1e-3 d" has an e in it and "5 /d" does not.
        while (end > 0 && !double.TryParse(trimmed[..end], NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            end--;
        if (end == 0 || !double.IsFinite(value))
            throw Refusals.NotAQuantity(place, what, text, target.Symbol);
        string unit = trimmed[end..].Trim();
        return Convert(value, unit.StartsWith('/') ? "1" + unit : unit, place, target, what);
    }

    static double Convert(double value, string symbol, Place place, Unit target, string what)
    {
        Unit given = Unit.TryParse(symbol) ?? throw Refusals.UnknownUnit(place, symbol, target.Symbol);
        if (given.Dimension != target.Dimension)
            throw Refusals.WrongUnit(place, what, symbol, target.Symbol);
        return given.To(target, value);
    }
}
