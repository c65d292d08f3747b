using System.Numerics;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Sensitivities;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels;

/// <summary>
/// The physics residual of proposed curves, r = dy/dt - f(t, y, p), and what a cotangent v of r gives y, dy/dt and p:
/// the physics loss of a network that proposes all states, from the same implementation of the model that the batch solver uses.
/// States of a sphere model come shell by shell (species by species), then receptors, then autonomous pools.
/// Runs on all cores and allocates nothing once warm: keep the object. Not for several threads at once.
/// </summary>
sealed class HostResidual : IDisposable
{
    readonly BatchOptions options;
    readonly SphereGrid? grid;
    readonly Schedule? schedule;
    ResidualTeam<float>? singles;
    ResidualTeam<double>? doubles;

    /// <summary>Prepares a model's residual.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">Number kind, shells, grading, a schedule that all share, and threads; null means double precision, as the
    /// model recommends, on all cores.</param>
    /// <exception cref="ArgumentException">Shells or grading that no sphere has, or a schedule that does not fit the model.</exception>
    public HostResidual(ReleaseModel model, BatchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
        this.options = options ?? new() { Precision = Precision.Double };
        BatchShape.Sphere(model, this.options);
        int shells = this.options.Shells ?? model.DefaultShells;
        grid = SphereGrid.Of(model, this.options);
        schedule = ScheduleCheck.Of(model, this.options, samples: 1);
        StateCount = States(model, shells);
    }

    /// <summary>The model.</summary>
    public ReleaseModel Model { get; }

    /// <summary>States of the model on this grid.</summary>
    public int StateCount { get; }

    /// <summary>How many states a model has.</summary>
    /// <param name="model">The model.</param>
    /// <param name="shells">Shells of a sphere model; null means as the model recommends.</param>
    public static int States(ReleaseModel model, int? shells = null) => HostStates.Layout(model, shells).Count;

