using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SurrogateEngine.Benchmarks;

namespace SurrogateEngine.Bench.Comparison;

/// <summary>A program of bench/peers with one of its methods.</summary>
sealed class Peer(ProblemSet problem, PeerMethod method, int trajectories, int threads) : IContender
{
    static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    readonly string program = Checkout.Find(Path.Combine("bench", "peers", "bin", method.Program))
        ?? throw new RefusedException($"bench/peers/bin/{method.Program}: there is no such program; build it with bench/peers/build.");

    readonly string reference = Checkout.Require(Path.Combine("tests", "data", "problems", $"ref_{problem.Name}.csv"));

    public bool IsPeer => true;

    public Figure Run(double relativeTolerance, double absoluteTolerance)
    {
        string[] arguments =
        [
            problem.Name, method.Method, Text(relativeTolerance), Text(absoluteTolerance),
            Text(Math.Max(64, trajectories / method.Share)), Text(threads), "1", reference,
        ];
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)
            ?? throw new RefusedException($"{program} did not start; build it again with bench/peers/build.");
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<Figure>(output, SnakeCase)!
            : throw new RefusedException($"{program} gave up ({errors.Result.Trim()}); build it again with bench/peers/build.");
    }

    static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
