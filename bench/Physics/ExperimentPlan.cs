using SurrogateEngine.Benchmarks;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Bench.Physics;

/// <summary>The plans of the experiment: one network and as many steps for all, with physics or without.</summary>
static class ExperimentPlan
{
    const double ValidationShare = 0.2;

    /// <summary>Of fewer, a seed may leave too few to train on.</summary>
    public const int FewestCurves = 32;

    /// <summary>With more, one seed's formulations would reach into the next one's.</summary>
    public const int MostCurves = (int)((1 - ValidationShare) * ExperimentSet.RowsOfASeed);

    /// <summary>Curves to simulate so that about as many are learned; the rest choose the best weights.</summary>
    public static int Rows(int curves) => (int)Math.Ceiling(curves / (1 - ValidationShare));

    public static TrainingPlan Of(ProblemSet problem, int curves, int seed, bool physics, double widen, bool quick)
    {
        int batches = Math.Max(1, curves / 128), steps = quick ? 250 : 2500;
        bool sphere = problem.Model.DefaultShells > 0;
        return new TrainingPlan
        {
            Network = new() { Width = 64, Depth = 3 },
            Loss = new()
            {
                Weights = physics
                ? new Dictionary<string, double> { ["relative"] = 1, ["transformed"] = 0.05, ["physics"] = sphere ? 0.3 : 3 }
                : new Dictionary<string, double> { ["relative"] = 1, ["transformed"] = 0.05 }
            },
            Physics = new() { Points = sphere ? 64 : 128, Nodes = sphere ? 20 : 16, Modes = 6, Widen = widen, Balancing = "relobralo" },
            Optimizer = new() { EmaDecay = 0.99 },
            Schedule = new() { Epochs = steps / batches, WarmupEpochs = 0.03 * steps / batches, Patience = 0 },
            Data = new() { Batch = 128, ValidationShare = ValidationShare, TestShare = 0, CalibrationShare = 0 },
            Seed = seed + 1,
        };
    }
}
