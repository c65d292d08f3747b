namespace SurrogateEngine.Bench.Robustness;

/// <summary>A command that is killed and run again.</summary>
/// <param name="Name">What it does.</param>
/// <param name="Words">Its command line, run in a folder of its own that lies beside the samples.</param>
/// <param name="Again">What is added when it is run again: as the product says, <c>--resume</c> where it goes on, else
/// <c>--force</c>.</param>
/// <param name="Whole">Files that are there whole or not at all and end with the bytes of an undisturbed run; folders stand for all in
/// them.</param>
sealed record KillTarget(string Name, string[] Words, string Again, string[] Whole)
{
    /// <summary>Every verb that works long or writes; each takes a second or two.</summary>
    public static IReadOnlyList<KillTarget> All { get; } =
    [
        new("simulate", ["simulate", "../in/many.json", "--output", "data"], "--resume", ["data"]),
        new("train", ["train", "../in/data", "--plan", "../in/killed.json", "--output", "t.surrogate"], "--resume", ["t.surrogate"]),
        new("predict", ["predict", "../in/s.surrogate", "../in/rows.csv", "--output", "c.csv"], "--force", ["c.csv"]),
        new("fit", ["fit", "../in/s.surrogate", "../in/profile.csv", "--output", "fit.csv", "--report", "fit.html"], "--force",
            ["fit.csv", "fit.html"]),
        // All epochs fit into the time, so that it decides nothing; the report tells how long things took.
        new("quickstart", ["quickstart", "--output", "q", "--samples", "1000", "--seconds", "600", "--profile", "letrozole-plga"],
            "--resume", ["q/data", "q/scenario.json", "q/plga-sphere.surrogate", "q/formulations.csv"]),
    ];

    /// <summary>Makes what they read.</summary>
    public static void Prepare(string folder)
    {
        var samples = new MutationSamples(folder);
        File.WriteAllText(samples["many.json"],
            """{ "model": "burst-erosion", "samples": 60000, "shard_size": 1000, "times": [0, 0.1, 1, 10, 30], "seed": 5 }""");
        File.WriteAllText(samples["killed.json"],
            """
            { "network": { "width": 16, "depth": 2 }, "schedule": { "epochs": 600, "patience": 0 }, "data": { "batch": 32 },
              "runtime": { "threads": 1, "checkpoint_seconds": 0.03 } }
            """);
        string[] lines = [.. File.ReadLines(samples["formulations.csv"]).Where(line => !line.StartsWith('#'))];
        IEnumerable<string> rows = Enumerable.Repeat(lines[1..], 60_000 / (lines.Length - 1)).SelectMany(line => line);
        File.WriteAllLines(samples["rows.csv"], rows.Prepend(lines[0]));
    }
}
