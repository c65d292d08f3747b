using System.Text.Json.Serialization;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Trainers;

/// <summary>What a surrogate maps: the inputs of a model, over which ranges, to which curves at which times.</summary>
/// <param name="Model">Name of the model that made the curves.</param>
/// <param name="ModelVersion">Its version; another version gives other curves.</param>
/// <param name="Parameters">Inputs in table order; Low, High and Scale are the trained range. Low = High marks a fixed value.</param>
/// <param name="Outputs">Curves in table order.</param>
/// <param name="Times">Output times, ascending.</param>
/// <param name="TimeUnit">Unit of <paramref name="Times"/>.</param>
public sealed record CurveSpace(
    string Model, int ModelVersion, IReadOnlyList<Parameter> Parameters,
    IReadOnlyList<Output> Outputs, IReadOnlyList<double> Times, string TimeUnit)
{
    /// <summary>Outside conditions of every curve; null for a model that depends on none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Conditions? Conditions { get; init; }

    /// <summary>Numbers in one curve: outputs times output times.</summary>
    public int Points => Outputs.Count * Times.Count;

    /// <summary>Whether a parameter's range holds a value, which rounding to single precision on its way may have moved over an
    /// end.</summary>
    public static bool Holds(Parameter range, double value) => InputScaling.Holds(range, value);

    /// <summary>The same space where parameters that are held at one value are held at another; for models that can be solved
    /// there.</summary>
    public CurveSpace Holding(IReadOnlyDictionary<string, double> values) => this with
    {
        Parameters = [.. Parameters.Select(parameter =>
            parameter.Low == parameter.High && values.TryGetValue(parameter.Name, out double value)
            ? parameter with { Low = value, High = value } : parameter)],
    };

    /// <summary>The space of a model over its usual ranges.</summary>
    public static CurveSpace Of(ReleaseModel model, IReadOnlyList<double>? times = null) =>
        Of(model, [.. model.Parameters.Select(parameter => parameter.Usually)], times);

    /// <summary>The space of a model over ranges of the caller's choice.</summary>
    /// <param name="model">The model.</param>
    /// <param name="parameters">The model's parameters with their ranges replaced, in the model's order.</param>
    /// <param name="times">Output times, ascending; null means the model's own.</param>
    public static CurveSpace Of(ReleaseModel model, IReadOnlyList<Parameter> parameters, IReadOnlyList<double>? times = null) =>
        new(model.Name, model.Version, parameters, model.Outputs, times ?? model.DefaultTimes, model.TimeUnit)
        {
            Conditions = Conditions.Of(model.DefaultSchedule)
        };
}
