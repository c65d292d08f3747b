using System.Collections.Concurrent;

namespace SurrogateEngine.Kernels;

/// <summary>
/// A model whose curves come late: F(t) = F1(t - tlag), and what is there at the start until then. The inner model is solved as ever and
/// its curves are read at earlier times, so that nothing depends on where the lag falls among the steps, and the derivative by the lag
/// is that of the curve itself, -dF/dt.
/// </summary>
sealed class LagTime : MappedModel
{
    /// <summary>Name of the parameter that it adds.</summary>
    public const string Lag = "tlag";

    /// <summary>The word that stands for it behind a model's name.</summary>
    public const string Word = "lag";

    /// <summary>What a name ends with.</summary>
    internal const string Suffix = "+lag";

    /// <summary>Longest usual lag, share of the model's usual time.</summary>
    const double Longest = 0.1;

    static readonly ConcurrentDictionary<ReleaseModel, LagTime> made = new();

    readonly Parameter[] parameters;

    LagTime(ReleaseModel inner) : base(inner) => parameters =
    [
        .. inner.Parameters,
        new(Lag, inner.TimeUnit, 0, Longest * inner.DefaultTimes[^1], Scale.Linear, "time that passes before release begins",
            "wetting of particles, diffusion through a membrane or a shell")
        {
            DomainLow = 0,
        },
    ];

    /// <summary>The model with a lag; the same object each time.</summary>
    /// <exception cref="RefusedException">It has one.</exception>
    public static LagTime Of(ReleaseModel model) => Applies(model)
        ? made.GetOrAdd(model, one => new(one))
        : throw new RefusedException($"{model.Name} has a lag already; name it once.");

    /// <summary>Whether a model has no lag yet.</summary>
    public static bool Applies(ReleaseModel model) => model.Parameters.All(parameter => parameter.Name != Lag);

    /// <inheritdoc/>
    public override string Name => Inner.Name + Suffix;

    /// <inheritdoc/>
    public override int Version => Inner.Version;

    /// <inheritdoc/>
    public override string Summary => $"{Inner.Summary}; after a lag";

    /// <inheritdoc/>
    public override string Source => Inner.Source;

    /// <inheritdoc/>
    public override Geometry Geometry => Inner.Geometry;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations => ["F(t) = F1(t - tlag) for t > tlag, else F1(0); F1 as follows:", .. Inner.Equations];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
        ["All that happens is seen tlag later: release, doses and the conditions of a schedule.", .. Inner.Assumptions];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits =>
        ["A condition that acts at once while release itself waits, such as heat: set the release off by the schedule.", .. Inner.Limits];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification =>
        ["First-order release after a lag: within 1e-8 of its closed form, -dF/dt within 1e-6.", .. Inner.Verification];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => parameters;

    internal override int DelayColumn => parameters.Length - 1;

    /// <inheritdoc/>
    public override void Map(ReadOnlySpan<double> row, Span<double> parameters) => row[..^1].CopyTo(parameters);
}
