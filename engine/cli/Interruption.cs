using System.Runtime.InteropServices;
using SurrogateEngine.Cli.Screen;

namespace SurrogateEngine.Cli;

/// <summary>Turns the first Ctrl-C (or a request to terminate) into a cancellation, so that work is saved; a second one ends the program at
/// once.</summary>
sealed class Interruption : IDisposable
{
    readonly CancellationTokenSource source = new();
    readonly PosixSignalRegistration[] signals;

    public Interruption() => signals =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
    ];

    public CancellationToken Token => source.Token;

    void Stop(PosixSignalContext signal)
    {
        if (source.IsCancellationRequested)
            return;
        signal.Cancel = true;
        // Over the line of a progress bar, and over the ^C that the terminal shows; the bar goes on below until the work has stopped.
        string line = Console.IsErrorRedirected ? "" : $"\r{Terminal.EraseToEnd}";
        Console.Error.Write($"{line}Stopping: saving what is done. Press Ctrl-C again to stop at once.{Environment.NewLine}");
        source.Cancel();
    }

    public void Dispose()
    {
        foreach (PosixSignalRegistration signal in signals)
            signal.Dispose();
        source.Dispose();
    }
}
