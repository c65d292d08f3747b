using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;
using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Tests.Tabular;

/// <summary>Trees as they are read from ML.NET.</summary>
public sealed class TreeTests
{
    [Test]
    public void A_forest_read_predicts_as_ML_NET_does()
    {
        var (x, y) = Rows();
        var context = new MLContext(1);
        IDataView data = GrownTrees.Numbers(context, x, y);
        var model = context.Regression.Trainers.FastForest(new FastForestRegressionTrainer.Options { NumberOfTrees = 20 }).Fit(data);

        TreeEnsemble read = GrownTrees.Read(model.Model.TrainedTreeEnsemble, x, TreeLink.Identity,
            1.0 / model.Model.TrainedTreeEnsemble.Trees.Count);

        Scores(model.Transform(data), "Score").ShouldBe(x.Select(row => (float)read.Predict(row)), 1e-5);
    }

    [Test]
    public void Boosted_trees_read_predict_as_ML_NET_does()
    {
        var (x, y) = Rows();
        var context = new MLContext(1);
        double middle = y.Order().ElementAt(y.Length / 2);
        double[] high = [.. y.Select(value => value > middle ? 1.0 : 0)];
        IDataView numbers = GrownTrees.Numbers(context, x, y), classes = GrownTrees.Classes(context, x, high);

        var regression = context.Regression.Trainers
            .LightGbm(new LightGbmRegressionTrainer.Options { NumberOfIterations = 20 }).Fit(numbers);
        var binary = context.BinaryClassification.Trainers
            .LightGbm(new LightGbmBinaryTrainer.Options { NumberOfIterations = 20, Sigmoid = 1 }).Fit(classes);

        TreeEnsemble read = GrownTrees.Read(regression.Model.TrainedTreeEnsemble, x, TreeLink.Identity);
        Scores(regression.Transform(numbers), "Score").ShouldBe(x.Select(row => (float)read.Predict(row)), 1e-5);
        TreeEnsemble of = GrownTrees.Read(binary.Model.SubModel.TrainedTreeEnsemble, x, TreeLink.Logistic);
        Scores(binary.Transform(classes), "Probability").ShouldBe(x.Select(row => (float)of.Predict(row)), 1e-5);
    }

    [Test]
    public void Covers_count_the_rows_that_pass_a_node()
    {
        var (features, target) = Planted.Table(150, TabularTask.Regression, seed: 3);
        var model = (IEncodedModel)TabularLearners.All.Get("random-forest").Fit(features, target);

        foreach (DecisionTree tree in ((TreeEnsemble)model.Outputs[0]).Trees)
        {
            tree.Cover[0].ShouldBe(150);
            for (int node = 0; node < tree.Nodes; node++)
                if (!tree.IsLeaf(node))
                    tree.Cover[node].ShouldBe(tree.Cover[tree.Left[node]] + tree.Cover[tree.Right[node]]);
        }
    }

    [TestCase("random-forest")]
    [TestCase("lightgbm")]
    public void Trees_learn_exclusive_or_which_no_linear_model_can(string name)
    {
        var random = new RandomStream(3);
        double[] a = [.. Enumerable.Range(0, 200).Select(_ => random.Unit())], b = [.. a.Select(_ => random.Unit())];
        TabularData features = new([TabularColumn.Numeric("a", a), TabularColumn.Numeric("b", b)]);
        var target = TabularTarget.From(TabularColumn.Categorical("xor", a.Select((x, i) => x > 0.5 ^ b[i] > 0.5 ? "yes" : "no")));
        TabularData corners = new([TabularColumn.Numeric("a", [0.2, 0.2, 0.8, 0.8]), TabularColumn.Numeric("b", [0.2, 0.8, 0.2, 0.8])]);

        double[][] p = TabularLearners.All.Get(name).Fit(features, target).Predict(corners);

        p.Select(row => row[1] > 0.5).ShouldBe([false, true, true, false]);
    }

    static (double[][] X, double[] Y) Rows()
    {
        var (features, target) = Planted.Table(120, TabularTask.Regression, seed: 3);
        return (FeatureEncoding.Fit(features, scaled: false).Apply(features), target.Values);
    }

    static float[] Scores(IDataView data, string column) => [.. data.GetColumn<float>(column)];
}
