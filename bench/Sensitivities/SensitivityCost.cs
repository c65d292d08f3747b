using System.Globalization;
using System.Text.Json;

namespace SurrogateEngine.Bench.Sensitivities;

/// <summary>What derivatives by some parameters cost beside the curves alone.</summary>
/// <param name="Problem">Name of the problem.</param>
/// <param name="Number">Kind of number.</param>
/// <param name="Solver">Name of the solver.</param>
/// <param name="By">Parameters one differentiates by.</param>
/// <param name="Trajectories">Trajectories of a run.</param>
/// <param name="Seconds">Wall time of the best run with derivatives.</param>
/// <param name="PlainSeconds">Wall time of the best run without.</param>
/// <param name="Multiple">The one over the other.</param>
/// <param name="CpuMultiple">The same by processor time.</param>
/// <param name="MultiplePerParameter">Multiple over the number of parameters.</param>
sealed record SensitivityCost(
    string Problem, string Number, string Solver, int By, int Trajectories, double Seconds, double PlainSeconds,
    double Multiple, double CpuMultiple, double MultiplePerParameter)
{
    static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>For people, or as one JSON object on one line.</summary>
    public void Print(TextWriter output, bool json) => output.WriteLine(json ? JsonSerializer.Serialize(this, SnakeCase) : ToText());

    string ToText() => string.Create(CultureInfo.InvariantCulture,
        $"{Problem}, {Number}, {Solver}: by {By} parameters {Multiple:F1} times a plain run ({CpuMultiple:F1} by processor time), {MultiplePerParameter:F1} for each");
}
