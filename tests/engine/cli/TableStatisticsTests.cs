using System.Text.Json;
using SurrogateEngine.Cli;
using SurrogateEngine.Statistics;
using SurrogateEngine.Tests.Engine.Core.Statistics;
using SurrogateEngine.Trainers.Tabular;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Tests.Cli;

/// <summary>Groups compared, clusters, the study's seven tables: requirements 003.08, 003.10 to 003.15.</summary>
public sealed class TableStatisticsTests
{
    static string Plants(TemporaryFolder folder)
    {
        string[] rows = [.. ReferenceValues.Groups("plants").SelectMany(group => group.Values.Select((value, i) =>
            $"{value},{group.Name},{i % 2},{i}"))];
        File.WriteAllLines(folder["plants.csv"], ["weight (g),group,shade,pot", .. rows]);
        return folder["plants.csv"];
    }

    [TestCase("7", 3.5705, 0.04943)]
    [TestCase("8", 4.0805, 0.03183)]
    public void Variance_is_analyzed_from_printed_figures_003_14(string count, double f, double p)
    {
        JsonElement between = Cli.Run("table", "compare", "--summary", $"A:{count}:90:3", $"B:{count}:85:4",
            $"C:{count}:88:3.5", "--json").Json
            .GetProperty("anova").GetProperty("between");
        between.GetProperty("f").GetDouble().ShouldBe(f, 5e-5);
        between.GetProperty("probability").GetDouble().ShouldBe(p, 5e-6);
    }

    [Test]
    public void Groups_of_a_file_are_compared_as_by_r_003_08()
    {
        using var folder = new TemporaryFolder();
        string file = Plants(folder);
        Cli.Outcome shown = Cli.Run("table", "compare", file, "--value", "weight", "--by", "group", "--plot", folder["groups.svg"]);

        shown.Code.ShouldBe(CommandLine.Done, shown.Error);
        shown.Out.ShouldContain("weight differs by group: F(2, 27) = 4.8461, p 0.0159; it explains 26.4 % of the variance");
        shown.Out.ShouldContain("1 of 3 pairs differ by Tukey's test: trt1 and trt2 (p 0.012).");
        shown.Out.Split('\n').Where(line => line.StartsWith('│')).ShouldAllBe(line => line.TrimEnd().Length <= 80);
        File.ReadAllText(folder["groups.svg"]).ShouldContain("interval of the mean");
        JsonElement json = Cli.Run("table", "compare", file, "--value", "weight", "--by", "group", "--json").Json;
        json.GetProperty("anova").GetProperty("between").GetProperty("f").GetDouble().ShouldBe(ReferenceValues.Of("plants.anova")[2], 1e-8);
        json.GetProperty("groups").GetArrayLength().ShouldBe(3);
    }

    [Test]
    public void Two_factors_pairs_and_numbers_are_compared()
    {
        using var folder = new TemporaryFolder();
        string file = Plants(folder);
        Cli.Run("table", "compare", file, "--value", "weight", "--by", "group", "shade").Out.ShouldContain("group x shade");
        JsonElement two = Cli.Run("table", "compare", file, "--value", "weight", "--by", "shade", "--json").Json;
        two.GetProperty("roc").GetProperty("area").GetDouble().ShouldBeInRange(0.4, 1);
        two.GetProperty("t_tests").GetArrayLength().ShouldBe(2);
        string[] kept = [.. File.ReadAllLines(file).Where(line => !line.Contains("ctrl"))];
        File.WriteAllLines(folder["pairs.csv"], kept);
        JsonElement pairs = Cli.Run("table", "compare",
            folder["pairs.csv"], "--value", "weight", "--by", "group", "--pair", "pot", "--json").Json;
        (string Name, double[] Values)[] plants = ReferenceValues.Groups("plants");
        pairs.GetProperty("t_tests")[2].GetProperty("t").GetDouble().ShouldBe(TTest.Paired(plants[2].Values, plants[1].Values).T, 1e-10);
        string on = Cli.Run("table", "compare", file, "--value", "weight", "--on", "pot").Out;
        on.ShouldContain("Spearman");
        on.ShouldContain("The regression explains");
    }

