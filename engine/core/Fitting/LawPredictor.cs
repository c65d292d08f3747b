using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Fitting;

/// <summary>The mechanistic law itself as a source of curves: slower than a surrogate, and the judge of it.</summary>
public sealed class LawPredictor : ICurvePredictor
{
    readonly ReleaseLaw law;
    readonly EnsembleOptions? options;
    readonly IBatchSolver solver;

    /// <param name="law">The law to solve.</param>
    /// <param name="space">Ranges and times to answer for; must be of this law.</param>
    /// <param name="options">How to solve; null means as the law recommends. The schedule is that of the space.</param>
    /// <param name="solver">Where to solve; null means the host's lanes.</param>
    /// <exception cref="ArgumentException">The space belongs to another law.</exception>
    public LawPredictor(ReleaseLaw law, CurveSpace space, EnsembleOptions? options = null, IBatchSolver? solver = null)
    {
        if (space.Law != law.Name)
            throw new ArgumentException($"The space is that of {space.Law}, the law is {law.Name}.", nameof(space));
        this.law = law;
        this.solver = solver ?? HostEnsemble.Lanes;
        this.options = space.Conditions is { } conditions ? (options ?? new()) with { Schedule = conditions.ToSchedule() } : options;
        Space = space;
    }

    /// <inheritdoc/>
    public CurveSpace Space { get; }

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<double> parameters, int count, Span<float> curves)
    {
        float[] solved = new float[count * Space.Points];
        solver.Solve(law, parameters.ToArray(), Space.Times.ToArray(), solved, new Outcome[count], options);
        solved.CopyTo(curves);
    }
}
