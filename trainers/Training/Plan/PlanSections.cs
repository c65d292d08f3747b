namespace SurrogateEngine.Trainers;

/// <summary>What learns: the network, what stands before and behind it, and where its first weights come from.</summary>
public sealed record NetworkPlan
{
    /// <summary>Name of the network; see <see cref="Networks.All"/>.</summary>
    public string Name { get; init; } = "residual-mlp";

    /// <summary>Neurons in a layer.</summary>
    public int Width { get; init; } = 128;

    /// <summary>Hidden layers after the first; of a gru, its layers.</summary>
    public int Depth { get; init; } = 3;

    /// <summary>gelu, silu or tanh.</summary>
    public string Activation { get; init; } = "gelu";

    /// <summary>Numbers computed from the parameters and given to the network beside them: effective-rates, ratios, fourier.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>Sines, and as many cosines, of the feature fourier.</summary>
    public int FourierFeatures { get; init; } = 32;

    /// <summary>Deviation of their frequencies, in waves over half of a parameter's range.</summary>
    public double FourierScale { get; init; } = 0.25;

    /// <summary>What curves are made of: none (every point by itself), pod (leading modes of the training curves), learned (modes that
    /// training goes on with).</summary>
    public string Basis { get; init; } = "none";

    /// <summary>Modes of the basis, and products of branch and trunk of a deeponet.</summary>
    public int Modes { get; init; } = 32;

    /// <summary>What the trunk of a deeponet takes: log-time, or effective-time (stretched by the formulation).</summary>
    public string Trunk { get; init; } = "log-time";

    /// <summary>Whether curves cannot fall.</summary>
    public bool Monotone { get; init; }

    /// <summary>
    /// Networks that are trained side by side from different first weights; their mean predicts and their spread tells where it is
    /// uncertain. 1 trains one, in a fraction of the time.
    /// </summary>
    public int Members { get; init; } = 1;

    /// <summary>File of a surrogate to start from; empty starts with fresh weights. Its network must be the plan's, but one network may
    /// start all members of an ensemble; model, ranges and losses may differ.</summary>
    public string From { get; init; } = "";

    /// <summary>Layers taken from that surrogate that are not trained, counted from the input; 0 trains all.</summary>
    public int Freeze { get; init; }
}

/// <summary>What is made small.</summary>
public sealed record LossPlan
{
    /// <summary>
    /// Losses and their weights: relative (squared relative L2 error of a curve), absolute, transformed (squared error of what the
    /// network learns), gradient-weighted (relative, counting most where the curve moves), sobolev (squared relative error of
    /// d(curve)/d(parameter)), physics (how far the curve is from satisfying its model, see <see cref="PhysicsPlan"/>).
    /// </summary>
    public IReadOnlyDictionary<string, double> Weights { get; init; } =
        new Dictionary<string, double> { ["relative"] = 1, ["transformed"] = 0.05 };

    /// <summary>Weight of each output time in the losses of points; empty counts all alike.</summary>
    public IReadOnlyList<double> TimeWeights { get; init; } = [];

    /// <summary>
    /// Parameters by which a block of samples simulated while training brings derivatives for sobolev, taking turns from block to
    /// block; 0 means all at once. A data set has them by all.
    /// </summary>
    public int SobolevParameters { get; init; } = 1;
}

/// <summary>How weights are changed.</summary>
public sealed record OptimizerPlan
{
    /// <summary>adam, adamw, sgd or lbfgs.</summary>
    public string Name { get; init; } = "adam";

    /// <summary>Largest learning rate, reached at the end of the warm-up.</summary>
    public double LearningRate { get; init; } = 5e-3;

    /// <summary>Momentum of sgd.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Weight decay: decoupled in adamw, an L2 penalty in sgd.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Gradients longer than this are shortened to it; 0 leaves them alone. Not in lbfgs, which measures curvature by
    /// them.</summary>
    public double GradientClip { get; init; } = 1;