    /// <summary>The study's second and third center lie within a third of the population's scatter of each other.</summary>
    [Test]
    public void The_studys_clusters_are_said_to_overlap_003_12()
    {
        using var folder = new TemporaryFolder();
        Cli.Run("table", "sample", "clusters", "-n", "180", "-o", folder["clusters.csv"]).Code.ShouldBe(CommandLine.Done);
        JsonElement json = Cli.Run("table", "cluster", folder["clusters.csv"], "-k", "3", "--against", "planted", "--json").Json;

        JsonElement[] clusters = [.. json.GetProperty("clusters").EnumerateArray()];
        clusters.Length.ShouldBe(3);
        clusters.Sum(cluster => cluster.GetProperty("rows").GetInt32()).ShouldBe(180);
        double[] sizes = [.. clusters.Select(cluster => cluster.GetProperty("center")[0].GetDouble()).Order()];
        sizes[0].ShouldBe(110, 4);
        sizes[2].ShouldBe(128, 5);
        json.GetProperty("adjusted_rand_index").GetDouble().ShouldBeLessThan(0.8);
        JsonElement[] overlapping = [.. json.GetProperty("pairs").EnumerateArray().Where(pair => pair.GetProperty("overlap").GetBoolean())];
        overlapping.Length.ShouldBe(1);
        json.GetProperty("sentences").EnumerateArray().Select(one => one.GetString()!).ShouldContain(one =>
            one.Contains("overlap: between their centers"));
    }

    [TestCase("kmeans")]
    [TestCase("ward")]
    public void Clusters_apart_are_found_and_written(string method)
    {
        using var folder = new TemporaryFolder();
        var draws = new RandomStream(4);
        File.WriteAllLines(folder["apart.csv"], ["a,b,kind", .. Enumerable.Range(0, 90)
            .Select(i => FormattableString.Invariant($"{10 * (i / 30) + draws.Normal()},{(i / 30 == 1 ? 12 : 0) + draws.Normal()},kind{i / 30}"))]);
        Cli.Outcome found = Cli.Run("table", "cluster", folder["apart.csv"], "--method", method, "--against", "kind", "-o",
            folder["labels.csv"],
            "--plot", folder["apart.svg"], "--json");

        found.Json.GetProperty("adjusted_rand_index").GetDouble().ShouldBeGreaterThan(0.95);
        found.Json.GetProperty("clusters").GetArrayLength().ShouldBe(3);
        found.Json.GetProperty("pairs").EnumerateArray().ShouldAllBe(pair => !pair.GetProperty("overlap").GetBoolean());
        Cli.Table(folder["labels.csv"]).Length.ShouldBe(91);
        File.ReadAllText(folder["apart.svg"]).ShouldContain("What components are made of");
    }

    /// <summary>Means and deviations of 4,000 formulations lie within four standard errors of the printed ones.</summary>
    [Test]
    public void The_studys_population_has_its_means_and_deviations_003_10()
    {
        TabularData drawn = StudyPopulation.Draw(4000);
        foreach ((string name, double mean, double deviation) in new[] { ("size", 120.0, 15.0), ("charge", 25, 5), ("EE", 85, 8),
            ("release_time", 12, 3) })
        {
            Description of = Description.Of(drawn[name].Values);
            of.Mean.ShouldBe(mean, 4 * deviation / Math.Sqrt(4000), name);
            of.Deviation.ShouldBe(deviation, 0.06 * deviation, name);
        }

        drawn["EE"].Values.ShouldAllBe(value => value > 0 && value < 100);
        drawn["release_time"].Values.ShouldAllBe(value => value > 0);
        StudyPopulation.Draw(10)["EE"].Values.ShouldBe(StudyPopulation.Draw(10)["EE"].Values);
    }

