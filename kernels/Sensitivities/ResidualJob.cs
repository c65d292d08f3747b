using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels.Sensitivities;

/// <summary>Pinned tables of a batch of proposed curves; a point is one collocation time of one sample.</summary>
/// <typeparam name="TNumber">What the tables hold: float or double.</typeparam>
sealed unsafe class ResidualJob<TNumber> where TNumber : unmanaged
{
    public TNumber* Parameters, Times, States;

    /// <summary>Proposed dy/dt, while residuals are computed.</summary>
    public TNumber* Derivatives;

    /// <summary>Receives r, while residuals are computed; holds v while a cotangent is pulled back.</summary>
    public TNumber* Residual;

    /// <summary>Receives -J^T v; null while only residuals are wanted.</summary>
    public TNumber* ToStates;

    /// <summary>Receives -(df/dp)^T v summed over times; null where nobody asks for it.</summary>
    public TNumber* ToParameters;

    public int Count, TimesPerSample;

    /// <summary>From a sample's times to the next one's: 0 where all share them.</summary>
    public int TimeStride;

    public required int StateCount { get; init; }

    public required int Columns { get; init; }

    public required SphereGrid? Grid { get; init; }

    /// <summary>Outside conditions that all samples share; null for a model that depends on none.</summary>
    public required Schedule? Schedule { get; init; }

    /// <summary>The tables that both directions read.</summary>
    public void Propose(TNumber* parameters, TNumber* times, TNumber* states)
    {
        Parameters = parameters;
        Times = times;
        States = states;
    }

    /// <summary>Counts samples and points; refuses tables that do not fit together.</summary>
    public void Shape(int parameters, int times, int states)
    {
        var shape = PointShape.Of(Columns, StateCount, parameters, times, states);
        Count = shape.Count;
        TimesPerSample = shape.Times;
        TimeStride = shape.TimeStride;
    }
}
