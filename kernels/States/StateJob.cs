using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Kernels.States;

/// <summary>What is asked of a law's states.</summary>
enum StateTask
{
    Layout,
    Start,
    Turn,
    OutputWeights,
    Follow,
}

/// <summary>A question about a law's states and the pinned tables of its answer.</summary>
sealed unsafe class StateJob
{
    public required ReleaseLaw Law { get; init; }
    public required StateTask Task { get; init; }
    public required SphereGrid? Grid { get; init; }
    public double* Parameters { get; init; }
    public int Count { get; init; }

    /// <summary>The edge at which states turn; 0 is the start.</summary>
    public int Edge { get; init; }

    /// <summary>Receives the answer, row after row; holds the states before the edge where they turn.</summary>
    public double* Values { get; init; }

    public double[] Times { get; init; } = [];
    public Outcome* Outcomes { get; init; }
    public double Absolute { get; init; }
    public double Relative { get; init; }
    public int MaxSteps { get; init; }

    /// <summary>The layout, once the law's types were met.</summary>
    public StateLayout Layout { get; set; }

    /// <summary>Outside conditions; null for a law that feels none.</summary>
    public required Schedule? Schedule { get; init; }

    public int Columns => Law.Parameters.Count;

    /// <summary>A scenario's parameters and the levels that hold from one of its edges on.</summary>
    public void Load(int scenario, int edge, Real64* columns)
    {
        for (int column = 0; column < Columns; column++)
            columns[column] = Real64.Of(Parameters[(long)scenario * Columns + column]);
        for (int channel = 0; channel < Law.Channels.Count; channel++)
            columns[Columns + channel] = Real64.Of(Schedule!.Level(scenario, edge, channel));
    }

    public bool InDomain(int scenario) => Law.InDomain(new ReadOnlySpan<double>(Parameters + (long)scenario * Columns, Columns));
}
