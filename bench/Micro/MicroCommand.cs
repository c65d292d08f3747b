using System.CommandLine;
using BenchmarkDotNet.Running;

namespace SurrogateEngine.Bench.Micro;

/// <summary><c>micro</c>: BenchmarkDotNet, everything after the word goes to it.</summary>
static class MicroCommand
{
    public static Command Create()
    {
        var command = new Command("micro",
            "Run the benchmarks of BenchmarkDotNet; options after the word go to it, e.g. --filter *Ensemble* --inProcess.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction(given =>
        {
            string[] options = [.. given.UnmatchedTokens];
            BenchmarkSwitcher.FromAssembly(typeof(MicroCommand).Assembly).Run(options.Length > 0 ? options : ["--filter", "*"]);
            return 0;
        });
        return command;
    }
}
