using SurrogateEngine.Kernels;
using SurrogateEngine.Sampling;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Scenarios;

/// <summary>
/// A resolved scenario: one model, what happens to each of its parameters, how formulations are drawn, when curves are read and how
/// they are solved. Everything is in the model's units. Two scenarios are equal when their canonical texts are.
/// </summary>
public sealed record Scenario
{
    /// <summary>The model to solve.</summary>
    public required ReleaseModel Model { get; init; }

    /// <summary>One entry for each of the model's parameters, in the model's order.</summary>
    public required IReadOnlyList<ParameterRange> Parameters { get; init; }

    /// <summary>Sampler name from <see cref="Samplers.All"/>.</summary>
    public string Sampler { get; init; } = "sobol";

    /// <summary>Formulations to draw.</summary>
    public long Samples { get; init; } = 20_000;

    /// <summary>Another seed gives other formulations.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Output times, ascending, in the model's time unit.</summary>
    public required IReadOnlyList<double> Times { get; init; }

    /// <summary>Outside conditions over time, shared by all formulations; null for a model that depends on none.</summary>
    public Schedule? Schedule { get; init; }

    /// <summary>Relative tolerance on every state.</summary>
    public required double RelativeTolerance { get; init; }

    /// <summary>Absolute tolerance on every state.</summary>
    public required double AbsoluteTolerance { get; init; }

    /// <summary>Solver name from <see cref="Catalog.Methods"/>, or <see cref="SolverChoice.Auto"/>: see <see
    /// cref="ScenarioSolver"/>.</summary>
    public required string Solver { get; init; }

    /// <summary>Single or double precision.</summary>
    public Precision Precision { get; init; } = Precision.Single;

    /// <summary>Steps after which a trajectory is given up.</summary>
    public int MaxSteps { get; init; } = 100_000;

    /// <summary>Radial shells of a sphere model; 0 for a compartment model.</summary>
    public int Shells { get; init; }

    /// <summary>Thickness of a sphere's innermost shell over that of its outermost; 1 means uniform.</summary>
    public double Grading { get; init; } = 1;

    /// <summary>Formulations in one file of the data set.</summary>
    public int ShardSize { get; init; } = 16_384;

    /// <summary>Everything as the model recommends.</summary>
    public static Scenario Default(ReleaseModel model) => new()
    {
        Model = model,
        Parameters = [.. model.Parameters.Select(ParameterRange.Usual)],
        Times = model.DefaultTimes,
        RelativeTolerance = model.DefaultRelativeTolerance,
        AbsoluteTolerance = model.DefaultAbsoluteTolerance,
        Solver = model.DefaultSolver,
        Shells = model.DefaultShells,
        Schedule = model.DefaultSchedule,
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
    public BatchOptions Options => new()
    {
        Solver = Solver,
        RelativeTolerance = RelativeTolerance,
        AbsoluteTolerance = AbsoluteTolerance,
        MaxSteps = MaxSteps,
        Precision = Precision,
        Shells = Shells > 0 ? Shells : null,
        Grading = Grading,
        Schedule = Schedule,
    };

    /// <summary>What its rows mean: the model's inputs over the ranges here, to its outputs at the times here.</summary>
    public CurveSpace Space => CurveSpace.Of(
        Model, [.. Model.Parameters.Zip(Parameters, (parameter, range) =>
            parameter with { Low = range.Low, High = range.High, Scale = range.Scale })], Times) with
    { Conditions = Conditions.Of(Schedule) };

    /// <summary>Number of shards of the data set.</summary>
    public int Shards => (int)((Samples + ShardSize - 1) / ShardSize);

    /// <summary>Draws formulations by their row numbers.</summary>
    public FormulationSource Formulations() => new(this);

    /// <summary>The canonical text of this scenario: JSON without spaces, every key present, fixed order, model's units. It can be read
    /// back.</summary>
    public string ToCanonicalJson() => ScenarioWriter.Canonical(this);

    /// <summary>SHA-256 of the canonical text, lower-case hexadecimal: names this scenario in everything made from it.</summary>
    public string Hash => ScenarioWriter.Hash(this);

    /// <inheritdoc/>
    public bool Equals(Scenario? other) => other is not null && ToCanonicalJson() == other.ToCanonicalJson();

    /// <inheritdoc/>
    public override int GetHashCode() => ToCanonicalJson().GetHashCode(StringComparison.Ordinal);
}
