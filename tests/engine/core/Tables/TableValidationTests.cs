using SurrogateEngine.Tables.Validation;
using SurrogateEngine.Tests.Tabular;
using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Tests.Engine.Core.Tables;

public sealed class TableValidationTests
{
    [Test]
    public void The_corrected_resampled_t_has_its_closed_form()
    {
        // Mean 2.5, variance 5/3, four folds, a quarter as many test as training rows: t = 2.5 / sqrt((1/4 + 1/4) 5/3).
        ResampledTTest test = ResampledTTest.Of([2, 4, 6, 8], [1, 2, 3, 4], 0.25);

        test.T.ShouldBe(2.5 / Math.Sqrt(0.5 * 5 / 3), 1e-12);
        // With three degrees of freedom the distribution is elementary.
        double u = test.T / Math.Sqrt(3);
        test.Probability.ShouldBe(1 - 2 / Math.PI * (Math.Atan(u) + u / (1 + u * u)), 1e-12);
    }

    [Test]
    public void Figures_of_classes_follow_from_their_table()
    {
        // Six right of negatives, one wrong; two right of positives, one wrong.
        double[] truth = [0, 0, 0, 0, 0, 0, 0, 1, 1, 1];
        double[][] predicted = [.. new[] { .1, .1, .2, .2, .3, .4, .6, .4, .8, .9 }.Select(p => new[] { 1 - p, p })];

        TableMetrics metrics = TableMetrics.Of(new("c", "", TabularTask.Binary, ["no", "yes"]), truth, predicted, intervals: true);

        metrics.Accuracy.ShouldBe(0.8, 1e-12);
        metrics.BalancedAccuracy.ShouldBe(0.5 * (6.0 / 7 + 2.0 / 3), 1e-12);
        metrics.Mcc.ShouldBe((2 * 6 - 1 * 1) / Math.Sqrt(3.0 * 3 * 7 * 7), 1e-12);
        metrics.Auc.ShouldBe((7 + 7 + 5.5) / 21, 1e-12);
        metrics.Brier.ShouldBe(new[] { .01, .01, .04, .04, .09, .16, .36, .36, .04, .01 }.Average(), 1e-12);
        metrics.AucDeLong.Low.ShouldBeLessThan(metrics.Auc);
        metrics.AucBootstrap.High.ShouldBeGreaterThan(metrics.Auc);
    }

    [Test]
    public void Figures_of_numbers_are_those_of_their_definitions()
    {
        TableMetrics metrics = TableMetrics.Of(new("y", "nm", TabularTask.Regression, []), [1, 2, 3, 4], [[1], [2], [4], [3]]);

        metrics.Mae.ShouldBe(0.5);
        metrics.Rmse.ShouldBe(Math.Sqrt(0.5), 1e-12);
        metrics.R2.ShouldBe(1 - 2 / 5.0, 1e-12);
        metrics.Spearman.ShouldBe(0.8, 1e-12);
        metrics.Calibration.ShouldBe(0.8, 1e-12);
    }

    [Test]
    public void Where_nothing_can_be_learned_the_sentence_says_so()
    {
        var random = new RandomStream(5);
        TabularData features = new([TabularColumn.Numeric("x", [.. Enumerable.Range(0, 80).Select(_ => random.Unit())])]);
        var target = TabularTarget.From(TabularColumn.Numeric("y", [.. Enumerable.Range(0, 80).Select(_ => random.Normal())]));
        ITabularLearner[] learners = [TabularLearners.All.Get("ridge"), TabularLearners.All.Get("neighbors")];

        ValidationResult result = TableValidation.Run(features, target, TableFolds.Shuffled(80, 5), learners);

        result.Sentence.ShouldStartWith("Nothing beats the mean predictor");
        result.Learners.Count.ShouldBe(3);
        result.Mean.AgainstMean.ShouldBeNull();
    }

    [Test]
    public void Where_something_can_be_learned_every_learner_stands_beside_the_mean() // 003.03, 003.06, 003.11
    {
        var (features, target) = Planted.Table(150, TabularTask.Regression, seed: 4);
        var ticks = new List<(int Done, int Total)>();

        ValidationResult result = TableValidation.Run(features, target, TableFolds.Shuffled(150, 3), [.. TabularLearners.All],
            advanced: (done, total, _) => ticks.Add((done, total)));

        result.Learners.Select(one => one.Learner.Name).ShouldBe(TabularLearners.All.Where(one => one.Suits(features)).Select(one =>
            one.Name), ignoreOrder: true);
        result.Learners[^1].Learner.Name.ShouldBe("mean");
        result.Best.Pooled.R2.ShouldBeGreaterThan(0.95);
        result.Best.AgainstMean!.Probability.ShouldBeLessThan(0.05);
        result.Sentence.ShouldStartWith("The best learner");
        ticks[^1].Done.ShouldBe(ticks[^1].Total);
        ticks.Select(tick => tick.Done).ShouldBeInOrder();
    }

