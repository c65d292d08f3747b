using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels.Integration;

/// <summary>What is asked of a model's states.</summary>
enum StateTask
{
    Layout,
    Start,
    ApplyEvent,
    OutputWeights,
    Integrate,
}

/// <summary>A question about a model's states and the pinned tables of its answer.</summary>
sealed unsafe class StateJob
{
    public required ReleaseModel Model { get; init; }
    public required StateTask Task { get; init; }
    public required SphereGrid? Grid { get; init; }
    public double* Parameters { get; init; }
    public int Count { get; init; }

    /// <summary>The event at which states turn; 0 is the start.</summary>
    public int EventTime { get; init; }

    /// <summary>Receives the answer, row after row; holds the states before the event where they turn.</summary>
    public double* Values { get; init; }

    public double[] Times { get; init; } = [];
    public Outcome* Outcomes { get; init; }
    public double Absolute { get; init; }
    public double Relative { get; init; }
    public int MaxSteps { get; init; }

    /// <summary>The layout, once the model's types were met.</summary>
    public StateLayout Layout { get; set; }

    /// <summary>Outside conditions; null for a model that depends on none.</summary>
    public required Schedule? Schedule { get; init; }

    public int Columns => Model.Parameters.Count;

    /// <summary>A sample's parameters and the levels that hold from one of its events on.</summary>
    public void Load(int sample, int eventIndex, Real64* columns)
    {
        for (int column = 0; column < Columns; column++)
            columns[column] = Real64.FromDouble(Parameters[(long)sample * Columns + column]);
        for (int input = 0; input < Model.Inputs.Count; input++)
            columns[Columns + input] = Real64.FromDouble(Schedule!.Level(sample, eventIndex, input));
    }

    public bool InDomain(int sample) => Model.InDomain(new ReadOnlySpan<double>(Parameters + (long)sample * Columns, Columns));
}