    [Test]
    public void The_seven_tables_are_made_of_one_file_003_10_to_003_15()
    {
        using var folder = new TemporaryFolder();
        Cli.Run("table", "sample", "study", "-n", "60", "-o", folder["study.csv"]);
        Cli.Outcome made = Cli.Run("table", "report", folder["study.csv"], "--report",
            folder["study.html"], "--policy-steps", "1024", "--json");

        made.Code.ShouldBe(CommandLine.Done, made.Error);
        JsonElement[] tables = [.. made.Json.GetProperty("tables").EnumerateArray()];
        tables.Select(table => table.GetProperty("number").GetInt32()).ShouldBe([1, 2, 3, 4, 5, 6, 7]);
        tables[0].GetProperty("rows").GetArrayLength().ShouldBe(4);
        tables[0].GetProperty("columns").EnumerateArray().Last().GetString().ShouldBe("published");
        tables[1].GetProperty("rows").EnumerateArray().Select(row => row[0].GetString())
            .ShouldBe(["random forest", "support vector machine", "gradient boosting (LightGBM)", "multilayer perceptron", "reinforcement learning (PPO)",
                "mean predictor"], ignoreOrder: true);
        tables[2].GetProperty("rows").GetArrayLength().ShouldBe(3);
        tables[3].GetProperty("rows").EnumerateArray().Sum(row => row[1].GetDouble()).ShouldBe(100, 1e-6);
        tables[3].GetProperty("rows").EnumerateArray().Sum(row => row[3].GetDouble()).ShouldBe(100, 1e-6);
        tables[4].GetProperty("rows")[0][5].GetDouble().ShouldBeInRange(0, 1);
        JsonElement forest = tables[5].GetProperty("rows").EnumerateArray().First(row => row[0].GetString() == "random-forest");
        forest[1].GetDouble().ShouldBeInRange(forest[2].GetDouble(), forest[3].GetDouble());
        string page = File.ReadAllText(folder["study.html"]);
        page.ShouldContain("4. Importances by a random forest");
        page.ShouldContain("no equal count gives 0.045");
    }

    [TestCase("surrogate table compare: name a table and the column to compare with --value, or groups with --summary.", "compare")]
    [TestCase("surrogate table compare --summary A:1: write name:count:mean:deviation, e.g. A:7:90:3, with two values or more.", "compare", "--summary", "A:1")]
    [TestCase("surrogate table compare --summary: give two groups or more.", "compare", "--summary", "A:7:90:3")]
    [TestCase("surrogate table compare --confidence 95: give a share between 0 and 1, e.g. 0.95.", "compare", "FILE", "--value", "weight", "--by", "group", "--confidence", "95")]
    [TestCase("FILE: there is no column 'wieght'; did you mean 'weight'?", "compare", "FILE", "--value", "wieght", "--by", "group")]
    [TestCase("FILE: column 'group' holds words and numbers are needed; the first is 'ctrl'.", "compare", "FILE", "--value", "group", "--by", "shade")]
    [TestCase("surrogate table compare FILE: say by which column rows are grouped with --by, or on which numbers the value may depend with --on.", "compare", "FILE", "--value", "weight")]
    [TestCase("surrogate table compare --by: one or two columns can be compared at once, not 3.", "compare", "FILE", "--value", "weight", "--by", "group", "shade", "pot")]
    [TestCase("surrogate table cluster --method wrad: there is no such method; did you mean 'ward'?", "cluster", "FILE", "--method", "wrad")]
    [TestCase("surrogate table cluster --clusters 0: give 1 or more.", "cluster", "FILE", "-k", "0")]
    [TestCase("surrogate table sample stdy: there is no such table; did you mean 'study'?", "sample", "stdy", "-o", "OUT")]
    [TestCase("surrogate table sample --rows 1: give 3 or more.", "sample", "study", "-n", "1", "-o", "OUT")]
    [TestCase("FILE: name two columns of numbers or more with --features; the study's own, size, charge, EE, release_time, are not there.", "report", "FILE")]
    [TestCase("FILE: there is no column 'responder'; name the one to take with --target.", "report", "FILE", "--features", "weight", "pot")]
    public void What_cannot_be_done_is_refused_with_one_sentence(string sentence, params string[] args)
    {
        using var folder = new TemporaryFolder();
        string file = Plants(folder);
        Cli.Outcome refused = Cli.Run(["table", .. args.Select(word => word == "FILE" ? file : word == "OUT" ? folder["out.csv"] : word)]);
        refused.Code.ShouldBe(CommandLine.Refused);
        refused.Error.Trim().Replace(file, "FILE").ShouldBe(sentence);
    }
}
