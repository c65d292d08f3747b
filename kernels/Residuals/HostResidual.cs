using SurrogateEngine.Kernels.Host;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Programs;
using SurrogateEngine.Kernels.Residuals;
using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Kernels;

/// <summary>
/// The physics residual of proposed curves, r = dy/dt - f(t, y, p), and what a cotangent v of r gives y, dy/dt and p:
/// the physics loss of a network that proposes all states, from the same law text that the ensemble solves.
/// States of a sphere law come shell by shell (species by species), then baths, then drivers.
/// </summary>
public static class HostResidual
{
    /// <summary>How many states a law has.</summary>
    /// <param name="law">The law.</param>
    /// <param name="shells">Shells of a sphere law; null means as the law recommends.</param>
    public static int States(ReleaseLaw law, int? shells = null)
    {
        var count = new StateCount(shells ?? law.DefaultShells);
        law.Program<Real64>().Accept(Catalog.FindSolver(law.DefaultSolver)!, ref count);
        return count.Value;
    }

    /// <summary>r = dy/dt - f(t, y, p) at every collocation time.</summary>
    /// <param name="law">The law.</param>
    /// <param name="parameters">Shape [count, parameters], row-major.</param>
    /// <param name="times">Collocation times, shape [times].</param>
    /// <param name="states">Proposed y, shape [count, times, states].</param>
    /// <param name="slopes">Proposed dy/dt, shape [count, times, states].</param>
    /// <param name="residual">Receives r, shape [count, times, states].</param>
    /// <param name="options">Number kind, shells and threads; null means the law's and all cores.</param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static unsafe void Run(
        ReleaseLaw law, ReadOnlySpan<double> parameters, ReadOnlySpan<double> times, ReadOnlySpan<double> states,
        ReadOnlySpan<double> slopes, Span<double> residual, EnsembleOptions? options = null)
    {
        options ??= new() { Number = Number.Double };
        Shape shape = Check(law, parameters, times, states, options);
        BatchShape.Length(nameof(slopes), slopes.Length, states.Length);
        BatchShape.Length(nameof(residual), residual.Length, states.Length);
        fixed (double* p = parameters, y = states, dy = slopes, r = residual)
            Start(law, options, shape, times.ToArray(), p, y, dy, r, null, null);
    }

    /// <summary>Pulls a cotangent back: to y it gives -J^T v, to p -(df/dp)^T v summed over times; to dy/dt it gives v itself.</summary>
    /// <param name="law">The law.</param>
    /// <param name="parameters">Shape [count, parameters], row-major.</param>
    /// <param name="times">Collocation times, shape [times].</param>
    /// <param name="states">Proposed y, shape [count, times, states].</param>
    /// <param name="cotangent">v = dL/dr, shape [count, times, states].</param>
    /// <param name="toStates">Receives dL/dy, shape [count, times, states].</param>
    /// <param name="toParameters">Receives dL/dp, shape [count, parameters].</param>
    /// <param name="options">Number kind, shells and threads; null means the law's and all cores.</param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static unsafe void PullBack(
        ReleaseLaw law, ReadOnlySpan<double> parameters, ReadOnlySpan<double> times, ReadOnlySpan<double> states,
        ReadOnlySpan<double> cotangent, Span<double> toStates, Span<double> toParameters, EnsembleOptions? options = null)
    {
        options ??= new() { Number = Number.Double };
        Shape shape = Check(law, parameters, times, states, options);
        BatchShape.Length(nameof(cotangent), cotangent.Length, states.Length);
        BatchShape.Length(nameof(toStates), toStates.Length, states.Length);
        BatchShape.Length(nameof(toParameters), toParameters.Length, parameters.Length);
        toParameters.Clear();
        fixed (double* p = parameters, y = states, v = cotangent, gy = toStates, gp = toParameters)
            Start(law, options, shape, times.ToArray(), p, y, null, v, gy, gp);
    }

    readonly record struct Shape(int Count, int States, SphereGrid? Grid);

    static Shape Check(ReleaseLaw law, ReadOnlySpan<double> parameters, ReadOnlySpan<double> times, ReadOnlySpan<double> states, EnsembleOptions options)
    {
        int count = parameters.Length / law.Parameters.Count;
        int shells = options.Shells ?? law.DefaultShells;
        var shape = new Shape(count, States(law, shells), law.DefaultShells > 0 ? SphereGrid.Graded(shells, options.Grading) : null);
        BatchShape.Length(nameof(parameters), parameters.Length, (long)count * law.Parameters.Count);
        BatchShape.Length(nameof(states), states.Length, (long)count * times.Length * shape.States);
        return shape;
    }

    static unsafe void Start(
        ReleaseLaw law, EnsembleOptions options, Shape shape, double[] times, double* parameters, double* states, double* slopes,
        double* residual, double* toStates, double* toParameters)
    {
        int threads = Math.Max(1, Math.Min(options.Threads > 0 ? options.Threads : Environment.ProcessorCount, shape.Count));
        // Whole scenarios to each worker, so that a scenario's sums never depend on the number of workers.
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, worker => Work(new ResidualJob
        {
            Law = law,
            Parameters = parameters,
            Times = times,
            States = states,
            Slopes = slopes,
            Residual = residual,
            ToStates = toStates,
            ToParameters = toParameters,
            Count = shape.Count,
            StateCount = shape.States,
            Grid = shape.Grid,
            First = (int)((long)shape.Count * worker / threads),
            End = (int)((long)shape.Count * (worker + 1) / threads),
        }, options.Number, toStates != null));
    }

    static void Work(ResidualJob job, Number number, bool back)
    {
        bool single = number is Number.Single or Number.Real32;
        bool lanes = HostEnsemble.HasLanes && number is Number.Single or Number.Double;
        switch (single, lanes, back)
        {
            case (true, true, false): With<Lanes32>(job); break;
            case (true, true, true): With<Dual<Lanes32>>(job); break;
            case (true, false, false): With<Real32>(job); break;
            case (true, false, true): With<Dual<Real32>>(job); break;
            case (false, true, false): With<Lanes64>(job); break;
            case (false, true, true): With<Dual<Lanes64>>(job); break;
            case (false, false, false): With<Real64>(job); break;
            default: With<Dual<Real64>>(job); break;
        }
    }

    static void With<T>(ResidualJob job) where T : unmanaged, IReal<T>
    {
        var worker = new ResidualWorker<T>(job);
        job.Law.Program<T>().Accept(Catalog.FindSolver(job.Law.DefaultSolver)!, ref worker);
    }
}
