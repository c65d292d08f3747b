using System.Globalization;

namespace SurrogateEngine.Scenarios;

/// <summary>
/// A unit of measurement: its size in SI base units and its dimension. Written as a product or quotient of symbols with whole
/// powers, e.g. <c>nm</c>, <c>1/d</c>, <c>cm2/s</c>, <c>mg/mL</c>; empty or <c>1</c> is a pure number.
/// </summary>
/// <param name="Symbol">The unit as it was written.</param>
/// <param name="Factor">How many SI base units one of it is, but for the power of ten.</param>
/// <param name="PowerOfTen">Kept apart from the factor because 1e-6 / 1e-9 isn't 1000 in floating point.</param>
/// <param name="Dimension">Powers of length, time, mass, amount, temperature and electric current; degC stands alone, as its zero is not
/// that of K.</param>
public sealed record Unit(string Symbol, double Factor, int PowerOfTen, Dimension Dimension)
{
    static readonly Dimension None = default;
    static readonly Dimension Length = new(1, 0, 0, 0, 0);
    static readonly Dimension Time = new(0, 1, 0, 0, 0);
    static readonly Dimension Mass = new(0, 0, 1, 0, 0);
    static readonly Dimension Amount = new(0, 0, 0, 1, 0);
    static readonly Dimension Temperature = new(0, 0, 0, 0, 1);
    static readonly Dimension Current = new(0, 0, 0, 0, 0) { Current = 1 };
    static readonly Dimension Energy = Mass + Length * 2 - Time * 2;
    static readonly Dimension Celsius = new(0, 0, 0, 0, 0) { Celsius = 1 };

    /// <summary>Symbols that may stand in a unit. Day, week and hour are exact; month and year are left out because they are not.</summary>
    static readonly Unit[] Table =
    [
        new("1", 1, 0, None), new("%", 1, -2, None), new("mol%", 1, -2, None),
        new("nm", 1, -9, Length), new("um", 1, -6, Length), new("µm", 1, -6, Length), new("μm", 1, -6, Length),
        new("mm", 1, -3, Length), new("cm", 1, -2, Length), new("m", 1, 0, Length),
        new("ms", 1, -3, Time), new("s", 1, 0, Time), new("min", 60, 0, Time), new("h", 36, 2, Time), new("d", 864, 2, Time),
        new("wk", 6048, 2, Time),
        new("ng", 1, -12, Mass), new("ug", 1, -9, Mass), new("mg", 1, -6, Mass), new("g", 1, -3, Mass), new("kg", 1, 0, Mass),
        new("nmol", 1, -9, Amount), new("umol", 1, -6, Amount), new("mmol", 1, -3, Amount), new("mol", 1, 0, Amount),
        new("K", 1, 0, Temperature), new("degC", 1, 0, Celsius), new("°C", 1, 0, Celsius),
        new("uL", 1, -9, Length * 3), new("mL", 1, -6, Length * 3), new("L", 1, -3, Length * 3),
        new("nM", 1, -6, Amount - Length * 3), new("uM", 1, -3, Amount - Length * 3), new("mM", 1, 0, Amount - Length * 3),
        new("M", 1, 3, Amount - Length * 3),
        new("mJ", 1, -3, Energy), new("J", 1, 0, Energy), new("kJ", 1, 3, Energy), new("mW", 1, -3, Energy - Time), new("W", 1, 0, Energy - Time),
        new("mPa", 1, -3, Energy - Length * 3), new("Pa", 1, 0, Energy - Length * 3), new("kPa", 1, 3, Energy - Length * 3),
        new("Hz", 1, 0, Time * -1), new("kHz", 1, 3, Time * -1), new("A", 1, 0, Current), new("kA", 1, 3, Current),
        new("mV", 1, -3, Energy - Time - Current), new("V", 1, 0, Energy - Time - Current),
        new("Da", 1, -3, Mass - Amount), new("kDa", 1, 0, Mass - Amount),
    ];

    /// <summary>The symbols of the table, for help texts.</summary>
    public static IEnumerable<string> Symbols => Table.Select(unit => unit.Symbol);

    /// <summary>The unit written in <paramref name="text"/>, or null where it is none.</summary>
    public static Unit? TryParse(string text)
    {
        double factor = 1;
        int ten = 0;
        Dimension dimension = default;
        int sign = 1;
        string[] quotient = text.Trim().Split('/');
        if (quotient.Length > 2)
            return null;
        foreach (string side in quotient)
        {
            string[] symbols = side.Split(['*', '·', ' '], StringSplitOptions.RemoveEmptyEntries);
            if (symbols.Length == 0 && text.Trim().Length > 0)
                return null;
            foreach (string symbol in symbols)
            {
                if (Power(symbol) is not { } part)
                    return null;
                factor *= Math.Pow(part.Factor, sign);
                ten += part.PowerOfTen * sign;
                dimension += part.Dimension * sign;
            }

            sign = -1;
        }

        return new Unit(text.Trim(), factor, ten, dimension);
    }

    /// <summary>How many of <paramref name="other"/> a value in this unit is.</summary>
    /// <exception cref="ArgumentException">The two measure different things.</exception>
    public double To(Unit other, double value)
    {
        if (other.Dimension != Dimension)
            throw new ArgumentException($"{Symbol} cannot be converted to {other.Symbol}.");
        double scaled = Factor == other.Factor ? value : value * Factor / other.Factor; // exactly what was written, where units agree
        int ten = PowerOfTen - other.PowerOfTen;
        return ten >= 0 ? scaled * Math.Pow(10, ten) : scaled / Math.Pow(10, -ten);
    }

    /// <summary>A symbol with an optional whole power: <c>cm2</c>, <c>cm^2</c>, <c>d-1</c>.</summary>
    static Unit? Power(string symbol)
    {
        if (Array.Find(Table, unit => unit.Symbol == symbol) is { } plain)
            return plain;
        int digits = symbol.Length;
        while (digits > 0 && (char.IsAsciiDigit(symbol[digits - 1]) || symbol[digits - 1] == '-'))
            digits--;
        string name = symbol[..digits].TrimEnd('^');
        if (name.Length == 0 || !int.TryParse(symbol[digits..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int power))
            return null;
        return Array.Find(Table, unit => unit.Symbol == name) is { } known
            ? new Unit(symbol, Math.Pow(known.Factor, power), known.PowerOfTen * power, known.Dimension * power)
            : null;
    }
}

/// <summary>Powers of the base quantities in a unit.</summary>
public readonly record struct Dimension(int Length, int Time, int Mass, int Amount, int Temperature)
{
    /// <summary>Power of a reading in degrees Celsius, which is no multiple of a kelvin.</summary>
    public int Celsius { get; init; }

    /// <summary>Power of an electric current.</summary>
    public int Current { get; init; }

    /// <summary>Dimension of a product.</summary>
    public static Dimension operator +(Dimension a, Dimension b) =>
        new(a.Length + b.Length, a.Time + b.Time, a.Mass + b.Mass, a.Amount + b.Amount, a.Temperature + b.Temperature)
        {
            Celsius = a.Celsius + b.Celsius,
            Current = a.Current + b.Current,
        };

    /// <summary>Dimension of a quotient.</summary>
    public static Dimension operator -(Dimension a, Dimension b) => a + (b * -1);

    /// <summary>Dimension of a power.</summary>
    public static Dimension operator *(Dimension a, int power) =>
        new(a.Length * power, a.Time * power, a.Mass * power, a.Amount * power, a.Temperature * power)
        {
            Celsius = a.Celsius * power,
            Current = a.Current * power,
        };
}
