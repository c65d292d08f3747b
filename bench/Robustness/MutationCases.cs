namespace SurrogateEngine.Bench.Robustness;

/// <summary>One spoiled input and the command that meets it.</summary>
/// <param name="Kind">What was spoiled.</param>
/// <param name="Words">The command line.</param>
/// <param name="File">The spoiled file; null where the command line itself is.</param>
/// <param name="Content">What stands in it now.</param>
sealed record MutationCase(string Kind, string[] Words, string? File, byte[] Content);

/// <summary>Draws spoiled inputs: every file that the product reads, and every option that it takes.</summary>
sealed class MutationCases
{
    readonly MutationSamples samples;
    readonly string output;
    readonly (string Kind, string File, string[] Words)[] files;
    readonly string[][] lines;

    /// <param name="samples">Whole inputs.</param>
    /// <param name="output">Folder that commands write into.</param>
    /// <param name="only">Beginnings of the commands that are met, such as <c>table</c> or <c>train --task</c>; empty for all.</param>
    public MutationCases(MutationSamples samples, string output, IReadOnlyList<string> only)
    {
        (this.samples, this.output) = (samples, output);
        files = [.. Files.Concat(TableMutations.Files).Where(one => IsMet(one.Words))];
        lines = [.. Lines.Concat(TableMutations.Lines).Where(IsMet)];
        if (files.Length == 0 || lines.Length == 0)
            throw new RefusedException($"mutations --only {string.Join(' ', only)}: no spoiled file or no spoiled line is left; name a verb.");

        bool IsMet(string[] words) => only.Count == 0 || only.Any(one => string.Join(' ', words).StartsWith(one, StringComparison.Ordinal));
    }

    static readonly (string Kind, string File, string[] Words)[] Files =
    [
        ("scenario", "scenario.json", ["simulate", "{file}", "--output", "{out}/data"]),
        ("scenario", "heated.json", ["simulate", "{file}", "--output", "{out}/data"]),
        ("plan", "plan.json", ["train", "{in}/data", "--plan", "{file}", "--show-plan"]),
        ("plan", "plan.json", ["train", "{in}/data", "--plan", "{file}", "--output", "{out}/t.surrogate"]),
        ("formulations", "formulations.csv", ["predict", "{in}/s.surrogate", "{file}", "--output", "{out}/c.csv"]),
        ("curves", "curves.csv", ["predict", "{in}/s.surrogate", "{file}", "--output", "{out}/c.parquet"]),
        ("parquet", "curves.parquet", ["predict", "{in}/s.surrogate", "{file}", "--output", "{out}/c.csv"]),
        ("profile", "profile.csv", ["fit", "{in}/s.surrogate", "{file}", "--no-check", "--output", "{out}/fit.csv"]),
        ("profile", "profile.csv",
            ["predict", "{in}/s.surrogate", "{in}/formulations.csv", "--times-from", "{file}", "--output", "{out}/c.csv"]),
        ("profile", "profile.csv", ["data", "check", "{file}"]),
        ("profile", "profile.csv", ["fit", "{file}", "--models", "weibull", "higuchi+tlag", "--output", "{out}/fit.csv"]),
        ("profile", "profile.csv", ["compare", "{in}/profile.csv", "{file}"]),
        ("spreadsheet", "profile.xlsx", ["data", "check", "{file}", "--save-mapping", "{out}/m.json"]),
        ("mapping", "mapping.json", ["fit", "{in}/profile.csv", "--mapping", "{file}", "--models", "zero-order"]),
        ("study", "study.json",
            ["screen", "{in}/s.surrogate", "--study", "{file}", "--candidates", "500", "--top", "3", "--output", "{out}/b.csv"]),
        ("campaign", "r.campaign/campaign.json", ["campaign", "status", "{in}/r.campaign"]),
        ("campaign", "r.campaign/experiments.csv", ["campaign", "status", "{in}/r.campaign", "--plot", "{out}/p.svg"]),
        ("campaign", "r.campaign/experiments.csv", ["campaign", "suggest", "{in}/r.campaign", "--count", "1", "--output", "{out}/n.csv"]),
        ("campaign", "r.told.csv", ["campaign", "tell", "{in}/r.campaign", "{file}"]),
        ("manifest", "data/manifest.json", ["evaluate", "{in}/s.surrogate", "{in}/data"]),
        ("manifest", "data/manifest.json", ["train", "{in}/data", "--plan", "{in}/plan.json", "--output", "{out}/t.surrogate"]),
        ("shard", "data/shard-00000.parquet", ["evaluate", "{in}/s.surrogate", "{in}/data", "--all"]),
        ("surrogate", "s.surrogate", ["predict", "{file}", "{in}/formulations.csv", "--output", "{out}/c.csv"]),
        ("surrogate", "s.surrogate", ["train", "{in}/data", "--from", "{file}", "--plan", "{in}/plan.json", "--show-plan"]),
        ("checkpoint", "r.run/last.checkpoint",
            ["train", "{in}/data", "--plan", "{in}/long.json", "--output", "{in}/r.surrogate", "--resume"]),
        ("run plan", "r.run/plan.json", ["train", "{in}/data", "--plan", "{in}/long.json", "--output", "{in}/r.surrogate", "--resume"]),
        ("run metrics", "r.run/metrics.jsonl",
            ["train", "{in}/data", "--plan", "{in}/long.json", "--output", "{in}/r.surrogate", "--resume"]),
    ];

