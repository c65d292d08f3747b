using System.Diagnostics;
using SurrogateEngine.Bench.Micro;
using SurrogateEngine.Trainers;
using ProblemSet = SurrogateEngine.Benchmarks.ProblemSet;

namespace SurrogateEngine.Bench.Predict;

/// <summary>A surrogate of P2 of the size it would have; how well it was trained makes no difference to its speed.</summary>
sealed class PredictSubject : IDisposable
{
    const double RoundSeconds = 0.1;

    readonly Surrogate surrogate;
    readonly double[] parameters;
    readonly float[] curves;
    readonly int inputs, points;

    public PredictSubject(int width, int depth, string activation, int largestBatch)
    {
        CurveSet set = SolvedSet.Of("p2", 512);
        surrogate = Trainer.Train(new TrainingPlan
        {
            Network = new() { Width = width, Depth = depth, Activation = activation },
            Schedule = new() { Epochs = 1 },
        }, set);
        parameters = ProblemSet.Find("p2")!.Parameters(0, largestBatch);
        (inputs, points) = (set.Space.Parameters.Count, set.Space.Points);
        curves = new float[(long)largestBatch * points];
        FlopsOfCurve = 2.0 * (inputs * width + depth * width * width + width * points);
    }

    /// <summary>Of the dense layers alone.</summary>
    public double FlopsOfCurve { get; }

    /// <summary>The shortest call of some tenths of a second; small batches are timed by the hundred, over different
    /// formulations.</summary>
    public double Seconds(int batch)
    {
        int calls = Math.Clamp(3200 / batch, 1, 100);
        double best = double.PositiveInfinity;
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < RoundSeconds;)
        {
            long begin = Stopwatch.GetTimestamp();
            for (int call = 0; call < calls; call++)
            {
                int first = call * batch % Math.Max(1, parameters.Length / inputs - batch + 1);
                surrogate.Predict(parameters.AsSpan(first * inputs, batch * inputs), batch, curves.AsSpan(0, batch * points));
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(begin).TotalSeconds / calls);
        }

        return best;
    }

    public void Dispose() => surrogate.Dispose();
}
