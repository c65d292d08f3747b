using SurrogateEngine.Kernels;
using SurrogateEngine.Sampling;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Scenarios;

/// <summary>
/// A resolved scenario: one law, what happens to each of its parameters, how formulations are drawn, when curves are read and how
/// they are solved. Everything is in the law's units. Two scenarios are equal when their canonical texts are.
/// </summary>
public sealed record Scenario
{
    /// <summary>The law to solve.</summary>
    public required ReleaseLaw Law { get; init; }

    /// <summary>One entry for each of the law's parameters, in the law's order.</summary>
    public required IReadOnlyList<ParameterRange> Parameters { get; init; }

    /// <summary>Sampler name from <see cref="Samplers.All"/>.</summary>
    public string Sampler { get; init; } = "sobol";

    /// <summary>Formulations to draw.</summary>
    public long Samples { get; init; } = 20_000;

    /// <summary>Another seed gives other formulations.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Output times, ascending, in the law's time unit.</summary>
    public required IReadOnlyList<double> Times { get; init; }

    /// <summary>Outside conditions over time, shared by all formulations; null for a law that feels none.</summary>
    public Schedule? Schedule { get; init; }

    /// <summary>Relative tolerance on every state.</summary>
    public required double RelativeTolerance { get; init; }

    /// <summary>Absolute tolerance on every state.</summary>
    public required double AbsoluteTolerance { get; init; }

    /// <summary>Solver name from <see cref="Catalog.Methods"/>, or <see cref="SolverChoice.Auto"/>: see <see cref="ScenarioSolver"/>.</summary>
    public required string Solver { get; init; }

    /// <summary>Single or double precision.</summary>
    public Number Number { get; init; } = Number.Single;

    /// <summary>Steps after which a trajectory is given up.</summary>
    public int MaxSteps { get; init; } = 100_000;

    /// <summary>Radial shells of a sphere law; 0 for a compartment law.</summary>
    public int Shells { get; init; }

    /// <summary>Thickness of a sphere's innermost shell over that of its outermost; 1 means uniform.</summary>
    public double Grading { get; init; } = 1;

    /// <summary>Formulations in one file of the data set.</summary>
    public int ShardSize { get; init; } = 16_384;

    /// <summary>Everything as the law recommends.</summary>
    public static Scenario Default(ReleaseLaw law) => new()
    {
        Law = law,
        Parameters = [.. law.Parameters.Select(ParameterRange.Usual)],
        Times = law.DefaultTimes,
        RelativeTolerance = law.DefaultRelativeTolerance,
        AbsoluteTolerance = law.DefaultAbsoluteTolerance,
        Solver = law.DefaultSolver,
        Shells = law.DefaultShells,
        Schedule = law.DefaultSchedule,
    };

    /// <summary>Reads a scenario file.</summary>
    /// <exception cref="RefusedException">The file is missing or says something that cannot be done.</exception>
    public static Scenario Load(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refusals.CannotRead(path, "a scenario file", e);
        }

        return Parse(text, path);
    }

    /// <summary>Reads a scenario from JSON text; <paramref name="file"/> is what refusals call it.</summary>
    /// <exception cref="RefusedException">The text says something that cannot be done.</exception>
    public static Scenario Parse(string text, string file = "scenario") => ScenarioReader.Read(text, file);

    /// <summary>How to solve it.</summary>
    public EnsembleOptions Options => new()
    {
        Solver = Solver,
        RelativeTolerance = RelativeTolerance,
        AbsoluteTolerance = AbsoluteTolerance,
        MaxSteps = MaxSteps,
        Number = Number,
        Shells = Shells > 0 ? Shells : null,
        Grading = Grading,
        Schedule = Schedule,
    };

    /// <summary>What its rows mean: the law's inputs over the ranges here, to its outputs at the times here.</summary>
    public CurveSpace Space => CurveSpace.Of(
        Law, [.. Law.Parameters.Zip(Parameters, (parameter, range) => parameter with { Low = range.Low, High = range.High, Scale = range.Scale })], Times) with
    { Conditions = Conditions.Of(Schedule) };

    /// <summary>Number of shards of the data set.</summary>
    public int Shards => (int)((Samples + ShardSize - 1) / ShardSize);

    /// <summary>Draws formulations by their row numbers.</summary>
    public FormulationSource Formulations() => new(this);

    /// <summary>The one text of this scenario: JSON without spaces, every key present, fixed order, law's units. It can be read back.</summary>
    public string ToCanonicalJson() => ScenarioWriter.Canonical(this);

    /// <summary>SHA-256 of the canonical text, lower-case hexadecimal: names this scenario in everything made from it.</summary>
    public string Hash => ScenarioWriter.Hash(this);

    /// <inheritdoc/>
    public bool Equals(Scenario? other) => other is not null && ToCanonicalJson() == other.ToCanonicalJson();

    /// <inheritdoc/>
    public override int GetHashCode() => ToCanonicalJson().GetHashCode(StringComparison.Ordinal);
}
