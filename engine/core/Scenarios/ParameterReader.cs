using System.Text.Json;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Scenarios;

/// <summary>Reads the <c>parameters</c> of a scenario; a parameter that is not mentioned walks the model's usual range.</summary>
static class ParameterReader
{
    static readonly string[] Keys = ["value", "low", "high", "unit", "scale"];

    public static IReadOnlyList<ParameterRange> Read(LocatedJson? json, ReleaseModel model)
    {
        if (json is not null)
        {
            JsonValues.ExpectObject(json, "parameters");
            json.AllowOnly([.. model.Parameters.Select(parameter => parameter.Name)], $"the parameters of {model.Name}");
        }

        return [.. model.Parameters.Select(parameter => ReadOne(json?[parameter.Name], parameter))];
    }

    static ParameterRange ReadOne(LocatedJson? json, Parameter parameter)
    {
        if (json is null)
            return ParameterRange.Usual(parameter);
        if (json.Kind is JsonValueKind.String or JsonValueKind.Number)
            return Fixed(json, unit: null, parameter);
        if (json.Kind != JsonValueKind.Object)
            throw Refusals.WrongKind(
                json.Place, $"{parameter.Name} must be a value such as \"{Example(parameter)}\" or a range with low and high", json);
        json.AllowOnly(Keys, $"parameter {parameter.Name}");
        if (json["value"] is not { } value)
            return Range(json, parameter);
        foreach (string key in (string[])["low", "high", "scale"])
            if (json[key] is { } extra)
                throw Refusals.ValueAndRange(extra.Place, parameter.Name, key);
        return Fixed(value, json["unit"], parameter);
    }

    static ParameterRange Fixed(LocatedJson json, LocatedJson? unit, Parameter parameter)
    {
        double value = InDomain(json, Quantity.Read(json, unit, parameter.Unit, parameter.Name, bareAllowed: false), parameter);
        return ParameterRange.Usual(parameter) with { Low = value, High = value };
    }

    static ParameterRange Range(LocatedJson json, Parameter parameter)
    {
        double low = End(json, "low", parameter.Low, parameter), high = End(json, "high", parameter.High, parameter);
        Scale scale = JsonValues.Choice(json["scale"], ScenarioWriter.Word(parameter.Scale), ["log", "linear"]) == "log" ? Scale.Log
            : Scale.Linear;
        if (low > high)
            throw Refusals.LowAboveHigh((json["low"] ?? json["high"])!.Place, parameter, low, high);
        if (scale == Scale.Log && low <= 0)
            throw Refusals.LogRangeNotPositive(json["low"]!.Place, parameter, low);
        return new ParameterRange(parameter.Name, parameter.Unit, low, high, scale);
    }

    static double End(LocatedJson json, string key, double usual, Parameter parameter)
    {
        if (json[key] is not { } end)
            return usual;
        double value = Quantity.Read(end, json["unit"], parameter.Unit, $"{key} of {parameter.Name}", bareAllowed: false);
        // A log range is refused with its own sentence, which says more than the domain would.
        bool log = parameter.Scale == Scale.Log && json["scale"] is not { Text: "linear" };
        return log && key == "low" && value <= 0 ? value : InDomain(end, value, parameter);
    }

    static double InDomain(LocatedJson json, double value, Parameter parameter) =>
        value >= parameter.DomainLow && value <= parameter.DomainHigh
            ? value
            : throw Refusals.OutOfDomain(json.Place, parameter, value);

    static string Example(Parameter parameter) =>
        Refusals.Number(parameter.Middle) + (parameter.Unit.Length > 0 ? " " + parameter.Unit : "");
}
