using System.Numerics;
using SurrogateEngine.Kernels.Host;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Programs;

namespace SurrogateEngine.Kernels;

/// <summary>Solves one law for many scenarios on all cores of this machine.</summary>
public static class HostEnsemble
{
    /// <summary>Solves <c>count</c> scenarios and writes their curves.</summary>
    /// <param name="law">The law; see <see cref="Catalog"/>.</param>
    /// <param name="parameters">Row-major, shape [count, law.Parameters.Count], in the law's units.</param>
    /// <param name="times">Output times, ascending, none negative, in the law's time unit.</param>
    /// <param name="curves">Receives shape [count, law.Outputs.Count, times.Length], row-major; NaN from where a trajectory failed.</param>
    /// <param name="outcomes">Receives how each trajectory ended, shape [count].</param>
    /// <param name="options">How to solve; null means as the law recommends.</param>
    /// <param name="cancellation">Stops between scenarios; those not reached are <see cref="Outcome.NotRun"/>.</param>
    /// <exception cref="ArgumentException">A shape does not fit, times are not ascending, or the solver does not fit the law.</exception>
    public static EnsembleReport Run(
        ReleaseLaw law, ReadOnlyMemory<double> parameters, ReadOnlyMemory<double> times,
        Memory<float> curves, Memory<Outcome> outcomes,
        EnsembleOptions? options = null, CancellationToken cancellation = default) =>
        RunAs(law, parameters, times, curves, outcomes, options ?? new(), cancellation);

    /// <inheritdoc cref="Run(ReleaseLaw, ReadOnlyMemory{double}, ReadOnlyMemory{double}, Memory{float}, Memory{Outcome}, EnsembleOptions?, CancellationToken)"/>
    public static EnsembleReport Run(
        ReleaseLaw law, ReadOnlyMemory<double> parameters, ReadOnlyMemory<double> times,
        Memory<double> curves, Memory<Outcome> outcomes,
        EnsembleOptions? options = null, CancellationToken cancellation = default) =>
        RunAs(law, parameters, times, curves, outcomes, options ?? new(), cancellation);

    static unsafe EnsembleReport RunAs<TOut>(
        ReleaseLaw law, ReadOnlyMemory<double> parameters, ReadOnlyMemory<double> times,
        Memory<TOut> curves, Memory<Outcome> outcomes, EnsembleOptions options, CancellationToken cancellation)
        where TOut : unmanaged, IFloatingPointIeee754<TOut>
    {
        SolverEntry solver = BatchShape.Check(law, parameters.Length, times.Span, curves.Length, outcomes.Length, options);
        curves.Span.Fill(TOut.NaN);
        outcomes.Span.Fill(Outcome.NotRun);
        using var pinnedParameters = parameters.Pin();
        using var pinnedCurves = curves.Pin();
        using var pinnedOutcomes = outcomes.Pin();
        int threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
        var job = new EnsembleJob<TOut>
        {
            Law = law,
            Solver = solver,
            Parameters = (double*)pinnedParameters.Pointer,
            Times = times.ToArray(),
            Curves = (TOut*)pinnedCurves.Pointer,
            Outcomes = (Outcome*)pinnedOutcomes.Pointer,
            Count = outcomes.Length,
            Absolute = options.AbsoluteTolerance ?? law.DefaultAbsoluteTolerance,
            Relative = options.RelativeTolerance ?? law.DefaultRelativeTolerance,
            MaxSteps = options.MaxSteps,
            Shells = options.Shells ?? law.DefaultShells,
            Threads = Math.Max(1, Math.Min(threads, outcomes.Length)),
            Cancellation = cancellation,
        };
        RunIn(job, options.Number);
        return job.Report();
    }

    static void RunIn<TOut>(EnsembleJob<TOut> job, Number number) where TOut : unmanaged, INumberBase<TOut>
    {
        switch (number)
        {
            case Number.Real32: RunWith<Real32, TOut>(job); break;
            case Number.Real64: RunWith<Real64, TOut>(job); break;
            case Number.Double: RunWith<Lanes64, TOut>(job); break;
            default: RunWith<Lanes32, TOut>(job); break;
        }
    }

    static void RunWith<T, TOut>(EnsembleJob<TOut> job) where T : unmanaged, IReal<T> where TOut : unmanaged, INumberBase<TOut>
    {
        LawProgram<T> program = job.Law.Program<T>();
        var fit = default(FitCheck<T>);
        program.Accept(job.Solver, ref fit);
        void Work()
        {
            var worker = new HostWorker<T, TOut>(job);
            program.Accept(job.Solver, ref worker);
        }

        var others = new Thread[job.Threads - 1];
        for (int i = 0; i < others.Length; i++)
        {
            others[i] = new Thread(Work) { IsBackground = true };
            others[i].Start();
        }

        Work();
        foreach (Thread other in others)
            other.Join();
    }
}
