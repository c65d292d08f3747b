namespace SurrogateEngine.Bench.Robustness;

/// <summary>Spoiled inputs of tables, explanations, generated designs, policies, designs of a scenario, and of training that goes on
/// from another surrogate.</summary>
static class TableMutations
{
    /// <summary>What is spoiled, which file, and the command that reads it.</summary>
    public static readonly (string Kind, string File, string[] Words)[] Files =
    [
        ("table", "table.csv", ["table", "describe", "{file}", "--target", "EE", "--save-recipe", "{out}/r.json", "--plot", "{out}/p.svg"]),
        ("table", "table.csv", ["table", "split", "{file}", "--output", "{out}/parts.csv", "--group", "reference", "--stratify", "class"]),
        ("table", "table.csv", ["table", "learn", "{file}", "--target", "EE", "--group", "reference", "--learners", "ridge", "neighbors",
            "--folds", "3", "--output", "{out}/e.model"]),
        ("table", "table.csv",
            ["table", "learn", "{file}", "--target", "class", "--learners", "svm", "--folds", "2", "--tune", "2", "--exclude", "EE"]),
        ("table", "table.csv", ["table", "predict", "{in}/ridge.model", "{file}", "--output", "{out}/p.csv"]),
        ("table", "table.csv", ["table", "predict", "{in}/forest.model", "{file}", "--output", "{out}/p.parquet"]),
        ("table", "table.csv", ["table", "compare", "{file}", "--value", "EE", "--by", "polymer", "--plot", "{out}/p.svg"]),
        ("table", "table.csv", ["table", "compare", "{file}", "--value", "EE", "--by", "polymer", "class", "--on", "size", "zeta"]),
        ("table", "table.csv", ["table", "cluster", "{file}", "--columns", "size", "zeta", "-k", "2", "--against", "polymer", "--output",
            "{out}/c.csv", "--plot", "{out}/p.svg"]),
        ("table", "table.csv", ["table", "report", "{file}", "--features", "size", "zeta", "--target", "class", "--value", "EE", "--by",
            "polymer", "--policy-steps", "0", "--report", "{out}/r.html"]),
        ("table", "table.csv", ["explain", "{in}/ridge.model", "--data", "{file}", "--report", "{out}/card.html"]),
        ("table", "table.csv", ["explain", "{file}", "--target", "EE", "--learner", "ridge", "--features", "size", "zeta", "--plot",
            "{out}/why.svg"]),
        ("profiles", "profiles.csv", ["table", "learn", "{file}", "--target", "release", "--profile", "id", "--profile-time", "time",
            "--early", "0.5", "1", "--derive", "progress = sqrt(time) / size", "--learners", "ridge", "--folds", "3"]),
        ("profiles", "profiles.csv", ["table", "learn", "{file}", "--target", "release", "--profile", "id", "--profile-time", "time",
            "--release-kind", "--learners", "neighbors", "--folds", "2"]),
        ("table parquet", "table.parquet", ["table", "describe", "{file}"]),
        ("table spreadsheet", "table.xlsx", ["table", "describe", "{file}", "--plot", "{out}/p.svg"]),
        ("recipe", "recipe.json", ["table", "describe", "{in}/table.csv", "--recipe", "{file}"]),
        ("recipe", "recipe.json", ["table", "cluster", "{in}/table.csv", "--recipe", "{file}", "--columns", "size", "zeta", "-k", "2"]),
        ("folds", "folds.json", ["table", "learn", "{in}/table.csv", "--target", "EE", "--group", "reference", "--fold-file", "{file}",
            "--learners", "ridge"]),
        ("table model", "ridge.model", ["table", "predict", "{file}", "{in}/table.csv", "--output", "{out}/p.csv"]),
        ("table model", "forest.model", ["explain", "{file}", "--data", "{in}/table.csv", "--plot", "{out}/why.svg"]),
        ("generator", "g.generator", ["generate", "{file}", "--release", "5d=40%", "--designs", "2", "--output", "{out}/d.csv"]),
        ("wanted", "profile.csv", ["generate", "{in}/g.generator", "--target", "{file}", "--designs", "2", "--output", "{out}/d.csv"]),
        ("generator plan", "generator.json", ["train", "{in}/data", "--plan", "{file}", "--output", "{out}/g.generator"]),
        ("generator plan", "generator.json", ["train", "{in}/data", "--task", "gan", "--plan", "{file}", "--show-plan"]),
        ("policy plan", "policy.json", ["train", "{in}/s.surrogate", "--plan", "{file}", "--maximize", "t50", "--levels", "3", "--budget",
            "2", "--output", "{out}/p.policy"]),
        ("scenario", "scenario.json", ["design", "{file}", "--release", "5d=40%", "--designs", "1", "--output", "{out}/d.csv"]),
        ("scenario", "scenario.json", ["screen", "{file}", "--maximize", "t50", "--candidates", "50", "--top", "2", "--output",
            "{out}/b.csv"]),
        ("manifest", "data/manifest.json", ["train", "{in}/data", "--from", "{in}/s.surrogate", "--replay", "{in}/data", "--epochs", "1",
            "--output", "{out}/t.surrogate"]),
        ("surrogate", "s.surrogate", ["train", "{in}/data", "--from", "{file}", "--replay", "20", "--epochs", "1", "--output",
            "{out}/t.surrogate"]),
        ("surrogate", "s.surrogate", ["explain", "{file}", "--samples", "16", "--plot", "{out}/why.svg"]),
    ];