    /// <summary>Memory of the moving average of the weights, per step; 0 keeps none.</summary>
    public double EmaDecay { get; init; } = 0.999;
}

/// <summary>How long the training is, and how the learning rate goes along it.</summary>
public sealed record SchedulePlan
{
    /// <summary>Passes over the training rows.</summary>
    public int Epochs { get; init; } = 100;

    /// <summary>
    /// Seconds the training takes at most, from getting ready to its verdict; 0 means no limit. How many steps fit is revised while it
    /// goes, so that warm-up and cosine end with the time, also on a machine that gets busy.
    /// </summary>
    public double Seconds { get; init; }

    /// <summary>Epochs without a better validation error after which training stops; 0 never stops early.</summary>
    public int Patience { get; init; } = 20;

    /// <summary>Epochs over which the learning rate rises from nothing.</summary>
    public double WarmupEpochs { get; init; } = 1;

    /// <summary>Share of the largest learning rate that is left at the end of the cosine.</summary>
    public double FinalLearningRateShare { get; init; } = 1e-3;

    /// <summary>
    /// What a training with a time budget decided about its length, and when: with it and without <see cref="Seconds"/> the same
    /// weights come out, whatever the clock says. Written by such a training; empty lets <see cref="Epochs"/> decide.
    /// </summary>
    public IReadOnlyList<PlannedSteps> StepBudget { get; init; } = [];
}

/// <summary>What becomes of formulations and curves on their way to the network.</summary>
public sealed record DataPlan
{
    /// <summary>Formulations in a step.</summary>
    public int Batch { get; init; } = 128;

    /// <summary>Formulations counted as one epoch where samples are simulated while training; a data set's epoch is all its training
    /// rows.</summary>
    public int EpochRows { get; init; } = 65_536;

    /// <summary>What the network learns of a curve: raw, log, cloglog; auto takes cloglog for outputs within [0, 1] and raw for
    /// others.</summary>
    public string Transform { get; init; } = "auto";

    /// <summary>Share of the rows that choose the best weights.</summary>
    public double ValidationShare { get; init; } = 0.05;

    /// <summary>Share of the rows that nothing is learned or chosen by, from which the bands around a prediction are measured; 0 gives no
    /// bands.</summary>
    public double CalibrationShare { get; init; } = 0.05;

    /// <summary>Share of the rows held out for the final verdict.</summary>
    public double TestShare { get; init; } = 0.05;
}

/// <summary>
/// Where and by whom the training is computed. Apart from rounding the result does not depend on it: a checkpoint goes on under
/// another one.
/// </summary>
public sealed record RuntimePlan
{
    /// <summary>
    /// Where the network learns: cpu, cuda (the first CUDA device), cuda:1 and so on; auto takes cuda where there is one and else cpu.
    /// A finished run's plan names the device it was. Devices round differently, so bits are the same only on the same one.
    /// </summary>
    public string Device { get; init; } = Devices.Auto;

    /// <summary>
    /// Whether dense layers on the CPU may be trained by our own fused kernels, in half of the time or less; what they cannot serve
    /// goes through the tensor library all the same. Both round differently.
    /// </summary>
    public bool Fused { get; init; } = true;

    /// <summary>
    /// Threads of a step and of the tensor library; 0 means one a core. The result of the fused step does not depend on it; the tensor
    /// library may cut its sums by it, so its bits are the same only for the same number.
    /// </summary>
    public int Threads { get; init; }

    /// <summary>Threads that simulate samples while training; 0 means half the cores. The result does not depend on it.</summary>
    public int SimulationThreads { get; init; }

    /// <summary>Seconds between two checkpoints: what a killed training loses at most. The result does not depend on it.</summary>
    public double CheckpointSeconds { get; init; } = 10;
}

/// <summary>What a training with a time budget decided about its length: after <paramref name="At"/> steps, that it has
/// <paramref name="Steps"/> in all.</summary>
/// <param name="At">Steps done when it was decided.</param>
/// <param name="Steps">Steps in all, those done included.</param>
public sealed record PlannedSteps(long At, long Steps);
