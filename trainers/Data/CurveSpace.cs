using System.Text.Json.Serialization;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Trainers;

/// <summary>What a surrogate maps: the inputs of a law, over which ranges, to which curves at which times.</summary>
/// <param name="Law">Name of the law that made the curves.</param>
/// <param name="LawVersion">Its version; another version gives other curves.</param>
/// <param name="Parameters">Inputs in table order; Low, High and Scale are the trained range. Low = High marks a fixed value.</param>
/// <param name="Outputs">Curves in table order.</param>
/// <param name="Times">Output times, ascending.</param>
/// <param name="TimeUnit">Unit of <paramref name="Times"/>.</param>
public sealed record CurveSpace(
    string Law, int LawVersion, IReadOnlyList<Parameter> Parameters,
    IReadOnlyList<Output> Outputs, IReadOnlyList<double> Times, string TimeUnit)
{
    /// <summary>Outside conditions of every curve; null for a law that feels none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Conditions? Conditions { get; init; }

    /// <summary>Numbers in one curve: outputs times output times.</summary>
    public int Points => Outputs.Count * Times.Count;

    /// <summary>The space of a law over its usual ranges.</summary>
    public static CurveSpace Of(ReleaseLaw law, IReadOnlyList<double>? times = null) => Of(law, law.Parameters, times);

    /// <summary>The space of a law over ranges of the caller's choice.</summary>
    /// <param name="law">The law.</param>
    /// <param name="parameters">The law's parameters with their ranges replaced, in the law's order.</param>
    /// <param name="times">Output times, ascending; null means the law's own.</param>
    public static CurveSpace Of(ReleaseLaw law, IReadOnlyList<Parameter> parameters, IReadOnlyList<double>? times = null) =>
        new(law.Name, law.Version, parameters, law.Outputs, times ?? law.DefaultTimes, law.TimeUnit) { Conditions = Conditions.Of(law.DefaultSchedule) };
}
