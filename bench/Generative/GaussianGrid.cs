using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Bench.Generative;

/// <summary>
/// The standard problem of generative adversarial networks: 25 Gaussians of standard deviation 0.05 with means on a 5 x 5 grid of spacing 2
/// (Srivastava et al., "VEEGAN", 2017; Gulrajani et al., 2017, figure 1). A mode is found if a sample lies within three standard deviations
/// of its mean.
/// </summary>
static class GaussianGrid
{
    const double Deviation = 0.05, Spacing = 2;
    const int Side = 5;

    /// <summary>The plane as a set of two parameters without a curve.</summary>
    static readonly CurveSpace Plane = new("gaussian-grid", 1,
        [new("x", "", -4.5, 4.5, Scale.Linear, "", ""), new("y", "", -4.5, 4.5, Scale.Linear, "", "")], [new("none", "", "")], [1], "d");

    /// <summary>How the networks are trained: small ones, told waves of their inputs, which is what narrow modes need.</summary>
    public static TrainingPlan Plan { get; } = GeneratorPlan.Usual("gan") with
    {
        Network = new() { Width = 64, Depth = 2, Activation = "silu", Features = ["fourier"], FourierScale = 1 },
        Optimizer = new() { LearningRate = 4e-3, GradientClip = 0, EmaDecay = 0.995 },
        Schedule = new() { Epochs = 160, Patience = 0, FinalLearningRateShare = 0.01 },
        Data = new() { Batch = 128, Transform = "raw", ValidationShare = 0.05, CalibrationShare = 0, TestShare = 0 },
        Generator = new() { Name = "gan", Latent = 2, Conditional = false, CriticSteps = 2, GradientPenalty = 1 },
    };

    /// <summary>Draws points.</summary>
    public static CurveSet Draw(int count, ulong seed)
    {
        var random = new RandomStream(seed);
        var points = new double[2 * count];
        for (int i = 0; i < points.Length; i++)
            points[i] = Spacing * (Math.Floor(Side * random.Unit()) - Side / 2) + Deviation * random.Normal();
        return new CurveSet(Plane, points, new float[count]);
    }

    /// <summary>Modes found and the share of samples within three standard deviations of one.</summary>
    /// <param name="points">Shape [samples, 2].</param>
    public static (int Modes, double Near) Judge(double[] points)
    {
        var modes = new HashSet<(double, double)>();
        int near = 0;
        foreach (double[] point in points.Chunk(2))
        {
            var (x, y) = (Nearest(point[0]), Nearest(point[1]));
            if (Math.Sqrt((point[0] - x) * (point[0] - x) + (point[1] - y) * (point[1] - y)) > 3 * Deviation)
                continue;
            near++;
            modes.Add((x, y));
        }

        return (modes.Count, 2.0 * near / points.Length);
    }

    static double Nearest(double value) => Spacing * Math.Clamp(Math.Round(value / Spacing), -(Side / 2), Side / 2);
}