    [Test]
    public void What_tuning_chooses_hangs_on_the_training_rows_alone()
    {
        var (features, target) = Planted.Table(120, TabularTask.Regression, seed: 4);
        var tuned = new TunedLearner(TabularLearners.All.Get("svm"), new() { Trials = 8 });
        int[] train = [.. Enumerable.Range(0, 80)];
        double[] spoiled = [.. target.Values.Select((value, i) => i < 80 ? value : 1e6)];

        IReadOnlyDictionary<string, double> one = tuned.Search(features.Rows(train), target.Rows(train));
        ITabularModel model = tuned.Fit(features.Rows(train), (target with { Values = spoiled }).Rows(train));

        one.ShouldNotBeEmpty();
        model.Predict(features).ShouldAllBe(row => Math.Abs(row[0]) < 10);
        Planted.Error(tuned, features, target, train, [.. Enumerable.Range(80, 40)]).ShouldBeLessThanOrEqualTo(
            1.02 * Planted.Error(TabularLearners.All.Get("svm"), features, target, train, [.. Enumerable.Range(80, 40)]));
    }

    [Test]
    public void A_search_whose_time_is_over_keeps_the_usual_settings()
    {
        var (features, target) = Planted.Table(60, TabularTask.Regression, seed: 4);
        var tuned = new TunedLearner(TabularLearners.All.Get("ridge"), new() { Trials = 1_000_000, Seconds = 0 });

        tuned.Search(features, target).ShouldBeEmpty();
    }

    /// <summary>A learner whose error is known of its two settings: the search finds the valley that is one in a hundred of the box.
    /// </summary>
    [Test]
    public void Settings_are_searched_where_good_ones_lay()
    {
        var (features, target) = Planted.Table(30, TabularTask.Regression, seed: 4);
        double Miss(SettingsSearch search, ulong seed)
        {
            IReadOnlyDictionary<string, double> found = new TunedLearner(new Valley(), new() { Trials = 40, Search = search })
                .Search(features, target, seed);
            return Valley.Miss(found["a"], found["b"]);
        }

        double[] tpe = [.. Enumerable.Range(1, 9).Select(seed => Miss(SettingsSearch.Tpe, (ulong)seed)).Order()];
        double[] chance = [.. Enumerable.Range(1, 9).Select(seed => Miss(SettingsSearch.Random, (ulong)seed)).Order()];

        tpe[4].ShouldBeLessThan(0.6 * chance[4]);
    }

    /// <summary>Predicts the mean of what it learned, off by a known function of its settings.</summary>
    sealed class Valley(double a = 0.5, double b = 1) : ITabularLearner
    {
        public string Name => "valley";

        public int Rank => 99;

        public string Title => "valley";

        public IReadOnlyList<TabularSetting> Settings => [new("a", 0.5, 0, 1), new("b", 1, 0.01, 100, Logarithmic: true)];

        public static double Miss(double a, double b) => Math.Abs(a - 0.81) + 0.25 * Math.Abs(Math.Log10(b) + 1.3);

        public bool Serves(TabularTask task) => true;

        public ITabularLearner With(IReadOnlyDictionary<string, double> settings) =>
            new Valley(settings.GetValueOrDefault("a", a), settings.GetValueOrDefault("b", b));

        public ITabularModel Fit(TabularData features, TabularTarget target, ulong seed = 1, CancellationToken cancellation = default) =>
            new Off(target.Outcome, 100 * (1 + Miss(a, b)));

        public ITabularModel Restore(System.Text.Json.JsonElement state) => throw new NotSupportedException();
    }

    sealed record Off(TabularOutcome Outcome, double Value) : ITabularModel
    {
        public string Learner => "valley";

        public IReadOnlyList<TabularFeature> Features => [];

        public double[][] Predict(TabularData data) => [.. Enumerable.Range(0, data.Count).Select(_ => new[] { Value })];

        public System.Text.Json.JsonElement State() => throw new NotSupportedException();
    }
}
