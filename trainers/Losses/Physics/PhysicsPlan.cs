namespace SurrogateEngine.Trainers;

/// <summary>How the physics loss is taken; counts only where a plan gives <c>"physics"</c> a weight among its losses.</summary>
public sealed record PhysicsPlan
{
    /// <summary>Formulations a step draws from the ranges, whether there are curves of them or not.</summary>
    public int Points { get; init; } = 256;

    /// <summary>Times after the start, and after every event of a schedule, at which every state is given; the model's equations are asked
    /// to hold there.</summary>
    public int Nodes { get; init; } = 16;

    /// <summary>Profiles a species of a sphere model is composed of.</summary>
    public int Modes { get; init; } = 8;

    /// <summary>Training formulations, at most, whose states are simulated to learn profiles and sizes from.</summary>
    public int Snapshots { get; init; } = 256;

    /// <summary>How far formulations are drawn beyond both ends of a range, as a share of its width on its scale.</summary>
    public double Widen { get; init; }

    /// <summary>fixed, gradient-norms or relobralo: how the physics loss is weighed against the others while training, on top of its weight
    /// among the losses.</summary>
    public string Balancing { get; init; } = "relobralo";
}
