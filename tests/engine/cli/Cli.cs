using System.Text.Json;
using SurrogateEngine.Cli;

namespace SurrogateEngine.Tests.Cli;

/// <summary>Runs the command as a user would, but in this process.</summary>
static class Cli
{
    public sealed record Outcome(int Code, string Out, string Error)
    {
        /// <summary>The JSON object on the last line of standard output.</summary>
        public JsonElement Json => JsonDocument.Parse(Out.TrimEnd().Split('\n')[^1]).RootElement;
    }

    /// <summary>Lines of a CSV file without the comments that carry hashes.</summary>
    public static string[] Table(string path) => [.. File.ReadLines(path).Where(line => !line.StartsWith('#'))];

    public static Outcome Run(params string[] args) => Run(CancellationToken.None, args);

    public static Outcome Run(CancellationToken cancellation, params string[] args)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        int code = CommandLine.Run(args, output, error, cancellation);
        return new Outcome(code, output.ToString(), error.ToString());
    }
}
