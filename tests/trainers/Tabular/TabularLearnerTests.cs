using SurrogateEngine.Tests.Cli;
using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Tests.Tabular;

/// <summary>What every learner of tables keeps to.</summary>
public sealed class TabularLearnerTests
{
    /// <summary>Those that any table suits; the others have tests of their own.</summary>
    static readonly string[] All = [.. TabularLearners.All.Where(learner => learner.Suits(Planted.Table(10, TabularTask.Regression,
        1).Features))
        .Select(learner => learner.Name)];

    [Test]
    public void A_saved_model_predicts_the_same_to_the_last_bit([ValueSource(nameof(All))] string name,
        [Values] TabularTask task)
    {
        ITabularLearner learner = TabularLearners.All.Get(name);
        if (!learner.Serves(task))
            Assert.Pass($"{name} does not serve {task}.");
        var (features, target) = Planted.Table(90, task, seed: 3);
        using var folder = new TemporaryFolder();
        string path = folder["one.model"];

        ITabularModel model = learner.Fit(features, target);
        TabularModelFile.Save(model, new() { Learner = name, Rows = 90, Domain = TabularDomain.Of(features) }, path);
        var (loaded, card) = TabularModelFile.Load(path);

        card.Rows.ShouldBe(90);
        loaded.Outcome.Task.ShouldBe(task);
        loaded.Features.Select(feature => feature.Name).ShouldBe(features.Names);
        double[][] before = model.Predict(features), after = loaded.Predict(features);
        after.SelectMany(row => row).ShouldBe(before.SelectMany(row => row));
        before.ShouldAllBe(row => row.Length == target.Outcome.Outputs && row.All(double.IsFinite));
        if (task != TabularTask.Regression)
            before.ShouldAllBe(row => Math.Abs(row.Sum() - 1) < 1e-9 && row.All(p => p >= 0));
    }

    [Test]
    public void Same_seed_same_model([ValueSource(nameof(All))] string name)
    {
        var (features, target) = Planted.Table(60, TabularTask.Regression, seed: 5);
        ITabularLearner learner = TabularLearners.All.Get(name);
        if (!learner.Serves(TabularTask.Regression))
            Assert.Pass($"{name} learns classes only.");

        double[][] one = learner.Fit(features, target, 7).Predict(features), two = learner.Fit(features, target, 7).Predict(features);

        two.SelectMany(row => row).ShouldBe(one.SelectMany(row => row));
    }

    [Test]
    public void Every_learner_beats_the_mean_on_a_planted_truth([ValueSource(nameof(All))] string name, [Values] TabularTask task)
    {
        ITabularLearner learner = TabularLearners.All.Get(name);
        if (name == "mean" || !learner.Serves(task))
            Assert.Pass();
        var (features, target) = Planted.Table(240, task, seed: 11);
        int[] train = [.. Enumerable.Range(0, 180)], test = [.. Enumerable.Range(180, 60)];

        double ours = Planted.Error(learner, features, target, train, test);
        double mean = Planted.Error(TabularLearners.All.Get("mean"), features, target, train, test);

        ours.ShouldBeLessThan(0.75 * mean);
    }

    [Test]
    public void Scalers_and_imputers_know_only_the_rows_they_were_fitted_to()
    {
        TabularData table = new([TabularColumn.Numeric("x", [1, 2, 3, double.NaN, 1000]),
            TabularColumn.Categorical("c", ["a", "b", "a", "", "zebra"])]);

        FeatureEncoding encoding = FeatureEncoding.Fit(table.Rows([0, 1, 2]), scaled: true);

        encoding.Columns[0].Center.ShouldBe(2);
        encoding.Columns[0].Scale.ShouldBe(Math.Sqrt(2 / 3.0), 1e-15);
        encoding.Names.ShouldBe(["x", "c = a", "c = b"]);
        encoding.Apply(table)[3].ShouldBe([0.0, 0, 0]);
        encoding.Apply(table)[4][1..].ShouldBe([0.0, 0]);
    }

    [Test]
    public void A_damaged_model_is_refused()
    {
        var (features, target) = Planted.Table(40, TabularTask.Regression, seed: 3);
        using var folder = new TemporaryFolder();
        string path = folder["one.model"];
        TabularModelFile.Save(TabularLearners.All.Get("ridge").Fit(features, target), new() { Learner = "ridge" }, path);
        byte[] bytes = File.ReadAllBytes(path);
        int at = System.Text.Encoding.Latin1.GetString(bytes).IndexOf("\"weights\":[", StringComparison.Ordinal) + 14;
        bytes[at] = (byte)(bytes[at] == '1' ? '2' : '1');
        File.WriteAllBytes(path, bytes);

        Should.Throw<RefusedException>(() => TabularModelFile.Load(path)).Message.ShouldContain("altered");
        File.WriteAllBytes(path, bytes[..^40]);
        Should.Throw<RefusedException>(() => TabularModelFile.Load(path)).Message.ShouldContain("damaged");
    }

    [Test]
    public void A_table_without_a_feature_is_refused_by_its_name()
    {
        var (features, target) = Planted.Table(40, TabularTask.Regression, seed: 3);
        ITabularModel model = TabularLearners.All.Get("ridge").Fit(features, target);

        Should.Throw<RefusedException>(() =>
            model.Predict(features.Without(["x2"]))).Message.ShouldContain("x2: the model needs this column");
    }

    [Test]
    public void A_row_far_from_those_learned_lies_outside_the_domain()
    {
        var (features, _) = Planted.Table(100, TabularTask.Regression, seed: 3);
        TabularData far = new([.. features.Rows([0]).Columns.Select(column => column.IsNumeric
            ? TabularColumn.Numeric(column.Name, [50]) : column)]);

        TabularDomain.Of(features).Distances(far)[0].ShouldBeGreaterThan(1);
        TabularDomain.Of(features).Distances(features).Count(distance => distance > 1).ShouldBeLessThan(10);
    }
}
