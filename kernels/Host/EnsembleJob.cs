using System.Numerics;
using System.Runtime.InteropServices;
using SurrogateEngine.Kernels.Programs;
using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Kernels.Host;

/// <summary>A batch as the workers see it: pinned tables, checked beforehand, and the counter they take scenarios from.</summary>
sealed unsafe class EnsembleJob<TOut> where TOut : unmanaged, INumberBase<TOut>
{
    Counter next;
    long steps, refused, laneSteps;

    public required ReleaseLaw Law { get; init; }
    public required SolverEntry Solver { get; init; }
    public required double* Parameters { get; init; }
    public required double[] Times { get; init; }
    public required TOut* Curves { get; init; }
    public required Outcome* Outcomes { get; init; }
    public required long Count { get; init; }
    public required double Absolute { get; init; }
    public required double Relative { get; init; }
    public required int MaxSteps { get; init; }
    public required SphereGrid? Grid { get; init; }
    public required int Threads { get; init; }
    public required StepControl StepControl { get; init; }
    public required CancellationToken Cancellation { get; init; }

    /// <summary>Outside conditions; null for a law that feels none.</summary>
    public required Schedule? Schedule { get; init; }

    /// <summary>Where derivatives go, laid out as <see cref="Curves"/>; null where none are wanted.</summary>
    public TOut* Slopes { get; init; }

    /// <summary>The parameter one differentiates by.</summary>
    public int SlopeBy { get; init; }

    public int Columns => Law.Parameters.Count;

    /// <summary>Numbers a scenario's curves take.</summary>
    public int RowLength => Law.Outputs.Count * Times.Length;

    /// <summary>
    /// The next scenario of a worker's share whose parameters lie in the law's domain, or -1. A share that is used up is followed
    /// by another, of few scenarios, so that all workers end together; neighbours' outcomes lie on one cache line, which one worker
    /// at a time should write.
    /// </summary>
    public long Take(ref Share share)
    {
        while (!Cancellation.IsCancellationRequested)
        {
            if (share.Next == share.End)
            {
                long size = Math.Clamp(Count / (64L * Threads), 1, 64);
                share.Next = Math.Min(Interlocked.Add(ref next.Value, size) - size, Count);
                share.End = Math.Min(share.Next + size, Count);
                if (share.Next == Count)
                    return -1;
            }

            long scenario = share.Next++;
            if (InDomain(scenario))
                return scenario;
            Outcomes[scenario] = Outcome.OutOfDomain;
            Blank(scenario, 0);
        }

        return -1;
    }

    bool InDomain(long scenario) => Law.InDomain(new ReadOnlySpan<double>(Parameters + scenario * Columns, Columns));

    /// <summary>Makes curves and derivatives NaN from output time <paramref name="from"/> on, where a trajectory was lost.</summary>
    public void Blank(long scenario, int from)
    {
        for (int output = 0; output < Law.Outputs.Count; output++)
        {
            long start = scenario * RowLength + (long)output * Times.Length + from;
            new Span<TOut>(Curves + start, Times.Length - from).Fill(TOut.CreateTruncating(double.NaN));
            if (Slopes != null)
                new Span<TOut>(Slopes + start, Times.Length - from).Fill(TOut.CreateTruncating(double.NaN));
        }
    }

    /// <summary>Makes the curves of scenarios that a stopped batch never came to NaN.</summary>
    public void BlankNotRun()
    {
        for (long scenario = 0; scenario < Count; scenario++)
        {
            if (Outcomes[scenario] == Outcome.NotRun)
                Blank(scenario, 0);
        }
    }

    /// <summary>Adds one worker's account to the total.</summary>
    public void Account(long steps, long refused, long laneSteps)
    {
        Interlocked.Add(ref this.steps, steps);
        Interlocked.Add(ref this.refused, refused);
        Interlocked.Add(ref this.laneSteps, laneSteps);
    }

    public EnsembleReport Report() => new(Count, steps, refused, laneSteps == 0 ? 1 : (double)steps / laneSteps);
}

/// <summary>A number that all workers change, on cache lines of its own: what they only read stays with each of them.</summary>
[StructLayout(LayoutKind.Explicit, Size = 192)]
struct Counter
{
    [FieldOffset(64)]
    public long Value;
}

/// <summary>Scenarios that one worker has taken and not yet begun.</summary>
struct Share
{
    public long Next, End;
}
