using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;

namespace SurrogateEngine.Bench.Robustness;

/// <summary><c>mutations</c>: lets the command meet spoiled files and options and tells what it did wrong.</summary>
static class MutationsCommand
{
    static readonly Option<long> Count = new("--count") { Description = "Spoiled inputs", DefaultValueFactory = _ => 200_000 };
    static readonly Option<long> First = new("--first") { Description = "Number of the first: to see one again" };
    static readonly Option<ulong> Seed = new("--seed") { Description = "Another seed spoils otherwise", DefaultValueFactory = _ => 1 };
    static readonly Option<string[]> Only = new("--only")
    {
        Description = "Commands that begin so, e.g. table or \"train --task\"; none means all",
        AllowMultipleArgumentsPerToken = true,
    };
    static readonly Option<bool> Json = new("--json") { Description = "One JSON object at the end" };

    public static Command Create()
    {
        var command = new Command("mutations", "Spoiled files and options: does every command end well, in time, with nothing half-written?")
        {
            Count, First, Seed, Only, Json,
        };
        command.SetAction(given => Refusable.Run(() => Run(given)));
        return command;
    }

    static void Run(ParseResult given)
    {
        Refusable.RequireAtLeast(1, given.GetValue(Count), Count);
        Refusable.RequireAtLeast(0, given.GetValue(First), First);
        string folder = Directory.CreateTempSubdirectory("surrogate-mutations-").FullName, before = Environment.CurrentDirectory;
        // Commands without a named output write here.
        Environment.CurrentDirectory = Directory.CreateDirectory(Path.Combine(folder, "here")).FullName;
        try
        {
            using var runner = new MutationRunner(folder, given.GetValue(Only) ?? []);
            Report(given, runner, Faults(given, runner));
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }
    }

    static List<MutationFault> Faults(ParseResult given, MutationRunner runner)
    {
        TextWriter output = given.InvocationConfiguration.Output;
        var faults = new List<MutationFault>();
        var clock = Stopwatch.StartNew();
        long first = given.GetValue(First), count = given.GetValue(Count);
        for (long k = 0; k < count; k++)
        {
            foreach (MutationFault fault in runner.Run(given.GetValue(Seed), first + k))
            {
                faults.Add(fault);
                if (!given.GetValue(Json))
                    output.WriteLine($"{fault.Number}  {fault.Kind}: {fault.Fault}\n    surrogate {fault.Words}");
            }

            if (!given.GetValue(Json) && (k + 1) % 1000 == 0)
                output.WriteLine($"{k + 1:N0} of {count:N0} in {clock.Elapsed.TotalSeconds:F0} s, {faults.Count} faults; {Environment.WorkingSet >> 20} MiB, of which {GC.GetTotalMemory(true) >> 20} managed");
        }

        return faults;
    }

    static void Report(ParseResult given, MutationRunner runner, List<MutationFault> faults)
    {
        TextWriter output = given.InvocationConfiguration.Output;
        if (given.GetValue(Json))
        {
            output.WriteLine(JsonSerializer.Serialize(new
            {
                kind = "mutations",
                seed = given.GetValue(Seed),
                only = given.GetValue(Only),
                first = given.GetValue(First),
                count = given.GetValue(Count),
                faults = faults.Count,
                ends = runner.Ends,
                kinds = runner.Kinds,
                seconds_of = runner.Seconds.OrderByDescending(each => each.Value).Take(12)
                    .ToDictionary(each => each.Key, each => Math.Round(each.Value, 1)),
                peak_bytes = runner.Peak,
                slowest_s = runner.Slowest.TotalSeconds,
            }));
            return;
        }

        output.WriteLine($"{given.GetValue(Count):N0} spoiled inputs, {faults.Count} faults; ends: "
            + string.Join(", ", runner.Ends.Select(end => $"{end.Key}: {end.Value:N0}"))
            + $"; {runner.Peak >> 20} MiB at most, slowest {runner.Slowest.TotalSeconds:F1} s");
    }
}
