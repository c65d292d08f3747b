using SurrogateEngine.Tables.Validation;
using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Tests.Engine.Core.Tables;

public sealed class TableFoldsTests
{
    [TestCase(1000, 800, 100, 100)] // 003.02
    [TestCase(433, 347, 43, 43)]
    [TestCase(10, 8, 1, 1)]
    public void Shares_are_exact(int rows, int train, int validation, int test)
    {
        var split = TableFolds.Shares(rows);

        new[] { split.Train.Length, split.Validation.Length, split.Test.Length }.ShouldBe([train, validation, test]);
        split.Train.Concat(split.Validation).Concat(split.Test).Order().ShouldBe(Enumerable.Range(0, rows));
    }

    [Test]
    public void Strata_are_as_frequent_in_every_part()
    {
        var target = TabularTarget.From(TabularColumn.Categorical("c", Enumerable.Range(0, 1000).Select(i => i % 10 == 0 ? "rare"
            : "common")));

        var split = TableFolds.Shares(1000, stratify: target);

        foreach (int[] part in new[] { split.Train, split.Validation, split.Test })
            target.Rows(part).Values.Count(value => value == 1).ShouldBe(part.Length / 10);
        foreach (TableFold fold in TableFolds.Shuffled(1000, 5, 1, target))
            target.Rows(fold.Test).Values.Count(value => value == 1).ShouldBe(20);
    }

    [Test]
    public void Groups_stay_on_one_side() // 003.02
    {
        var random = new RandomStream(1);
        int[] groups = [.. Enumerable.Range(0, 1000).Select(_ => (int)(100 * random.Unit()))];

        var split = TableFolds.Shares(1000, groups);

        Math.Abs(split.Train.Length - 800).ShouldBeLessThan(15);
        Of(split.Train).Intersect(Of(split.Validation)).ShouldBeEmpty();
        Of(split.Train).Concat(Of(split.Validation)).Intersect(Of(split.Test)).ShouldBeEmpty();
        TableFold[] folds = TableFolds.Grouped(groups, 5);
        foreach (TableFold fold in folds)
        {
            Of(fold.Train).Intersect(Of(fold.Test)).ShouldBeEmpty();
            Math.Abs(fold.Test.Length - 200).ShouldBeLessThan(20);
        }

        folds.SelectMany(fold => fold.Test).Order().ShouldBe(Enumerable.Range(0, 1000));

        IEnumerable<int> Of(int[] rows) => rows.Select(row => groups[row]).Distinct();
    }

    [Test]
    public void Rows_that_agree_in_one_of_several_columns_are_one_group()
    {
        TabularData data = new([TabularColumn.Categorical("paper", ["A", "A", "B", "C", "", ""]),
            TabularColumn.Categorical("drug", ["x", "y", "y", "z", "w", ""])]);

        TableFolds.Groups(data, ["paper", "drug"]).ShouldBe([0, 0, 0, 1, 2, 3]);
    }

    [Test]
    public void Later_rows_are_predicted_from_earlier_ones()
    {
        double[] times = [5, 1, 4, 2, 3, 3, 6, 8, 7, 9];

        TableFold[] folds = TableFolds.ByTime(TabularColumn.Numeric("t", times), 3);

        folds.ShouldAllBe(fold => fold.Train.Max(row => times[row]) < fold.Test.Min(row => times[row]));
        folds.Sum(fold => fold.Test.Length).ShouldBe(10 - folds[0].Train.Length);
    }

    [Test]
    public void Published_folds_are_read_from_a_file_and_a_group_that_is_not_there_is_named()
    {
        using var folder = new SurrogateEngine.Tests.Cli.TemporaryFolder();
        TabularColumn groups = TabularColumn.Categorical("g", ["a", "b", "a", "c"]);
        File.WriteAllText(folder["f.json"], "{\"0\": [\"a\"], \"1\": [\"b\", \"c\"]}");
        TableFolds.FromFile(folder["f.json"], groups).Select(fold => fold.Test).ShouldBe([[0, 2], [1, 3]]);

        File.WriteAllText(folder["f.json"], "{\"0\": [\"z\"]}");
        Should.Throw<RefusedException>(() => TableFolds.FromFile(folder["f.json"], groups)).Message.ShouldContain("no row has the g 'z'");
        File.WriteAllText(folder["f.json"], "[1]");
        Should.Throw<RefusedException>(() => TableFolds.FromFile(folder["f.json"], groups)).Message.ShouldContain("does not name the groups");
        foreach (string broken in (string[])["{\"0\": null}", "{\"0\": [null]}", "{}", "null"])
        {
            File.WriteAllText(folder["f.json"], broken);
            Should.Throw<RefusedException>(() => TableFolds.FromFile(folder["f.json"], groups)).Message.ShouldContain("; write {\"0\"");
        }
    }

    [Test]
    public void One_group_is_left_out_at_a_time()
    {
        TableFold[] folds = TableFolds.ByColumn(TabularColumn.Categorical("oxide", ["a", "b", "a", "c"]));

        folds.Select(fold => fold.Test).ShouldBe([[0, 2], [1], [3]]);
        folds.Select(fold => fold.Train.Length).ShouldBe([2, 3, 3]);
    }

    [Test]
    public void The_leakage_check_fires_on_mice_that_were_augmented_before_the_split()
    {
        var (features, target) = Read("data/lin-nano-tox-mice/smogn_ALT.csv", "ALT%", []);

        IReadOnlyList<string> found = LeakageCheck.Of(features, target, TableFolds.Shuffled(features.Count, 5), []);

        found.ShouldContain(one => one.Contains("copies of training rows"));
        found.ShouldContain(one => one.Contains("nearly those of training rows"));
    }

    [Test]
    public void The_leakage_check_fires_on_a_random_split_of_papers_and_not_on_one_by_papers() // 004.21
    {
        string[] groups = ["reference", "small_molecule_name"];
        var (features, target) = Read("data/goren-plga-nanoparticles/NP_dataset_formulations.csv", "EE", ["LC", "particle_size", .. groups]);
        TabularData data = SurrogateEngine.Tables.ImportedTable.Read(SharedData.File("data/goren-plga-nanoparticles/NP_dataset_formulations.csv")).Data;
        TabularColumn[] columns = [.. groups.Select(name => data[name])];

        IReadOnlyList<string> random = LeakageCheck.Of(features, target, TableFolds.Shuffled(features.Count, 5), columns);
        IReadOnlyList<string> grouped = LeakageCheck.Of(features, target, TableFolds.Grouped(TableFolds.Groups(data, groups), 5), columns);

        random[0].ShouldContain("of the test rows have a 'reference' that training rows have too");
        random[1].ShouldContain("'small_molecule_name'");
        grouped.ShouldNotContain(one => one.Contains("'reference'") || one.Contains("'small_molecule_name'"));
    }

    static (TabularData Features, TabularTarget Target) Read(string path, string target, string[] without)
    {
        TabularData data = SurrogateEngine.Tables.ImportedTable.Read(SharedData.File(path)).Data;
        return (data.Without([target, .. without]), TabularTarget.From(data[target]));
    }
}
