using SurrogateEngine.Kernels.Host;

namespace SurrogateEngine.Kernels.Residuals;

/// <summary>How many scenarios and collocation times the tables of a residual hold.</summary>
/// <param name="Count">Scenarios.</param>
/// <param name="Times">Collocation times of each.</param>
/// <param name="TimeStride">From a scenario's times to the next one's in their table: 0 where all share them.</param>
readonly record struct PointShape(int Count, int Times, int TimeStride)
{
    /// <summary>Points of all scenarios together.</summary>
    public long Points => (long)Count * Times;

    /// <summary>Counts scenarios and times; refuses tables that do not fit together.</summary>
    public static PointShape Of(int columns, int stateCount, int parameters, int times, int states)
    {
        int count = parameters / columns;
        BatchShape.Length(nameof(parameters), parameters, (long)count * columns);
        int perScenario = count == 0 ? 0 : states / stateCount / count;
        BatchShape.Length(nameof(states), states, (long)count * perScenario * stateCount);
        int stride = times == perScenario ? 0 : perScenario;
        BatchShape.Length(nameof(times), times, stride == 0 ? perScenario : (long)count * perScenario);
        return new(count, perScenario, stride);
    }
}