    static readonly string[][] Lines =
    [
        ["simulate", "{in}/scenario.json", "--output", "{out}/data", "--samples", "20", "--seed", "7"],
        ["simulate", "burst-erosion", "--output", "{out}/data", "--samples", "20", "--device", "host"],
        ["train", "{in}/data", "--output", "{out}/t.surrogate", "--epochs", "1", "--width", "8", "--depth", "1", "--batch", "32", "--network",
            "residual-mlp", "--learning-rate", "0.005", "--optimizer", "adam", "--features", "ratios", "--seed", "2", "--device", "cpu"],
        ["train", "{in}/data", "--output", "{out}/t.surrogate", "--seconds", "0.2", "--width", "8", "--basis", "pod", "--plan",
            "{in}/plan.json"],
        ["train", "{in}/scenario.json", "--output", "{out}/t.surrogate", "--epochs", "1", "--seconds", "0.2", "--width", "8", "--monotone"],
        ["evaluate", "{in}/s.surrogate", "{in}/data", "--all", "--report", "{out}/r.html"],
        ["predict", "{in}/s.surrogate", "{in}/formulations.csv", "--output", "{out}/c.csv", "--bands", "0.5", "--times", "12h,1,2,5d"],
        ["predict", "{in}/s.surrogate", "--template", "{out}/f.csv", "--force"],
        ["fit", "{in}/s.surrogate", "{in}/profile.csv", "--fix", "phi=0.2", "kb=1 1/d", "ks=0.05 1/d", "Vm=0.02 1/d", "--time-unit", "d",
            "--release-unit", "percent", "--report", "{out}/r.html"],
        ["fit", "{in}/s.surrogate", "bsa-chitosan-pcl", "--fix", "phi=0.2", "kb=1 1/d", "ks=0.05 1/d", "Vm=0.02 1/d", "--no-check"],
        ["fit", "{in}/profile.csv", "--models", "weibull,higuchi", "--weights", "1/y", "--report", "{out}/r.html", "--plot", "{out}/p.svg"],
        ["fit", "{in}/profile.csv", "--model", "burst-erosion", "--range", "phi=0.05..0.6", "--report", "{out}/r.html"],
        ["simulate", "burst-erosion", "--set", "phi=0.3", "kb=2", "--output", "{out}/c.csv", "--plot", "{out}/p.svg"],
        ["simulate", "burst-erosion", "--sweep", "phi=0.1..0.4", "--output", "{out}/c.parquet"],
        ["simulate", "--compare", "burst-erosion", "plga-local", "--plot", "{out}/p.svg"],
        ["data", "check", "{in}/profile.csv", "--time-column", "time [d]", "--save-mapping", "{out}/m.json"],
        ["compare", "{in}/profile.csv", "letrozole-plga", "--rule", "fda", "--samples", "100"],
        ["carriers", "plga-nanoparticle", "--set", "diameter=200nm", "lactide=0.75"],
        ["design", "{in}/s.surrogate", "--release", "5d=40%", "--at-most", "1d=30%", "--designs", "1", "--output", "{out}/d.csv"],
        ["screen", "{in}/s.surrogate", "--candidates", "500", "--maximize", "t50", "--require", "release@1d <= 30%", "--top", "3",
            "--output", "{out}/b.csv"],
        ["campaign", "new", "{out}/c", "--variable", "size=80..200nm", "--variable", "kd=0.01..10", "--maximize", "uptake"],
        ["campaign", "status", "{in}/r.campaign"],
        ["fit", "{in}/profile.csv", "--until", "10d", "--forecast", "40d", "--models", "weibull", "--output", "{out}/f.csv"],
        ["models", "--pages", "{out}/pages"],
        ["export", "{in}/s.surrogate", "--onnx", "{out}/s.onnx"],
        ["models", "burst-erosion"],
        ["init", "plga-sphere", "--output", "{out}/s.json"],
        ["init", "burst-erosion", "--output", "-"],
        ["devices"],
        ["quickstart", "--output", "{out}/q", "--samples", "0", "--seconds", "0.5", "--seed", "1", "--profile", "letrozole-plga"],
    ];

