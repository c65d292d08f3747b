using Surrogate = SurrogateEngine.Cli.CommandLine;

namespace SurrogateEngine.Bench.Robustness;

/// <summary>Whole inputs of every kind, small enough that a command on one takes milliseconds, made by the product itself.</summary>
sealed class MutationSamples
{
    const string Scenario =
        """
        { "model": "burst-erosion", "samples": 160, "shard_size": 80, "seed": 5, "times": [0, 0.1, 1, 10, 30],
          "parameters": { "phi": { "low": 0.1, "high": 0.5, "scale": "log" }, "Km": 0.2 } }
        """;

    const string Heated =
        """
        { "model": "thermo-liposome", "samples": 20, "seed": 1, "times": { "from": "0.1 h", "to": "4 h", "count": 5 }, "solver": "dopri5",
          "precision": "single", "parameters": { "Tm": "40 degC" },
          "schedule": [{ "at": 0, "T": "37 degC", "dose": 1 }, { "at": "1 h", "T": "43 degC" }, { "at": "90 min", "T": "37 degC" }] }
        """;

    const string Plan =
        """
        { "network": { "width": 8, "depth": 1, "features": ["ratios"] }, "schedule": { "epochs": 1, "patience": 0, "step_budget": [] },
          "loss": { "weights": { "relative": 1, "transformed": 0.05 }, "time_weights": [1, 1, 1, 1, 1] }, "data": { "batch": 32 },
          "runtime": { "threads": 1 }, "seed": 3 }
        """;

    const string Long =
        """
        { "network": { "width": 8, "depth": 1 }, "schedule": { "epochs": 60, "patience": 0 }, "data": { "batch": 32 },
          "runtime": { "threads": 1, "checkpoint_seconds": 0 } }
        """;

    const string Generator =
        """
        { "generator": { "name": "vae", "latent": 2 }, "network": { "width": 8, "depth": 1 }, "schedule": { "epochs": 1, "patience": 0 },
          "data": { "batch": 32 }, "runtime": { "threads": 1 } }
        """;

    const string Policy =
        """
        { "policy": { "name": "ppo", "steps": 128, "environments": 2, "horizon": 32, "passes": 1, "evaluation_episodes": 1 },
          "network": { "width": 8, "depth": 1 }, "runtime": { "threads": 1 } }
        """;

