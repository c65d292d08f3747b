using SurrogateEngine.Benchmarks;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Bench.Physics;

/// <summary>The plans of the experiment: one network and as many steps for all, with physics or without.</summary>
static class ExperimentPlan
{
    const double ValidationShare = 0.2;

    /// <summary>Curves to simulate so that about as many are learnt; the rest choose the best weights.</summary>
    public static int Rows(int curves) => (int)Math.Ceiling(curves / (1 - ValidationShare));

    public static TrainingPlan Of(ProblemSet problem, int curves, int seed, bool physics, double widen, bool quick)
    {
        int batches = Math.Max(1, curves / 128), steps = quick ? 400 : 1600;
        return new TrainingPlan
        {
            Width = 64,
            Depth = 3,
            Batch = 128,
            Epochs = steps / batches,
            WarmupEpochs = 0.03 * steps / batches,
            Patience = 0,
            EmaDecay = 0.99,
            ValidationShare = ValidationShare,
            TestShare = 0,
            CalibrationShare = 0,
            Seed = seed + 1,
            Losses = physics
                ? new Dictionary<string, double> { ["relative"] = 1, ["transformed"] = 0.05, ["physics"] = 1 }
                : new Dictionary<string, double> { ["relative"] = 1, ["transformed"] = 0.05 },
            Physics = new() { Points = 128, Nodes = problem.Law.DefaultShells > 0 ? 24 : 16, Modes = 6, Widen = widen },
        };
    }
}
