using SurrogateEngine.Cli.Screen;

namespace SurrogateEngine.Cli;

/// <summary>Our own fault: a short message, and the details in a file that can be sent to us.</summary>
static class Failure
{
    public static int Report(Exception e, Terminal terminal, bool debug)
    {
        if (debug)
        {
            terminal.Refuse(e.ToString(), CommandLine.Failed);
            return CommandLine.Failed;
        }

        string where = Save(e) is { } path ? $"details are in {path}" : "run it again with --debug for details";
        terminal.Refuse($"surrogate failed: {e.Message.TrimEnd('.')} ({e.GetType().Name}); this is our fault, not yours, and {where}.",
            CommandLine.Failed);
        return CommandLine.Failed;
    }

    static string? Save(Exception e)
    {
        try
        {
            string path = Path.Combine(Path.GetTempPath(), $"surrogate-failure-{Environment.ProcessId}.txt");
            File.WriteAllText(path,
                $"{Environment.CommandLine}\n{System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}\n\n{e}\n");
            return path;
        }
        catch (Exception inner) when (inner is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