    /// <summary>Makes them in a folder.</summary>
    public MutationSamples(string folder)
    {
        Folder = folder;
        Directory.CreateDirectory(folder);
        Write("scenario.json", Scenario);
        Write("heated.json", Heated);
        Write("plan.json", Plan);
        Write("long.json", Long);
        Write("profile.csv", "time [d],release [%],sd [%]\n1,12.5,1\n2,21,1\n5,38,2\n10,55,2\n20,72,3\n30,80,3\n");
        SpreadsheetSample.Write(this["profile.xlsx"],
            [["Time (h)", "Release (%)"], ["12", "10"], ["48", "21.5"], ["240", "55"], ["700", "80"]]);
        Do("data", "check", this["profile.csv"], "--time-unit", "d", "--release-unit", "percent", "--save-mapping", this["mapping.json"]);
        Do("simulate", this["scenario.json"], "--output", this["data"]);
        Do("train", this["data"], "--plan", this["plan.json"], "--output", this["s.surrogate"]);
        Do("predict", this["s.surrogate"], "--template", this["formulations.csv"]);
        Do("predict", this["s.surrogate"], this["formulations.csv"], "--output", this["curves.parquet"]);
        Do("predict", this["s.surrogate"], this["formulations.csv"], "--output", this["curves.csv"]);
        Write("study.json", """{ "minimize": "release@1d", "maximize": ["t50"], "require": ["release@20d >= 40%"], "fix": ["Km=0.2"] }""");
        Campaign();
        Tables();
        Do("train", this["data"], "--plan", this["generator.json"], "--output", this["g.generator"]);
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(0.4));
        Surrogate.Run(
            ["train", this["data"], "--plan", this["long.json"], "--output", this["r.surrogate"], "--quiet"],
            TextWriter.Null, TextWriter.Null, soon.Token);
        kept = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(file => file, File.ReadAllBytes);
    }

    /// <summary>A campaign with four measured experiments, and the table that told them.</summary>
    void Campaign()
    {
        string folder = this["r.campaign"], table = this["r.told.csv"];
        Do("campaign", "new", folder, "--variable", "size=80..200nm", "--variable", "polymer=PLGA,PCL", "--maximize", "uptake", "--require",
            "pdi <= 0.2");
        Do("campaign", "suggest", folder, "--count", "4", "--output", table);
        string[] lines = File.ReadAllLines(table);
        for (int k = 1; k < lines.Length; k++)
        {
            string[] cells = lines[k].Split(',');
            (cells[^3], cells[^2]) = (FormattableString.Invariant($"{0.5 + 0.1 * k}"), FormattableString.Invariant($"{0.1 * k}"));
            lines[k] = string.Join(',', cells);
        }

        File.WriteAllLines(table, lines);
        Do("campaign", "tell", folder, table);
    }

    /// <summary>Tables of every form, and what is made of them.</summary>
    void Tables()
    {
        string table = this["table.csv"];
        Write("table.csv", TableMutations.Table());
        Write("profiles.csv", TableMutations.Profiles());
        Write("folds.json", """{ "0": ["paper 0", "paper 1"], "1": ["paper 2", "paper 5"] }""");
        Write("generator.json", Generator);
        Write("policy.json", Policy);
        SpreadsheetSample.Write(this["table.xlsx"], [.. File.ReadLines(table).Take(14).Select(line => line.Split(','))]);
        Do("table", "describe", table, "--save-recipe", this["recipe.json"]);
        Do("table", "learn", table, "--target", "EE", "--learners", "ridge", "--exclude", "class", "--output", this["ridge.model"]);
        Do("table", "learn", table, "--target", "class", "--learners", "random-forest", "--features", "size", "zeta", "--output",
            this["forest.model"]);
        Do("table", "predict", this["ridge.model"], table, "--output", this["table.parquet"]);
    }

    readonly Dictionary<string, byte[]> kept;

    /// <summary>Files that are not as they were made, but for one; those that cases go on with may change.</summary>
    /// <param name="but">The spoiled one; null where the command line is spoiled, which may then name a new file here.</param>
    public IEnumerable<string> Changed(string? but)
    {
        string[] now = [.. Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Where(file => !GoesOn(file) && file != but)];
        return now.Where(file => kept.TryGetValue(file, out byte[]? bytes)
            ? !File.ReadAllBytes(file).AsSpan().SequenceEqual(bytes) : but is not null)
            .Concat(kept.Keys.Where(file => file != but && !GoesOn(file) && !File.Exists(file)));
    }

    /// <summary>Makes every file again what it was.</summary>
    public void Restore(string? spoiled)
    {
        bool resumed = spoiled is not null && GoesOn(spoiled);
        foreach (string file in Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Where(file => !kept.ContainsKey(file)))
            File.Delete(file);
        foreach ((string file, byte[] bytes) in kept.Where(each => each.Key == spoiled || resumed && GoesOn(each.Key)))
            File.WriteAllBytes(file, bytes);
    }

    /// <summary>Whether it belongs to what a command goes on with, and so may change.</summary>
    public bool GoesOn(string file) => Path.GetRelativePath(Folder, file).StartsWith("r.", StringComparison.Ordinal);

    /// <summary>Where they lie.</summary>
    public string Folder { get; }

    /// <summary>Path of one.</summary>
    public string this[string name] => Path.Combine(Folder, name);

    void Write(string name, string text) => File.WriteAllText(this[name], text);

    /// <summary>Runs a command that has to end well.</summary>
    public static void Do(params string[] words)
    {
        using var error = new StringWriter();
        int code = Surrogate.Run([.. words, "--quiet"], TextWriter.Null, error);
        if (code != Surrogate.Done)
            throw new InvalidOperationException($"surrogate {string.Join(' ', words)} ended with {code}: {error}");
    }
}
