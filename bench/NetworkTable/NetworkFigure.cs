using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Bench.NetworkTable;

/// <summary>How one network did.</summary>
sealed record NetworkFigure(string Network, int TrainCurves, int Epochs, long Weights, double Seconds, ErrorSummary Test,
    double PredictMicroseconds)
{
    const int Asked = 4096;

    static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Trains by a plan and asks the result for many formulations.</summary>
    public static NetworkFigure Of(string name, TrainingPlan plan, CurveSet set)
    {
        var clock = Stopwatch.StartNew();
        using var surrogate = Trainer.Train(plan, set);
        double seconds = clock.Elapsed.TotalSeconds;
        return new(name, (int)surrogate.Card.TrainingCurves, plan.Schedule.Epochs, surrogate.WeightCount, seconds, surrogate.Card.Test!,
            Predicting(surrogate, set));
    }

    public void Print(TextWriter to, bool json) => to.WriteLine(json
        ? JsonSerializer.Serialize(
            new
            {
                bench = "networks",
                who = Network,
                train_curves = TrainCurves,
                epochs = Epochs,
                weights = Weights,
                seconds = Math.Round(Seconds, 2),
                rel_l2_mean = Test.RelL2Mean,
                rel_l2_p99 = Test.RelL2P99,
                rel_l2_max = Test.RelL2Max,
                predict_us = Math.Round(PredictMicroseconds, 3),
            }, Snake)
        : string.Create(CultureInfo.InvariantCulture,
            $"{Network,-32} {Weights,8} weights {Seconds,7:f1} s   rel L2 mean {Test.RelL2Mean,7:0.0e-0}  99 % {Test.RelL2P99,7:0.0e-0}  max {Test.RelL2Max,7:0.0e-0}   {PredictMicroseconds,7:f2} us/curve"));

    // The best of a few: the first ones also pay for the compiler.
    static double Predicting(Surrogate surrogate, CurveSet set)
    {
        int rows = Math.Min(Asked, set.Count);
        var parameters = set.Parameters[..(rows * set.Space.Parameters.Count)];
        var curves = new float[rows * set.Space.Points];
        double best = double.MaxValue;
        for (int i = 0; i < 5; i++)
        {
            long start = Stopwatch.GetTimestamp();
            surrogate.Predict(parameters.Span, rows, curves);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds / rows);
        }
        return best;
    }
}
