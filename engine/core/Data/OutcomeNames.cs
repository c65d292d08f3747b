using System.Text.Json;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Data;

/// <summary>Outcomes as files name them: <c>finished</c>, <c>out_of_domain</c> and so on.</summary>
static class OutcomeNames
{
    /// <summary>By the outcome's number.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetNames<Outcome>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];

    public static string Name(this Outcome outcome) => All[(int)outcome];
}