    /// <summary>r = dy/dt - f(t, y, p) at every collocation time.</summary>
    /// <param name="parameters">Shape [count, parameters], row-major, in the model's units.</param>
    /// <param name="times">Collocation times, shape [times] for all rows alike or [count, times].</param>
    /// <param name="states">Proposed y, shape [count, times, states].</param>
    /// <param name="derivatives">Proposed dy/dt, shape [count, times, states].</param>
    /// <param name="residual">Receives r, shape [count, times, states]; may be <paramref name="derivatives"/> itself.</param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public void Evaluate(
        ReadOnlySpan<double> parameters, ReadOnlySpan<double> times, ReadOnlySpan<double> states,
        ReadOnlySpan<double> derivatives, Span<double> residual) =>
        Evaluate(ref doubles, parameters, times, states, derivatives, residual);

    /// <inheritdoc cref="Evaluate(ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double})"/>
    public void Evaluate(
        ReadOnlySpan<float> parameters, ReadOnlySpan<float> times, ReadOnlySpan<float> states,
        ReadOnlySpan<float> derivatives, Span<float> residual) =>
        Evaluate(ref singles, parameters, times, states, derivatives, residual);

    /// <summary>Pulls a cotangent of the residual back: to y it gives -J^T v, to p -(df/dp)^T v summed over times; to dy/dt it gives v
    /// itself.</summary>
    /// <param name="parameters">Shape [count, parameters], row-major, in the model's units.</param>
    /// <param name="times">Collocation times, shape [times] for all rows alike or [count, times].</param>
    /// <param name="states">Proposed y, shape [count, times, states].</param>
    /// <param name="cotangent">v = dL/dr, shape [count, times, states].</param>
    /// <param name="toStates">Receives dL/dy, shape [count, times, states].</param>
    /// <param name="toParameters">Receives dL/dp, shape [count, parameters]; empty where nobody asks for it, which saves most of the
    /// work.</param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public void VectorJacobianProduct(
        ReadOnlySpan<double> parameters, ReadOnlySpan<double> times, ReadOnlySpan<double> states,
        ReadOnlySpan<double> cotangent, Span<double> toStates, Span<double> toParameters) =>
        VectorJacobianProduct(ref doubles, parameters, times, states, cotangent, toStates, toParameters);

    /// <inheritdoc cref="VectorJacobianProduct(ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double},
    /// Span{double}, Span{double})"/>
    public void VectorJacobianProduct(
        ReadOnlySpan<float> parameters, ReadOnlySpan<float> times, ReadOnlySpan<float> states,
        ReadOnlySpan<float> cotangent, Span<float> toStates, Span<float> toParameters) =>
        VectorJacobianProduct(ref singles, parameters, times, states, cotangent, toStates, toParameters);

    /// <summary>Frees the workers' memory.</summary>
    public void Dispose()
    {
        singles?.Dispose();
        doubles?.Dispose();
        (singles, doubles) = (null, null);
    }

    unsafe void Evaluate<TNumber>(
        ref ResidualTeam<TNumber>? team, ReadOnlySpan<TNumber> parameters, ReadOnlySpan<TNumber> times,
        ReadOnlySpan<TNumber> states, ReadOnlySpan<TNumber> derivatives, Span<TNumber> residual)
        where TNumber : unmanaged, INumberBase<TNumber>
    {
        team ??= NewTeam<TNumber>();
        ResidualJob<TNumber> job = team.Job;
        job.Shape(parameters.Length, times.Length, states.Length);
        BatchShape.Length(nameof(derivatives), derivatives.Length, states.Length);
        BatchShape.Length(nameof(residual), residual.Length, states.Length);
        fixed (TNumber* p = parameters, t = times, y = states, dy = derivatives, r = residual)
        {
            job.Propose(p, t, y);
            job.Derivatives = dy;
            job.Residual = r;
            job.ToStates = null;
            team.Run();
        }
    }

    unsafe void VectorJacobianProduct<TNumber>(
        ref ResidualTeam<TNumber>? team, ReadOnlySpan<TNumber> parameters, ReadOnlySpan<TNumber> times,
        ReadOnlySpan<TNumber> states, ReadOnlySpan<TNumber> cotangent, Span<TNumber> toStates, Span<TNumber> toParameters)
        where TNumber : unmanaged, INumberBase<TNumber>
    {
        team ??= NewTeam<TNumber>();
        ResidualJob<TNumber> job = team.Job;
        job.Shape(parameters.Length, times.Length, states.Length);
        BatchShape.Length(nameof(cotangent), cotangent.Length, states.Length);
        BatchShape.Length(nameof(toStates), toStates.Length, states.Length);
        if (!toParameters.IsEmpty)
            BatchShape.Length(nameof(toParameters), toParameters.Length, parameters.Length);
        toParameters.Clear();
        fixed (TNumber* p = parameters, t = times, y = states, v = cotangent, gy = toStates, gp = toParameters)
        {
            job.Propose(p, t, y);
            job.Residual = v;
            job.ToStates = gy;
            job.ToParameters = gp;
            team.Run();
        }
    }

    ResidualTeam<TNumber> NewTeam<TNumber>() where TNumber : unmanaged, INumberBase<TNumber>
    {
        int threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
        var job = new ResidualJob<TNumber> { StateCount = StateCount, Columns = Model.Parameters.Count, Grid = grid, Schedule = schedule };
        return options.Precision switch
        {
            Precision.Single when HostBatchSolver.HasWideLanes => new ResidualTeam<Lanes32, TNumber>(Model, job, threads),
            Precision.Single when HostBatchSolver.HasLanes => new ResidualTeam<Lanes32x8, TNumber>(Model, job, threads),
            Precision.Double when HostBatchSolver.HasWideLanes => new ResidualTeam<Lanes64, TNumber>(Model, job, threads),
            Precision.Double when HostBatchSolver.HasLanes => new ResidualTeam<Lanes64x4, TNumber>(Model, job, threads),
            Precision.Single or Precision.Real32 => new ResidualTeam<Real32, TNumber>(Model, job, threads),
            _ => new ResidualTeam<Real64, TNumber>(Model, job, threads),
        };
    }
}
