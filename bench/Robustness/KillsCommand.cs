using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;

namespace SurrogateEngine.Bench.Robustness;

/// <summary><c>kills</c>: ends commands at random moments, runs them again and compares what they leave.</summary>
static class KillsCommand
{
    static readonly Option<int> Kills = new("--kills") { Description = "Kills in all", DefaultValueFactory = _ => 300 };
    static readonly Option<int> Seed = new("--seed") { Description = "Another seed kills at other moments", DefaultValueFactory = _ => 1 };
    static readonly Option<string?> Only = new("--only") { Description = "One verb alone", HelpName = "verb" };
    static readonly Option<bool> Json = new("--json") { Description = "One JSON object at the end" };

    public static Command Create()
    {
        Only.AcceptOnlyFromAmong([.. KillTarget.All.Select(target => target.Name)]);
        var command = new Command("kills", "Commands killed at random moments and run again: is anything lost, are the files the same?")
        {
            Kills, Seed, Only, Json,
        };
        command.SetAction(given => Refusable.Run(() => Run(given)));
        return command;
    }

    static void Run(ParseResult given)
    {
        Refusable.RequireAtLeast(1, given.GetValue(Kills), Kills);
        TextWriter output = given.InvocationConfiguration.Output;
        bool json = given.GetValue(Json);
        string folder = Directory.CreateTempSubdirectory("surrogate-kills-").FullName;
        var runner = new KillRunner(folder, given.GetValue(Seed));
        KillTarget[] targets = [.. KillTarget.All.Where(target => given.GetValue(Only) is not { } only || target.Name == only)];
        var clock = Stopwatch.StartNew();
        int faults = 0;
        for (int k = 0; runner.Kills.Values.Sum() < given.GetValue(Kills); k++)
        {
            foreach (string fault in runner.Chain(targets[k % targets.Length]))
            {
                faults++;
                if (!json)
                    output.WriteLine(fault);
            }

            if (!json && k % targets.Length == targets.Length - 1)
                output.WriteLine($"{runner.Kills.Values.Sum()} kills, {faults} faults in {clock.Elapsed.TotalSeconds:F0} s");
        }

        Directory.Delete(folder, recursive: true);
        output.WriteLine(json
            ? JsonSerializer.Serialize(new
            {
                kind = "kills",
                seed = given.GetValue(Seed),
                kills = runner.Kills.Values.Sum(),
                of_each = runner.Kills,
                over_before = runner.Missed,
                faults,
            })
            : $"{string.Join(", ", runner.Kills.Select(each => $"{each.Key} {each.Value}"))}; {runner.Missed} runs were over before; {faults} faults");
    }
}
