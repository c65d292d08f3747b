using SurrogateEngine.Kernels;

namespace SurrogateEngine.Scenarios;

/// <summary>Reads a parameter's value from a word such as <c>R=120nm</c>.</summary>
public static class ParameterValue
{
    /// <summary>Name and value, the value in the parameter's unit.</summary>
    /// <param name="word">The word.</param>
    /// <param name="where">What a refusal calls the place, e.g. <c>surrogate fit --fix</c>.</param>
    /// <param name="parameters">The parameters there are.</param>
    /// <exception cref="RefusedException">The word has no such form, names no parameter or gives it an impossible value.</exception>
    public static (string Name, double Value) Parse(string word, string where, IReadOnlyList<Parameter> parameters)
    {
        int equals = word.IndexOf('=');
        if (equals < 1)
            throw Refusals.NotAnAssignment(where, word);
        string name = word[..equals].Trim();
        var place = new Place($"{where} {word}", 0, 0, "");
        Parameter parameter = parameters.FirstOrDefault(parameter => parameter.Name == name)
            ?? throw Refusals.NoSuchParameter(place, name, [.. parameters.Select(parameter => parameter.Name)]);
        double value = Quantity.Read(word[(equals + 1)..], place, Unit.TryParse(parameter.Unit)!, name);
        return value >= parameter.DomainLow && value <= parameter.DomainHigh
            ? (name, value)
            : throw Refusals.OutOfDomain(place, parameter, value);
    }
}
