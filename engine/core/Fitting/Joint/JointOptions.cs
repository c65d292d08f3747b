using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Fitting;

/// <summary>How one model is fitted to several profiles at once.</summary>
public sealed record JointOptions
{
    /// <summary>Names of parameters that all profiles have in common.</summary>
    public IReadOnlyList<string> Shared { get; init; } = [];

    /// <summary>Names of parameters that every profile has for itself. Where only these are named, all others are shared; where only
    /// <see cref="Shared"/> or nothing is, all others are separate.</summary>
    public IReadOnlyList<string> Separate { get; init; } = [];

    /// <summary>Names of parameters that all profiles have in common but for their temperature: k = k0 exp(-Ea/R (1/T - 1/T0)), T0 the mean
    /// of the profiles' temperatures.</summary>
    public IReadOnlyList<string> Arrhenius { get; init; } = [];

    /// <summary>Parameters that are known, by name, in the model's units.</summary>
    public IReadOnlyDictionary<string, double> Fixed { get; init; } = new Dictionary<string, double>();

    /// <summary>The model's parameters with the ranges to search; null takes the usual ones.</summary>
    public IReadOnlyList<Parameter>? Ranges { get; init; }

    /// <summary>Doses and conditions over time: one schedule for all profiles, or one each in their order; none takes what the profiles
    /// say and the model's own.</summary>
    public IReadOnlyList<Conditions> Schedules { get; init; } = [];

    /// <summary>Parameter sets spread over the search space before any is refined.</summary>
    public int Candidates { get; init; } = 4096;

    /// <summary>How many of the best are refined by least squares.</summary>
    public int Starts { get; init; } = 8;

    /// <summary>How far each of them goes.</summary>
    public SearchEffort Effort { get; init; } = new();

    /// <summary>Confidence of intervals, between 0 and 1.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>By how much residuals count.</summary>
    public LossKind Loss { get; init; }

    /// <summary>Draws parameter sets from the posterior too; null draws none.</summary>
    public PosteriorOptions? Posterior { get; init; }

    /// <summary>How many next sampling times to choose; 0 chooses none.</summary>
    public int Next { get; init; }

    /// <summary>Latest of them, in the model's unit of time; null means twice the last measured time.</summary>
    public double? NextUntil { get; init; }

    /// <summary>How curves are solved in least squares; null means in double precision, as the model recommends.</summary>
    public BatchOptions? Solving { get; init; }

    /// <summary>Another seed spreads other parameter sets.</summary>
    public ulong Seed { get; init; } = 1;
}
