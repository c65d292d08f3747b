using SurrogateEngine.Kernels;

namespace SurrogateEngine.Scenarios;

/// <summary>What a scenario does with one parameter: walk a range, or hold one value (then both ends are equal).</summary>
/// <param name="Name">Name of the model's parameter.</param>
/// <param name="Unit">The model's unit, in which both ends are given.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="Scale">How the range is walked.</param>
public sealed record ParameterRange(string Name, string Unit, double Low, double High, Scale Scale)
{
    /// <summary>True where the parameter keeps one value.</summary>
    public bool IsFixed => Low == High;

    /// <summary>The model's usual range.</summary>
    public static ParameterRange Usual(Parameter parameter) =>
        new(parameter.Name, parameter.Unit, parameter.Usually.Low, parameter.Usually.High, parameter.Scale);

    /// <summary>The value at a fraction (0 to 1) of the range, on its scale; never outside the range, whatever the rounding.</summary>
    public double At(double fraction) => IsFixed ? Low : Math.Clamp(
        Scale == Scale.Log ? Low * Math.Pow(High / Low, fraction) : Low + (High - Low) * fraction, Low, High);
}
