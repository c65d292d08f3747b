namespace SurrogateEngine.Fitting;

/// <summary>How far a fit is.</summary>
/// <param name="Done">Parameter sets tried so far.</param>
/// <param name="Total">Parameter sets in all, as far as can be said beforehand: a search that converges early ends below it.</param>
public readonly record struct FitProgress(long Done, long Total);

/// <summary>Counts the parameter sets that the searches of one fit try, tells how far it is, and stops it on request.</summary>
sealed class FitWatch(long total, IProgress<FitProgress>? progress, CancellationToken cancellation)
{
    long done;

    /// <summary>To be called before a batch of parameter sets is tried.</summary>
    /// <exception cref="OperationCanceledException">The fit is to stop.</exception>
    public void Tries(int count)
    {
        cancellation.ThrowIfCancellationRequested();
        progress?.Report(new(Math.Min(done, total), total));
        done += count;
    }
}
