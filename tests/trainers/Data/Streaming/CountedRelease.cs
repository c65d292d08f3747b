using System.Collections.Concurrent;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training.Streaming;

/// <summary>First-order release drawn row by row, which remembers the rows it was asked for.</summary>
sealed class CountedRelease : ISensitivitySource
{
    /// <summary>The rows before it normalize, calibrate, validate and test.</summary>
    public const int FirstLearned = TrainingData.PilotRows;

    public ConcurrentQueue<long> Drawn { get; } = [];

    /// <summary>The row at which the simulation breaks down.</summary>
    public long FailsFrom { get; init; } = long.MaxValue;

    /// <summary>Every so manieth trajectory fails; 0 means none does.</summary>
    public int SpoilsEvery { get; init; }

    public CurveSpace Space => FirstOrderRelease.Space;

    public string Hash => "counted";

    public void Fill(long firstRow, Memory<double> parameters, Memory<float> curves, int threads, CancellationToken cancellation)
    {
        int points = Space.Points, count = parameters.Length / 2;
        if (firstRow >= FailsFrom)
            throw new InvalidOperationException($"row {firstRow}");
        for (int i = 0; i < count; i++)
        {
            long row = firstRow + i;
            Drawn.Enqueue(row);
            double phi = Space.Parameters[0].At(Unit(2 * row)), k = Space.Parameters[1].At(Unit(2 * row + 1));
            (parameters.Span[2 * i], parameters.Span[2 * i + 1]) = (phi, k);
            for (int j = 0; j < points; j++)
                curves.Span[i * points + j] = SpoilsEvery > 0 && row % SpoilsEvery == 0 && j >= points / 2
                    ? float.NaN
                    : (float)(phi * (1 - Math.Exp(-k * Space.Times[j])));
        }
    }

    public void Fill(
        long firstRow, IReadOnlyList<int> by, Memory<double> parameters, Memory<float> curves, Memory<float> sensitivities, int threads,
        CancellationToken cancellation)
    {
        Fill(firstRow, parameters, curves, threads, cancellation);
        int points = Space.Points;
        for (int k = 0; k < by.Count; k++)
            for (int at = 0; at < curves.Length; at++)
            {
                double phi = parameters.Span[at / points * 2], rate = parameters.Span[at / points * 2 + 1], time = Space.Times[at % points],
                    decay = Math.Exp(-rate * time);
                sensitivities.Span[k * curves.Length + at] = float.IsNaN(curves.Span[at]) ? float.NaN
                    : (float)(by[k] == 0 ? 1 - decay : phi * time * decay);
            }
    }

    static double Unit(long counter) => SplitMix64.ToUnit(SplitMix64.Hash(7, (ulong)counter));
}
