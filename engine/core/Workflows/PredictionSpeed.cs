using System.Diagnostics;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Workflows;

/// <summary>How fast a surrogate predicts on this machine.</summary>
static class PredictionSpeed
{
    const int Batch = 65_536;
    const int Rounds = 5;

    /// <summary>Curves a second: the best of a few rounds of 65,536, after one that warms up.</summary>
    public static double Measure(Surrogate surrogate, CurveSet set)
    {
        int inputs = surrogate.Card.Space.Parameters.Count;
        var parameters = new double[Batch * inputs];
        for (int i = 0; i < Batch; i++)
            set.Formulation(i % set.Count).CopyTo(parameters.AsSpan(i * inputs));
        var curves = new float[Batch * surrogate.Card.Space.Points];
        surrogate.Predict(parameters, Batch, curves);
        double best = double.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            surrogate.Predict(parameters, Batch, curves);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return Batch / best;
    }
}
