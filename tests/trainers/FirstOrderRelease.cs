using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training;

/// <summary>A release model with a closed form, Q = phi (1 - exp(-k t)), to learn from without simulating.</summary>
static class FirstOrderRelease
{
    public static CurveSpace Space { get; } = new(
        "first-order", 1,
        [new("phi", "", 0.3, 0.9, Scale.Linear, "releasable fraction", "test"), new("k", "1/d", 0.05, 2, Scale.Log, "rate", "test")],
        [new("Q", "", "fraction released")], [0.1, 0.3, 1, 2, 4, 8, 16, 30], "d");

    /// <summary>The same model with what is left as a second curve.</summary>
    public static CurveSpace SpaceOfTwo { get; } = Space with { Outputs = [.. Space.Outputs, new("left", "mg", "ten times what is left")] };

    public static CurveSet Curves(int count, ulong seed = 0) => Curves(Space, count, seed);

    public static CurveSet Curves(CurveSpace space, int count, ulong seed = 0)
    {
        double[] parameters = new double[count * 2];
        float[] curves = new float[count * space.Points];
        for (int i = 0; i < count; i++)
        {
            double phi = parameters[2 * i] = space.Parameters[0].At(Uniform(seed, 2 * i));
            double k = parameters[2 * i + 1] = space.Parameters[1].At(Uniform(seed, 2 * i + 1));
            for (int j = 0; j < space.Times.Count; j++)
            {
                double q = phi * (1 - Math.Exp(-k * space.Times[j]));
                curves[i * space.Points + j] = (float)q;
                if (space.Outputs.Count == 2)
                    curves[i * space.Points + space.Times.Count + j] = (float)(10 * (1 - q));
            }
        }
        return new CurveSet(space, parameters, curves, "closed form");
    }

    /// <summary>A plan that trains in well under a second.</summary>
    public static TrainingPlan SmallPlan { get; } = new()
    {
        Network = new() { Width = 16, Depth = 2 },
        Optimizer = new() { LearningRate = 5e-3, EmaDecay = 0.9 },
        Schedule = new() { Epochs = 6 },
        Data = new() { Batch = 64, ValidationShare = 0.1, TestShare = 0.1 },
        Runtime = new() { Threads = 2 },
    };

    static double Uniform(ulong seed, int index) => SplitMix64.ToUnit(SplitMix64.Hash(seed, (ulong)index));
}
