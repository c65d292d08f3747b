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
}
