namespace SurrogateEngine.Workflows;

/// <summary>Passes progress on at once, on the thread that reports it; <see cref="Progress{T}"/> would post it elsewhere and
/// late.</summary>
/// <param name="receive">Called with each report.</param>
public sealed class SynchronousProgress<T>(Action<T> receive) : IProgress<T>
{
    /// <inheritdoc/>
    public void Report(T value) => receive(value);
}
