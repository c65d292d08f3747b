using SurrogateEngine.Kernels;

namespace SurrogateEngine.Scenarios;

/// <summary>Reads a parameter's value from a word such as <c>R=120nm</c>, or <c>radius=120nm</c> where one parameter alone is a
/// radius.</summary>
public static class ParameterValue
{
    /// <summary>Name and value, the value in the parameter's unit.</summary>
    /// <param name="word">The word.</param>
    /// <param name="where">What a refusal calls the place, e.g. <c>surrogate fit --fix</c>.</param>
    /// <param name="parameters">The parameters there are.</param>
    /// <exception cref="RefusedException">The word has no such form, names no parameter or gives it an impossible value.</exception>
    public static (string Name, double Value) Parse(string word, string where, IReadOnlyList<Parameter> parameters)
    {
        var (parameter, text, place) = Split(word, where, parameters);
        return (parameter.Name, Read(text, place, parameter));
    }

    /// <summary>Names and values of several words; of two for one parameter the last counts.</summary>
    /// <inheritdoc cref="Parse"/>
    public static Dictionary<string, double> ParseAll(IEnumerable<string> words, string where, IReadOnlyList<Parameter> parameters)
    {
        var values = new Dictionary<string, double>();
        foreach (string word in words)
        {
            (string name, double value) = Parse(word, where, parameters);
            values[name] = value;
        }

        return values;
    }

    /// <summary>Name and both ends of a range such as <c>R=20..500nm</c>, in the parameter's unit; a low end without a unit has that of the
    /// high one.</summary>
    /// <inheritdoc cref="Parse"/>
    public static (string Name, double Low, double High) ParseRange(string word, string where, IReadOnlyList<Parameter> parameters)
    {
        var (parameter, text, place) = Split(word, where, parameters);
        if (text.Split("..") is not [var from, var to] || from.Trim().Length == 0)
            throw Refusals.NotARange(where, word);
        string unit = to.TrimStart('+', '-').TrimStart("0123456789.eE ".ToCharArray());
        bool bare = NumberText.Read(from) is not null;
        double low = Read(bare ? $"{from} {unit}" : from, place, parameter), high = Read(to, place, parameter);
        return low < high ? (parameter.Name, low, high) : throw Refusals.LowAboveHigh(place, parameter.Name, low, high, parameter.Unit);
    }

    /// <summary>The parameter of that name; else the only one whose meaning begins with a phrase that holds the word; null if none
    /// is.</summary>
    internal static Parameter? Find(string word, IReadOnlyList<Parameter> parameters)
    {
        if (parameters.FirstOrDefault(parameter => parameter.Name == word) is { } named)
            return named;
        Parameter[] meant = [.. parameters.Where(parameter => word.Length > 2 && Subject(parameter.Meaning)
            .Contains(word, StringComparer.OrdinalIgnoreCase))];
        return meant.Length == 1 ? meant[0] : null;
    }

    /// <summary>Words before the first that says of what, for what, or when.</summary>
    static IEnumerable<string> Subject(string meaning) =>
        meaning.Split(' ').TakeWhile(word => word is not ("of" or "for" or "at" or "to" or "in" or "by"))
            .Select(word => word.Trim(',', ':', ';'));

    static (Parameter Parameter, string Text, Place Place) Split(string word, string where, IReadOnlyList<Parameter> parameters)
    {
        int equals = word.IndexOf('=');
        if (equals < 1)
            throw Refusals.NotAnAssignment(where, word);
        string name = word[..equals].Trim();
        var place = new Place($"{where} {word}", 0, 0, "");
        return (Find(name, parameters) ?? throw Refusals.NoSuchParameter(place, name, [.. parameters.Select(parameter => parameter.Name)]),
            word[(equals + 1)..], place);
    }

    static double Read(string text, Place place, Parameter parameter)
    {
        double value = Quantity.Read(text, place, Unit.TryParse(parameter.Unit)!, parameter.Name);
        return value >= parameter.DomainLow && value <= parameter.DomainHigh ? value : throw Refusals.OutOfDomain(place, parameter, value);
    }
}
