using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training.Physics;

/// <summary>Small physics-informed trainings.</summary>
static class PhysicsProblem
{
    public static BurstErosionModel Compartments { get; } = new();

    /// <summary>Formulations of a model, or of ranges made narrower from both ends by a share.</summary>
    public static double[] Draw(ReleaseModel model, int count, double narrower = 0, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count * model.Parameters.Count)
            .Select(i => model.Parameters[i % model.Parameters.Count].At(narrower + (1 - 2 * narrower) * random.NextDouble()))];
    }

    /// <summary>Their curves.</summary>
    public static CurveSet Curves(ReleaseModel model, int count, double narrower = 0, int seed = 1, Schedule? schedule = null)
    {
        double[] parameters = Draw(model, count, narrower, seed);
        double[] times = TimeGrid.Geometric(0.01, 30, 12);
        var curves = new float[count * model.Outputs.Count * times.Length];
        HostBatchSolver.Solve(model, parameters, times, curves, new Outcome[count], new() { Schedule = schedule });
        Parameter[] ranges = [.. model.Parameters.Select(range => range with { Low = range.At(narrower), High = range.At(1 - narrower) })];
        var space = CurveSpace.Of(model, ranges, times);
        return new CurveSet(schedule is null ? space : space with { Conditions = Conditions.Of(schedule) }, parameters, curves);
    }

    /// <summary>A plan that trains in about a second.</summary>
    public static TrainingPlan SmallPlan { get; } = new()
    {
        Network = new() { Width = 16, Depth = 2 },
        Loss = new() { Weights = new Dictionary<string, double> { ["relative"] = 1, ["physics"] = 1 } },
        Physics = new() { Points = 32, Nodes = 10, Modes = 4, Snapshots = 24 },
        Optimizer = new() { EmaDecay = 0.9 },
        Schedule = new() { Epochs = 3, Patience = 0 },
        Data = new() { Batch = 32, ValidationShare = 0.2, TestShare = 0 },
        Runtime = new() { Threads = 2 },
    };
}
