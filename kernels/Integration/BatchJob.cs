using System.Numerics;
using System.Runtime.InteropServices;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels.Integration;

/// <summary>A batch as the workers see it: pinned tables, checked beforehand, and the counter they take samples from.</summary>
sealed unsafe class BatchJob<TOut> where TOut : unmanaged, INumberBase<TOut>
{
    Counter next;
    long steps, refused, laneSteps;

    public required ReleaseModel Model { get; init; }
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

    /// <summary>Outside conditions; null for a model that depends on none.</summary>
    public required Schedule? Schedule { get; init; }

    /// <summary>Where derivatives go, laid out as <see cref="Curves"/>; null where none are wanted.</summary>
    public TOut* Sensitivities { get; init; }

    /// <summary>The parameter one differentiates by; one past the last is the delay.</summary>
    public int SensitivityTo { get; init; }

    /// <summary>By how much each sample's curves come late; null for none.</summary>
    public required double[]? Delays { get; init; }

    public int Columns => Model.Parameters.Count;

    /// <summary>Numbers a sample's curves take.</summary>
    public int RowLength => Model.Outputs.Count * Times.Length;

    /// <summary>
    /// The next sample of a worker's share whose parameters lie in the model's domain, or -1. A share that is used up is followed
    /// by another, of few samples, so that all workers end together; neighbors' outcomes lie on one cache line, which one worker
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

            long sample = share.Next++;
            if (InDomain(sample))
                return sample;
            Outcomes[sample] = Outcome.OutOfDomain;
            Blank(sample, 0);
        }

        return -1;
    }

    bool InDomain(long sample) => Model.InDomain(new ReadOnlySpan<double>(Parameters + sample * Columns, Columns));

    /// <summary>Makes curves and derivatives NaN from output time <paramref name="from"/> on, where a trajectory was lost.</summary>
    public void Blank(long sample, int from)
    {
        for (int output = 0; output < Model.Outputs.Count; output++)
        {
            long start = sample * RowLength + (long)output * Times.Length + from;
            new Span<TOut>(Curves + start, Times.Length - from).Fill(TOut.CreateTruncating(double.NaN));
            if (Sensitivities != null)
                new Span<TOut>(Sensitivities + start, Times.Length - from).Fill(TOut.CreateTruncating(double.NaN));
        }
    }

    /// <summary>Makes the curves of samples that a stopped batch never came to NaN.</summary>
    public void BlankNotRun()
    {
        for (long sample = 0; sample < Count; sample++)
        {
            if (Outcomes[sample] == Outcome.NotRun)
                Blank(sample, 0);
        }
    }

    /// <summary>Adds one worker's account to the total.</summary>
    public void Account(long steps, long refused, long laneSteps)
    {
        Interlocked.Add(ref this.steps, steps);
        Interlocked.Add(ref this.refused, refused);
        Interlocked.Add(ref this.laneSteps, laneSteps);
    }

    public BatchReport Report() => new(Count, steps, refused, laneSteps == 0 ? 1 : (double)steps / laneSteps);
}

/// <summary>A number that all workers change, on cache lines of its own: what they only read stays with each of them.</summary>
[StructLayout(LayoutKind.Explicit, Size = 192)]
struct Counter
{
    [FieldOffset(64)]
    public long Value;
}

/// <summary>Samples that one worker has taken and not yet begun.</summary>
struct Share
{
    public long Next, End;
}