    /// <summary>The case of a seed and a number.</summary>
    public MutationCase Draw(ulong seed, long number)
    {
        var random = new Random((int)(SplitMix64.Hash(seed, (ulong)number) & int.MaxValue));
        return random.Next(4) == 0 ? Words(random) : File(random);
    }

    MutationCase Words(Random random)
    {
        List<string> words = [.. Filled(lines[random.Next(lines.Length)], "")];
        for (int times = random.Next(1, 3); times > 0; times--)
        {
            int at = random.Next(words.Count);
            switch (random.Next(6))
            {
                case 0: words.RemoveAt(at); break;
                case 1: words.Insert(random.Next(words.Count), words[at]); break;
                case 2: words[at] = words[random.Next(words.Count)]; break;
                default: words[at] = Mutations.Value(words[at], random); break;
            }

            if (words.Count == 0)
                break;
        }

        return new("options", [.. words.Where(word => !Path.IsPathRooted(word) || IsOurs(word)), "--json"], null, []);
    }

    // A word is never turned into a path that leads elsewhere.
    bool IsOurs(string word) =>
        word.StartsWith(samples.Folder, StringComparison.Ordinal) || word.StartsWith(output, StringComparison.Ordinal);

    MutationCase File(Random random)
    {
        (string kind, string name, string[] words) = files[random.Next(files.Length)];
        string path = samples[name];
        byte[] content = System.IO.File.ReadAllBytes(path);
        bool isText = Path.GetExtension(name) is ".json" or ".csv";
        for (int times = random.Next(1, 4); times > 0; times--)
            content = !isText || random.Next(5) == 0 ? Mutations.Bytes(content, random) : OfText(content, name, random);
        return new(kind, [.. Filled(words, path), "--json"], path, content);
    }

    static byte[] OfText(byte[] content, string name, Random random)
    {
        string text = System.Text.Encoding.UTF8.GetString(content);
        bool isJson = name.EndsWith(".json", StringComparison.Ordinal) && random.Next(4) > 0;
        return System.Text.Encoding.UTF8.GetBytes(isJson ? Mutations.Json(text, random) : Mutations.Lines(text, random));
    }

    IEnumerable<string> Filled(string[] words, string file) => words.Select(word => word
        .Replace("{file}", file, StringComparison.Ordinal)
        .Replace("{in}", samples.Folder, StringComparison.Ordinal)
        .Replace("{out}", output, StringComparison.Ordinal));
}
