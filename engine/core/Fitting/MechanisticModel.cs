using System.Numerics.Tensors;
using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Fitting;

/// <summary>The mechanistic model itself as a source of curves, solved by a batch solver: slower than a surrogate, and the measure of
/// it.</summary>
public sealed class MechanisticModel : IMechanisticModel
{
    readonly ReleaseModel model;
    readonly BatchOptions? options;
    readonly IBatchSolver solver;

    /// <param name="model">The model to solve.</param>
    /// <param name="space">Ranges and times to answer for; must be of this model.</param>
    /// <param name="options">How to solve; null means as the model recommends. The schedule is that of the space.</param>
    /// <param name="solver">Where to solve; null means the host's lanes.</param>
    /// <exception cref="ArgumentException">The space belongs to another model.</exception>
    public MechanisticModel(ReleaseModel model, CurveSpace space, BatchOptions? options = null, IBatchSolver? solver = null)
    {
        if (space.Model != model.Name)
            throw new ArgumentException($"The space is that of {space.Model}, the model is {model.Name}.", nameof(space));
        this.model = model;
        this.solver = solver ?? HostBatchSolver.Lanes;
        this.options = space.Conditions is { } conditions ? (options ?? new()) with { Schedule = conditions.ToSchedule() } : options;
        Space = space;
    }

    /// <inheritdoc/>
    public CurveSpace Space { get; }

    /// <inheritdoc/>
    public ICurveModel At(IReadOnlyList<double> times) => new MechanisticModel(model, Space with { Times = times }, options, solver);

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<double> parameters, int count, Span<float> curves)
    {
        float[] solved = new float[count * Space.Points];
        solver.Solve(model, parameters.ToArray(), Space.Times.ToArray(), solved, new Outcome[count], options);
        solved.CopyTo(curves);
    }

    /// <summary>Solves curves together with their sensitivities, exact to the solver's tolerance.</summary>
    /// <inheritdoc cref="ICurveModel.PredictWithGradient"/>
    public void PredictWithGradient(ReadOnlySpan<double> parameters, int count, Span<float> curves, Span<double> gradient)
    {
        int inputs = Space.Parameters.Count;
        double[] solved = new double[count * Space.Points], sensitivities = new double[inputs * solved.Length];
        int[] by = [.. Enumerable.Range(0, inputs)];
        solver.SolveWithSensitivities(model, parameters.ToArray(), by, Space.Times.ToArray(), solved, sensitivities, new Outcome[count],
            options);
        TensorPrimitives.ConvertTruncating<double, float>(solved, curves);
        sensitivities.CopyTo(gradient);
        for (int p = 0; p < inputs; p++)
            if (Space.Parameters[p].Low == Space.Parameters[p].High)
                gradient.Slice(p * solved.Length, solved.Length).Clear();
    }
}