    /// <summary>Command lines whose words are spoiled.</summary>
    public static readonly string[][] Lines =
    [
        ["table", "describe", "{in}/table.csv", "--target", "EE", "--recipe", "{in}/recipe.json", "--save-recipe", "{out}/r.json"],
        ["table", "split", "{in}/table.csv", "--output", "{out}/parts.csv", "--test", "0.2", "--validation", "0.1", "--seed", "3"],
        ["table", "learn", "{in}/table.csv", "--target", "EE", "--exclude", "class", "--learners", "ridge", "lasso", "--folds", "3",
            "--tune", "2", "--tune-seconds", "0.5", "--seed", "2", "--output", "{out}/e.model"],
        ["table", "learn", "{in}/table.csv", "--target", "EE", "--threshold", "60", "--log", "--features", "size", "zeta", "--learners",
            "neighbors", "--fold-column", "polymer"],
        ["table", "learn", "{in}/table.csv", "--target", "EE", "--learners", "ridge", "--time-column", "size", "--folds", "3",
            "--derive", "part = size / (zeta + 100)", "whole = log(size) * 2"],
        ["table", "learn", "{in}/profiles.csv", "--target", "release", "--profile", "id", "--profile-time", "time", "--early", "0.5", "1",
            "--learners", "ridge", "--group", "id"],
        ["table", "predict", "{in}/forest.model", "{in}/table.csv", "--interval", "0.8", "--output", "{out}/p.csv"],
        ["table", "compare", "{in}/table.csv", "--value", "EE", "--by", "class", "--pair", "reference", "--confidence", "0.9"],
        ["table", "compare", "{in}/table.csv", "--value", "EE", "--on", "size", "zeta", "--plot", "{out}/p.png"],
        ["table", "compare", "--summary", "A:7:90:3", "B:7:85:4", "C:7:88:3.5"],
        ["table", "cluster", "{in}/table.csv", "--columns", "size", "zeta", "--method", "ward", "-k", "3", "--against", "class"],
        ["table", "report", "{in}/table.csv", "--features", "size", "zeta", "EE", "--target", "class", "--value", "EE", "--by", "polymer",
            "--policy-steps", "50", "-k", "2"],
        ["table", "sample", "study", "--rows", "30", "--output", "{out}/s.csv", "--seed", "2"],
        ["table", "sample", "clusters", "--rows", "30", "--output", "{out}/s.csv"],
        ["explain", "{in}/table.csv", "--target", "EE", "--learner", "neighbors", "--features", "size", "zeta", "--group", "reference",
            "--together", "size+zeta", "--line", "7", "--bias-by", "polymer"],
        ["explain", "{in}/s.surrogate", "--samples", "16", "--set", "phi=0.2", "--report", "{out}/why.html"],
        ["generate", "{in}/g.generator", "--release", "1d=20%", "5d=40%", "--require", "phi <= 0.4", "--designs", "2", "--tolerance", "5"],
        ["generate", "{in}/g.generator", "--target", "{in}/profile.csv", "--toward", "{in}/profile.csv", "-n", "2", "--plot", "{out}/p.svg"],
        ["train", "{in}/data", "--task", "vae", "--epochs", "1", "--width", "8", "--depth", "1", "--output", "{out}/g.generator"],
        ["train", "{in}/data", "--task", "gan", "--epochs", "1", "--width", "8", "--depth", "1", "--output", "{out}/g.generator"],
        ["train", "{in}/s.surrogate", "--task", "policy", "--plan", "{in}/policy.json", "--maximize", "t50", "--minimize", "release@1d",
            "--levels", "3", "--budget", "2", "--hidden", "phi", "--output", "{out}/p.policy"],
        ["train", "{in}/data", "--from", "{in}/s.surrogate", "--replay", "40", "--epochs", "1", "--freeze", "1", "--output",
            "{out}/t.surrogate"],
        ["design", "{in}/scenario.json", "--release", "5d=40%", "--at-most", "1d=30%", "--designs", "1", "--fix", "phi=0.2"],
        ["screen", "{in}/scenario.json", "--maximize", "t50", "--require", "release@1d <= 30%", "--candidates", "50", "--top", "2"],
    ];

    /// <summary>A table as laboratories write them: some cells in words, some missing, a paper for every few rows.</summary>
    public static string Table()
    {
        string[] polymers = ["PLGA", "PCL", "PLA"];
        IEnumerable<string> rows = Enumerable.Range(0, 36).Select(k =>
        {
            double size = 90 + 7 * (k * 5 % 17), zeta = -25 + k * 11 % 23, efficiency = 40 + 0.2 * size - 0.5 * zeta + k * 7 % 5;
            string first = k switch { 4 => "~100", 9 => "", 13 => "'131", 20 => "183.3 +/- 1.5", _ => FormattableString.Invariant($"{size}") };
            return FormattableString.Invariant(
                $"paper {k / 4},{polymers[k % 3]},{first},{zeta},{efficiency},{(efficiency > 68 ? "high" : "low")}");
        });
        return string.Join('\n', rows.Prepend("reference,polymer,size (nm),zeta (mV),EE (%),class")) + "\n";
    }

    /// <summary>A row for each time of twelve profiles.</summary>
    public static string Profiles()
    {
        double[] times = [0, 0.5, 1, 3, 7, 14];
        IEnumerable<string> rows = Enumerable.Range(0, 12).SelectMany(k => times.Select(t => FormattableString.Invariant(
            $"p{k},{80 + 9 * k},{t},{(1 - Math.Exp(-(0.05 + 0.04 * (k % 5)) * t)) * 0.9:F4}")));
        return string.Join('\n', rows.Prepend("id,size (nm),time,release")) + "\n";
    }
}
