using SurrogateEngine.Explain;
using SurrogateEngine.Tests.Tabular;
using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Tests.Engine.Core.Explain;

/// <summary>Integrated and expected gradients of networks of tables: requirements 000.15 and 004.20.</summary>
public sealed class TableGradientTests
{
    static readonly Dictionary<string, double> Short = new() { ["epochs"] = 20, ["width"] = 16 };

    static (IDifferentiableModel Model, TabularData Data) Learned(string learner, TabularTask task, bool logarithmic = false)
    {
        var (features, target) = Planted.Table(90, task, seed: 4);
        if (logarithmic)
            target = (target with { Values = [.. target.Values.Select(value => value + 10)] }).Logarithmic();
        return ((IDifferentiableModel)TabularLearners.All.Get(learner).With(learner == "ridge" ? new Dictionary<string, double>() : Short)
            .Fit(features, target), features);
    }

    [TestCase("perceptron", TabularTask.Regression, false)]
    [TestCase("perceptron", TabularTask.Regression, true)]
    [TestCase("perceptron", TabularTask.Binary, false)]
    [TestCase("perceptron", TabularTask.MultiClass, false)]
    [TestCase("ft-transformer", TabularTask.Regression, false)]
    [TestCase("ft-transformer", TabularTask.Regression, true)]
    [TestCase("ft-transformer", TabularTask.Binary, false)]
    [TestCase("ft-transformer", TabularTask.MultiClass, false)]
    [TestCase("ridge", TabularTask.MultiClass, false)]
    public void Contributions_along_a_way_add_up_004_20(string learner, TabularTask task, bool logarithmic)
    {
        (IDifferentiableModel model, TabularData data) = Learned(learner, task, logarithmic);
        var explained = new TableExplainable(model, data);
        double[][] rows = explained.Rows(data);
        rows[1][0] = double.NaN; // a missing number has a place of its own

        PathGradients.Integrated(explained, rows[0], rows[1]).Residual.ShouldBeLessThan(1e-6);
        Attribution expected = PathGradients.Expected(explained, rows[0], rows[1..5]);
        expected.Residual.ShouldBeLessThan(1e-6);
        expected.Base.ShouldBe(Enumerable.Range(0, expected.Base.Length).Select(o =>
            explained.Predict(rows[1..5]).Average(row => row[o])), 1e-9);
    }

    /// <summary>The derivative by a number is that of predictions a little apart.</summary>
    [TestCase("perceptron", TabularTask.Regression)]
    [TestCase("perceptron", TabularTask.MultiClass)]
    [TestCase("ft-transformer", TabularTask.Regression)]
    [TestCase("ft-transformer", TabularTask.Binary)]
    [TestCase("ridge", TabularTask.Binary)]
    public void Derivatives_are_those_of_differences(string learner, TabularTask task)
    {
        (IDifferentiableModel model, TabularData data) = Learned(learner, task);
        TabularData one = data.Rows([3]);
        double[] at = model.Embed(one)[0];
        double[][] slopes = model.Gradients([at])[0];
        for (int column = 0; column < 3; column++)
        {
            double value = one.Columns[column].Values[0], step = 1e-3;
            double[] up = Shifted(step), down = Shifted(-step), before = Embedded(-step), after = Embedded(step);
            for (int o = 0; o < up.Length; o++)
            {
                double along = at.Select((_, i) => slopes[i][o] * (after[i] - before[i])).Sum();
                (up[o] - down[o]).ShouldBe(along, 1e-6 + 1e-3 * Math.Abs(along));
            }

            TabularData Moved(double by) => one.With(TabularColumn.Numeric(one.Names[column], [value + by]));
            double[] Shifted(double by) => model.Predict(Moved(by))[0];
            double[] Embedded(double by) => model.Embed(Moved(by))[0];
        }
    }

    /// <summary>y = 3 x1 + x2^2 + 1.5 for one solvent: the way of the category is straight too.</summary>
    [Test]
    public void A_planted_truth_is_found_by_a_network_and_its_gradients_000_15()
    {
        var (features, target) = Planted.Table(300, TabularTask.Regression, seed: 9, noise: 0.02);
        var model = new TableExplainable(TabularLearners.All.Get("perceptron").Fit(features, target), features);
        double[][] rows = model.Rows(features);

        Importance[] found = Importance.Of([.. model.Inputs.Select(input => input.Name)],
            [.. rows[..24].Select(row => PathGradients.Expected(model, row, rows[24..40], 1e-3))]);

        found.OrderByDescending(one => one.Value).Select(one => one.Input).ShouldBe(["x1", "solvent", "x2", "x3"]);
        Attribution step = PathGradients.Integrated(model, [0, 0, 0, 1], [0, 0, 0, 0]);
        step.Contributions[3][0].ShouldBe(1.5, 0.2);
        step.Contributions[..3].ShouldAllBe(of => of[0] == 0);
    }

    [Test]
    public void Trees_have_no_derivatives()
    {
        var (features, target) = Planted.Table(60, TabularTask.Regression, seed: 4);
        var model = new TableExplainable(TabularLearners.All.Get("random-forest").Fit(features, target), features);
        PathGradients.Serve(model, model.Rows(features)[0]).ShouldBeFalse();
    }
}
