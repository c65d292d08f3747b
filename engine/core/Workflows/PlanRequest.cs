using SurrogateEngine.Trainers;

namespace SurrogateEngine.Workflows;

/// <summary>A training plan as somebody asks for it: a plan file or the usual plan, and what is to be different. Null keeps the plan's
/// value.</summary>
public sealed record PlanRequest
{
    /// <summary>JSON file with the training plan; null is a plan that suits most.</summary>
    public string? File { get; init; }

    /// <summary>What is trained: curves (a surrogate), vae or gan (a generative model of designs), policy; null keeps the
    /// plan's.</summary>
    public string? Task { get; init; }

    /// <summary>Surrogate to start from.</summary>
    public string? From { get; init; }

    /// <summary>Layers taken from it that are not trained, counted from the input.</summary>
    public int? Freeze { get; init; }

    /// <summary>Says that every layer taken from it is trained.</summary>
    public bool FineTune { get; init; }

    /// <summary>Name of the network.</summary>
    public string? Network { get; init; }

    /// <summary>Neurons in a layer.</summary>
    public int? Width { get; init; }

    /// <summary>Hidden layers after the first.</summary>
    public int? Depth { get; init; }

    /// <summary>What to tell the network beside the parameters.</summary>
    public IReadOnlyList<string>? Features { get; init; }

    /// <summary>What curves are made of.</summary>
    public string? Basis { get; init; }

    /// <summary>Promise curves that cannot fall; false keeps the plan's value.</summary>
    public bool Monotone { get; init; }

    /// <summary>Name of the optimizer.</summary>
    public string? Optimizer { get; init; }

    /// <summary>Largest learning rate.</summary>
    public double? LearningRate { get; init; }

    /// <summary>Formulations in a step.</summary>
    public int? Batch { get; init; }

    /// <summary>Passes over the data.</summary>
    public int? Epochs { get; init; }

    /// <summary>Train no longer than this.</summary>
    public double? Seconds { get; init; }

    /// <summary>Seed of the first weights and of the order of the rows.</summary>
    public long? Seed { get; init; }

    /// <summary>Where the network learns.</summary>
    public string? Device { get; init; }

    /// <summary>Let the tensor library take every step, also those that our fused kernels know; false keeps the plan's value.</summary>
    public bool NoFused { get; init; }

    /// <summary>The plan that is meant, checked.</summary>
    /// <exception cref="RefusedException">The file or a value asks for something that cannot work.</exception>
    /// <exception cref="RefusedException">The file can't be read, or there is nothing to tune.</exception>
    public TrainingPlan Resolve()
    {
        TrainingPlan read = StartOf(TaskOf(File is null ? null
            : TrainingPlan.FromJson(WorkflowFiles.Text(File, "a training plan"), File)));
        TrainingPlan asked = read with
        {
            Network = NetworkOf(read.Network),
            Optimizer = read.Optimizer with
            {
                Name = Optimizer ?? read.Optimizer.Name,
                LearningRate = LearningRate ?? read.Optimizer.LearningRate,
            },
            Schedule = read.Schedule with
            {
                Epochs = Epochs ?? read.Schedule.Epochs,
                Seconds = Seconds ?? read.Schedule.Seconds,
                StepBudget = Seconds is null && Epochs is null ? read.Schedule.StepBudget : [],
            },
            Data = read.Data with { Batch = Batch ?? read.Data.Batch },
            Runtime = read.Runtime with { Device = Device ?? read.Runtime.Device, Fused = read.Runtime.Fused && !NoFused },
            Seed = Seed ?? read.Seed,
        };
        return asked.Checked(File ?? "surrogate train");
    }

    TrainingPlan TaskOf(TrainingPlan? read) => Task switch
    {
        null => read ?? new(),
        "curves" => (read ?? new()) with { Generator = null, Policy = null },
        "policy" when read is null => PolicyPlan.Usual("ppo"),
        "policy" => read with { Generator = null, Policy = read.Policy ?? new() },
        _ when read is null => GeneratorPlan.Usual(Task),
        _ => read with { Generator = (read.Generator ?? new()) with { Name = Task } },
    };

    NetworkPlan NetworkOf(NetworkPlan read) => read with
    {
        Name = Network ?? read.Name,
        Width = Width ?? read.Width,
        Depth = Depth ?? read.Depth,
        Features = Features ?? read.Features,
        Basis = Basis ?? read.Basis,
        Monotone = Monotone || read.Monotone,
    };

    // Without a plan file the source's own plan says what its network is.
    TrainingPlan StartOf(TrainingPlan read)
    {
        string from = From ?? read.Network.From;
        int frozen = Freeze ?? read.Network.Freeze;
        if (FineTune && (from.Length == 0 || frozen > 0))
            throw Refusals.FineTuneNeedsSource(frozen);
        TrainingPlan own = From is { } file && File is null ? TrainingPlan.StartingFrom(file) : read;
        return own with { Network = own.Network with { From = from, Freeze = frozen } };
    }
}
