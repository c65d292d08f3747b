using SurrogateEngine.Kernels.Integration;

namespace SurrogateEngine.Kernels.Sensitivities;

/// <summary>How many samples and collocation times the tables of a residual hold.</summary>
/// <param name="Count">Samples.</param>
/// <param name="Times">Collocation times of each.</param>
/// <param name="TimeStride">From a sample's times to the next one's in their table: 0 where all share them.</param>
readonly record struct PointShape(int Count, int Times, int TimeStride)
{
    /// <summary>Points of all samples together.</summary>
    public long Points => (long)Count * Times;

    /// <summary>Counts samples and times; refuses tables that do not fit together.</summary>
    public static PointShape Of(int columns, int stateCount, int parameters, int times, int states)
    {
        int count = parameters / columns;
        BatchShape.Length(nameof(parameters), parameters, (long)count * columns);
        int perSample = count == 0 ? 0 : states / stateCount / count;
        BatchShape.Length(nameof(states), states, (long)count * perSample * stateCount);
        int stride = times == perSample ? 0 : perSample;
        BatchShape.Length(nameof(times), times, stride == 0 ? perSample : (long)count * perSample);
        return new(count, perSample, stride);
    }
}
