using SurrogateEngine.Data;
using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Report;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Workflows;

/// <summary>What designs are looked for with: a surrogate and the mechanistic model it was made from, or that model alone.</summary>
sealed class DesignModels : IDisposable
{
    readonly Surrogate? trained;
    readonly IBatchSolver solver;
    readonly string word;

    DesignModels(string word, Surrogate? trained, IBatchSolver solver, CurveSpace space, ReleaseModel model)
    {
        (this.word, this.trained, this.solver, Space) = (word, trained, solver, space);
        Mechanistic = new MechanisticModel(model, space, solver: solver);
    }

    /// <summary>Parameters over the ranges to search, outputs and times.</summary>
    public CurveSpace Space { get; }

    /// <summary>The model that judges.</summary>
    public MechanisticModel Mechanistic { get; }

    /// <summary>The surrogate; the model itself where there is none.</summary>
    public ICurveModel Fast => (ICurveModel?)trained ?? Mechanistic;

    /// <summary>What the surrogate says of itself; null where there is none.</summary>
    public SurrogateCard? Card => trained?.Card;

    /// <summary>Whether the surrogate knows formulations like this one; null where there is no surrogate.</summary>
    public Func<double[], bool>? Applicable => trained is null ? null : Knows;

    /// <summary>What results are made from, by name and hash.</summary>
    public Dictionary<string, string> Provenance =>
        trained is not null ? new() { ["surrogate_sha256"] = Workflows.Provenance.HashOf(word) }
        : File.Exists(word) ? new() { ["scenario_sha256"] = Workflows.Provenance.HashOf(word) }
        : new() { ["model"] = $"{Space.Model} version {Space.ModelVersion}" };

    /// <summary>The same for a report.</summary>
    public ProvenanceStep[] Steps => trained is not null ? Workflows.Provenance.Of(trained.Card, word)
        : File.Exists(word) ? [new("scenario", word, Workflows.Provenance.HashOf(word))]
        : [new("model", $"{Space.Model} version {Space.ModelVersion}", "")];

    /// <summary>Opens them.</summary>
    /// <param name="word">File of a surrogate or a scenario; or the name of a model or carrier.</param>
    /// <param name="fix">Parameters that are given, e.g. <c>R=120nm</c>; what a surrogate was not trained on but at one value, a model can
    /// be solved at.</param>
    /// <param name="device">Where the model is solved; null is the host.</param>
    /// <param name="verb">What refusals call the place, e.g. <c>surrogate design</c>.</param>
    /// <param name="require">Refuses a space that is not wanted, before parameters are held at values that it does not have.</param>
    /// <exception cref="RefusedException">One of them can't be used.</exception>
    public static DesignModels Open(string word, IReadOnlyList<string> fix, string? device, string verb, Action<CurveSpace>? require = null)
    {
        IBatchSolver solver = SimulationDevice.Open(device, $"{verb} --device");
        Scenario? scenario = WorkflowFiles.IsScenario(word) ? WorkflowFiles.Scenario(word) : null;
        Surrogate? trained = scenario is null ? Surrogate.Load(word) : null;
        CurveSpace space = trained?.Card.Space ?? scenario!.Space;
        require?.Invoke(space);
        ReleaseModel model = scenario?.Model is { } asked ? asked
            : Catalog.Find(space.Model) is { } found && found.Version == space.ModelVersion ? found
            : throw new RefusedException($"{word}: it was made from {space.Model} version {space.ModelVersion}, which this build does not have to check designs with; train it anew.");
        if (trained is null)
            space = space.Holding(ParameterValue.ParseAll(fix, $"{verb} --fix", space.Parameters));
        return new(word, trained, solver, space, model);
    }

    bool Knows(double[] row)
    {
        bool[] near = new bool[1];
        trained!.Applicable(row, near);
        return near[0];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        trained?.Dispose();
        solver.Dispose();
    }
}
