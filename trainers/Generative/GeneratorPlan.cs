namespace SurrogateEngine.Trainers;

/// <summary>The section <c>generator</c> of a plan: which generative model of designs is trained, and what weighs how much in it. A plan
/// without the section trains a surrogate.</summary>
public sealed record GeneratorPlan
{
    /// <summary>vae (variational autoencoder) or gan (generative adversarial network, WGAN-GP).</summary>
    public string Name { get; init; } = "vae";

    /// <summary>Latent variables, each standard normal when designs are sampled.</summary>
    public int Latent { get; init; } = 8;

    /// <summary>Whether designs are generated for a wanted curve; false learns the designs of the set alone.</summary>
    public bool Conditional { get; init; } = true;

    /// <summary>Of vae: standard deviation of the decoder's designs about their mean, where a parameter's range runs from -1 to
    /// 1.</summary>
    public double DesignDeviation { get; init; } = 0.1;

    /// <summary>
    /// Standard deviation by which the curve of a generated design may miss the wanted one, root mean square over the times: a share of the
    /// dose for released fractions, of the largest value of the set for other outputs.
    /// </summary>
    public double CurveDeviation { get; init; } = 0.005;

    /// <summary>Of gan: weight of the gradient penalty, lambda of Gulrajani et al. (2017).</summary>
    public double GradientPenalty { get; init; } = 10;

    /// <summary>Of gan: steps of the critic for each of the generator.</summary>
    public int CriticSteps { get; init; } = 5;

    /// <summary>A plan that suits most sets of some thousand designs.</summary>
    /// <param name="name">vae or gan.</param>
    public static TrainingPlan Usual(string name) => new()
    {
        Network = new() { Width = 128, Depth = 2, Activation = "silu" },
        Optimizer = new() { LearningRate = 2e-3, GradientClip = name == "gan" ? 0 : 10 },
        Schedule = new() { Epochs = name == "gan" ? 60 : 40, Patience = 0, FinalLearningRateShare = 0.05 },
        Data = new() { Batch = 256, Transform = "raw", ValidationShare = 0.1, CalibrationShare = 0, TestShare = 0 },
        // Steps are too small to gain from more, and bits depend on the number.
        Runtime = new() { Threads = 1 },
        // Where the wanted curve weighs too much beside the critic, a generator forgets its latent variables.
        Generator = name == "gan" ? new() { Name = name, CurveDeviation = 0.015, GradientPenalty = 1, CriticSteps = 2 }
            : new() { Name = name },
    };
}
