namespace SurrogateEngine.Bench.Robustness;

/// <summary>A command that is killed and run again.</summary>
/// <param name="Name">What it does.</param>
/// <param name="Words">Its command line, run in a folder of its own that lies beside the samples.</param>
/// <param name="Again">What is added when it is run again: as the product says, <c>--resume</c> where it goes on, else
/// <c>--force</c>; both where going on is refused once the files are there.</param>
/// <param name="Whole">Files that are there whole or not at all and end with the bytes of an undisturbed run; folders stand for all in
/// them.</param>
sealed record KillTarget(string Name, string[] Words, string[] Again, string[] Whole)
{
    /// <summary>Every verb that works long or writes; each takes a second or two.</summary>
    public static IReadOnlyList<KillTarget> All { get; } =
    [
        new("simulate", ["simulate", "../in/many.json", "--output", "data"], ["--resume"], ["data"]),
        new("train", ["train", "../in/data", "--plan", "../in/killed.json", "--output", "t.surrogate"], ["--resume"], ["t.surrogate"]),
        new("predict", ["predict", "../in/s.surrogate", "../in/rows.csv", "--output", "c.csv"], ["--force"], ["c.csv"]),
        new("fit", ["fit", "../in/s.surrogate", "../in/profile.csv", "--output", "fit.csv", "--report", "fit.html"], ["--force"],
            ["fit.csv", "fit.html"]),
        // All epochs fit into the time, so that it decides nothing; the report tells how long things took.
        new("quickstart", ["quickstart", "--output", "q", "--samples", "1000", "--seconds", "600", "--profile", "letrozole-plga"],
            ["--resume"], ["q/data", "q/scenario.json", "q/plga-sphere.surrogate", "q/formulations.csv"]),
        new("vae", ["train", "../in/data", "--task", "vae", "--plan", "../in/killed-vae.json", "--output", "g.generator"], ["--resume"],
            ["g.generator"]),
        new("policy", ["train", "../in/s.surrogate", "--plan", "../in/killed-policy.json", "--maximize", "t50", "--levels", "3", "--budget",
            "2", "--output", "p.policy"], ["--resume"], ["p.policy"]),
        new("screen", ["screen", "../in/s.surrogate", "--candidates", "1e6", "--maximize", "t50", "--minimize", "release@1d", "--output",
            "front.csv", "--report", "front.html"], ["--resume", "--force"], ["front.csv", "front.html"]),
        new("fits", ["fit", "../in/many.csv", "--models", "weibull,hill", "--output", "fits.csv"], ["--resume"], ["fits.csv"]),
        new("table learn", ["table", "learn", "../in/study.csv", "--target", "efficacy", "--learners", "ridge", "random-forest", "lightgbm",
            "--output", "best.model"], ["--force"], ["best.model"]),
        new("table report", ["table", "report", "../in/study.csv", "--policy-steps", "2000", "--report", "seven.html"], ["--force"],
            ["seven.html"]),
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
        File.WriteAllText(samples["killed-vae.json"],
            """
            { "generator": { "name": "vae", "latent": 2 }, "network": { "width": 16, "depth": 1 },
              "schedule": { "epochs": 300, "patience": 0 }, "data": { "batch": 32 },
              "runtime": { "threads": 1, "checkpoint_seconds": 0.03 } }
            """);
        File.WriteAllText(samples["killed-policy.json"],
            """
            { "policy": { "name": "ppo", "steps": 8192, "environments": 4, "horizon": 64, "passes": 2 },
              "network": { "width": 16, "depth": 1 }, "runtime": { "threads": 1, "checkpoint_seconds": 0.03 } }
            """);
        File.WriteAllLines(samples["many.csv"], Profiles());
        MutationSamples.Do("table", "sample", "study", "--output", samples["study.csv"]);
        string[] lines = [.. File.ReadLines(samples["formulations.csv"]).Where(line => !line.StartsWith('#'))];
        IEnumerable<string> rows = Enumerable.Repeat(lines[1..], 60_000 / (lines.Length - 1)).SelectMany(line => line);
        File.WriteAllLines(samples["rows.csv"], rows.Prepend(lines[0]));
    }

    /// <summary>Forty profiles of as many formulations, in one file.</summary>
    static IEnumerable<string> Profiles()
    {
        yield return "formulation,time [d],release [%]";
        for (int one = 1; one <= 40; one++)
        {
            foreach (double day in (double[])[0.5, 1, 2, 4, 7, 14, 21, 28])
            {
                double release = 90 * (1 - Math.Exp(-Math.Pow(day / (2 + 0.2 * one), 0.4 + 0.01 * one)));
                yield return FormattableString.Invariant($"F{one},{day},{release:F2}");
            }
        }
    }
}
