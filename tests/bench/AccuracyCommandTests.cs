using System.CommandLine;
using System.Text.Json;
using SurrogateEngine.Baselines;
using SurrogateEngine.Bench.Accuracy;
using SurrogateEngine.Tests.Cli;

namespace SurrogateEngine.Tests.Benches;

public sealed class AccuracyCommandTests
{
    [Test]
    public void A_surrogate_from_nothing_stands_beside_the_baselines()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["plan.json"], """
            { "network": { "width": 32 }, "schedule": { "epochs": 1000, "patience": 0 }, "data": { "epoch_rows": 8192 } }
            """);
        var (code, lines, _) = Run(
            "--problem", "p1", "--minutes", "0.02", "--plan", folder["plan.json"], "--unseen", "256", "--curves", "400", "--trees", "20",
            "--terms", "60", "--json");
        code.ShouldBe(0);
        JsonElement[] rows = [.. lines.Select(line => JsonDocument.Parse(line).RootElement)];
        string[] expected = Xgboost.IsInstalled ? ["surrogate", "xgboost", "polynomial chaos", "mean curve"]
            : ["surrogate", "polynomial chaos", "mean curve"];
        rows.Select(row => row.GetProperty("who").GetString()).ShouldBe(expected);
        foreach (JsonElement row in rows)
        {
            double mean = Number(row, "rel_l2_mean"), late = Number(row, "rel_l2_p99"), worst = Number(row, "rel_l2_max");
            mean.ShouldBeGreaterThan(0);
            late.ShouldBeGreaterThan(mean);
            worst.ShouldBeGreaterThanOrEqualTo(late);
            Number(row, "seconds").ShouldBeGreaterThanOrEqualTo(0);
            Number(row, "train_curves").ShouldBeGreaterThan(0);
        }

        // Whoever learns anything beats the mean curve by far.
        Number(rows[^2], "rel_l2_mean").ShouldBeLessThan(Number(rows[^1], "rel_l2_mean") / 5);
    }

    [Test]
    public void People_get_a_table()
    {
        var (code, lines, _) = Run("--problem", "p1", "--baselines-only", "--unseen", "64", "--curves", "100", "--trees", "2", "--terms",
            "10");
        code.ShouldBe(0);
        lines[0].ShouldStartWith("p1, 64 unseen formulations");
        lines[^1].ShouldStartWith("mean curve");
    }

    [TestCase("--minutes", "0")]
    [TestCase("--unseen", "0")]
    [TestCase("--plan", "no-such.json")]
    public void What_cannot_work_is_refused(string option, string value) => Run(option, value).Code.ShouldBe(1);

    static double Number(JsonElement row, string key) => row.GetProperty(key).GetDouble();

    static (int Code, string[] Lines, string Error) Run(params string[] words)
    {
        using StringWriter output = new(), error = new();
        int code = AccuracyCommand.Create().Parse(words).Invoke(new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries), error.ToString());
    }
}
