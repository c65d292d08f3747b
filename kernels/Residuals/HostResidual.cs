using System.Numerics;
using SurrogateEngine.Kernels.Host;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Residuals;
using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Kernels;

/// <summary>
/// The physics residual of proposed curves, r = dy/dt - f(t, y, p), and what a cotangent v of r gives y, dy/dt and p:
/// the physics loss of a network that proposes all states, from the same law text that the ensemble solves.
/// States of a sphere law come shell by shell (species by species), then baths, then drivers.
/// Runs on all cores and allocates nothing once warm: keep the object. Not for several threads at once.
/// </summary>
sealed class HostResidual : IDisposable
{
    readonly EnsembleOptions options;
    readonly SphereGrid? grid;
    readonly Schedule? schedule;
    ResidualTeam<float>? singles;
    ResidualTeam<double>? doubles;

    /// <summary>Prepares a law's residual.</summary>
    /// <param name="law">The law.</param>
    /// <param name="options">Number kind, shells, grading, a schedule that all share, and threads; null means double precision, as the law recommends, on all cores.</param>
    /// <exception cref="ArgumentException">Shells or grading that no sphere has, or a schedule that does not fit the law.</exception>
    public HostResidual(ReleaseLaw law, EnsembleOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(law);
        Law = law;
        this.options = options ?? new() { Number = Number.Double };
        BatchShape.Sphere(law, this.options);
        int shells = this.options.Shells ?? law.DefaultShells;
        grid = law.DefaultShells > 0 ? SphereGrid.Graded(shells, this.options.Grading) : null;
        schedule = ScheduleCheck.Of(law, this.options, scenarios: 1);
        StateCount = States(law, shells);
    }

    /// <summary>The law.</summary>
    public ReleaseLaw Law { get; }

    /// <summary>States of the law on this grid.</summary>
    public int StateCount { get; }

    /// <summary>How many states a law has.</summary>
    /// <param name="law">The law.</param>
    /// <param name="shells">Shells of a sphere law; null means as the law recommends.</param>
    public static int States(ReleaseLaw law, int? shells = null) => HostStates.Layout(law, shells).Count;

    /// <summary>r = dy/dt - f(t, y, p) at every collocation time.</summary>
    /// <param name="parameters">Shape [count, parameters], row-major, in the law's units.</param>
    /// <param name="times">Collocation times, shape [times] for all rows alike or [count, times].</param>
    /// <param name="states">Proposed y, shape [count, times, states].</param>
    /// <param name="slopes">Proposed dy/dt, shape [count, times, states].</param>
    /// <param name="residual">Receives r, shape [count, times, states]; may be <paramref name="slopes"/> itself.</param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public void Evaluate(
        ReadOnlySpan<double> parameters, ReadOnlySpan<double> times, ReadOnlySpan<double> states,
        ReadOnlySpan<double> slopes, Span<double> residual) =>
        Evaluate(ref doubles, parameters, times, states, slopes, residual);

    /// <inheritdoc cref="Evaluate(ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double})"/>
    public void Evaluate(
        ReadOnlySpan<float> parameters, ReadOnlySpan<float> times, ReadOnlySpan<float> states,
        ReadOnlySpan<float> slopes, Span<float> residual) =>
        Evaluate(ref singles, parameters, times, states, slopes, residual);

    /// <summary>Pulls a cotangent of the residual back: to y it gives -J^T v, to p -(df/dp)^T v summed over times; to dy/dt it gives v itself.</summary>
    /// <param name="parameters">Shape [count, parameters], row-major, in the law's units.</param>
    /// <param name="times">Collocation times, shape [times] for all rows alike or [count, times].</param>
    /// <param name="states">Proposed y, shape [count, times, states].</param>
    /// <param name="cotangent">v = dL/dr, shape [count, times, states].</param>
    /// <param name="toStates">Receives dL/dy, shape [count, times, states].</param>
    /// <param name="toParameters">Receives dL/dp, shape [count, parameters]; empty where nobody asks for it, which saves most of the work.</param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public void PullBack(
        ReadOnlySpan<double> parameters, ReadOnlySpan<double> times, ReadOnlySpan<double> states,
        ReadOnlySpan<double> cotangent, Span<double> toStates, Span<double> toParameters) =>
        PullBack(ref doubles, parameters, times, states, cotangent, toStates, toParameters);

    /// <inheritdoc cref="PullBack(ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double}, Span{double})"/>
    public void PullBack(
        ReadOnlySpan<float> parameters, ReadOnlySpan<float> times, ReadOnlySpan<float> states,
        ReadOnlySpan<float> cotangent, Span<float> toStates, Span<float> toParameters) =>
        PullBack(ref singles, parameters, times, states, cotangent, toStates, toParameters);

    /// <summary>Frees the workers' memory.</summary>
    public void Dispose()
    {
        singles?.Dispose();
        doubles?.Dispose();
        (singles, doubles) = (null, null);
    }

    unsafe void Evaluate<TNumber>(
        ref ResidualTeam<TNumber>? team, ReadOnlySpan<TNumber> parameters, ReadOnlySpan<TNumber> times,
        ReadOnlySpan<TNumber> states, ReadOnlySpan<TNumber> slopes, Span<TNumber> residual)
        where TNumber : unmanaged, INumberBase<TNumber>
    {
        team ??= NewTeam<TNumber>();
        ResidualJob<TNumber> job = team.Job;
        job.Shape(parameters.Length, times.Length, states.Length);
        BatchShape.Length(nameof(slopes), slopes.Length, states.Length);
        BatchShape.Length(nameof(residual), residual.Length, states.Length);
        fixed (TNumber* p = parameters, t = times, y = states, dy = slopes, r = residual)
        {
            job.Propose(p, t, y);
            job.Slopes = dy;
            job.Residual = r;
            job.ToStates = null;
            team.Run();
        }
    }

    unsafe void PullBack<TNumber>(
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
        var job = new ResidualJob<TNumber> { StateCount = StateCount, Columns = Law.Parameters.Count, Grid = grid, Schedule = schedule };
        return options.Number switch
        {
            Number.Single when HostEnsemble.HasLanes => new ResidualTeam<Lanes32, TNumber>(Law, job, threads),
            Number.Double when HostEnsemble.HasLanes => new ResidualTeam<Lanes64, TNumber>(Law, job, threads),
            Number.Single or Number.Real32 => new ResidualTeam<Real32, TNumber>(Law, job, threads),
            _ => new ResidualTeam<Real64, TNumber>(Law, job, threads),
        };
    }
}
