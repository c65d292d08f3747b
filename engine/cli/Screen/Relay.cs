namespace SurrogateEngine.Cli.Screen;

/// <summary>Passes progress on at once, on the thread that reports it; <see cref="Progress{T}"/> would post it elsewhere and late.</summary>
sealed class Relay<T>(Action<T> to) : IProgress<T>
{
    public void Report(T value) => to(value);
}
