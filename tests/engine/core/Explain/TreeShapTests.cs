using System.Numerics;
using SurrogateEngine.Explain;
using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Tests.Engine.Core.Explain;

/// <summary>Requirements 003.13, 004.20 and 000.15.</summary>
public sealed class TreeShapTests
{
    static TabularData Features(int rows, out double[] truth)
    {
        var draws = new RandomStream(11);
        double[] x1 = new double[rows], x2 = new double[rows], x3 = new double[rows];
        string[] kind = new string[rows];
        for (int i = 0; i < rows; i++)
        {
            (x1[i], x2[i], x3[i]) = (2 * draws.Unit() - 1, 2 * draws.Unit() - 1, 2 * draws.Unit() - 1);
            kind[i] = draws.Unit() < 0.3 ? "A" : "B";
        }

        truth = [.. x1.Zip(x2, (a, b) => 3 * a + b * b)];
        return new([TabularColumn.Numeric("x1", x1), TabularColumn.Numeric("x2", x2), TabularColumn.Numeric("x3", x3),
            TabularColumn.Categorical("kind", kind)]);
    }

    static ITabularModel Forest(TabularData data, double[] truth, string learner = "random-forest", double trees = 30) =>
        TabularLearners.All.Get(learner).With(new Dictionary<string, double> { ["trees"] = trees })
            .Fit(data, TabularTarget.From(TabularColumn.Numeric("y", truth)));

    /// <summary>Shapley's formula over all coalitions, an unknown input sending the row both ways by the counts of training rows.</summary>
    static double[] BruteForce(TreeEnsemble trees, double[] x)
    {
        int m = x.Length;
        double[] values = [.. Enumerable.Range(0, 1 << m).Select(known =>
            trees.Bias + trees.Trees.Zip(trees.Weights, (tree, weight) => weight * Value(tree, 0, known)).Sum())];
        double[] contributions = new double[m];
        for (int s = 0; s < 1 << m; s++)
            for (int i = 0; i < m; i++)
                if ((s >> i & 1) == 0)
                {
                    int size = BitOperations.PopCount((uint)s);
                    contributions[i] += Factorial(size) * Factorial(m - size - 1) / Factorial(m) * (values[s | 1 << i] - values[s]);
                }

        return contributions;

        double Value(DecisionTree tree, int node, int known)
        {
            if (tree.IsLeaf(node))
                return tree.Value[node];
            int left = tree.Left[node], right = tree.Right[node];
            if ((known >> tree.Feature[node] & 1) == 1)
                return Value(tree, tree.GoesLeft(node, x) ? left : right, known);
            return (tree.Cover[left] * Value(tree, left, known) + tree.Cover[right] * Value(tree, right, known)) / tree.Cover[node];
        }

        static double Factorial(int n) => n < 2 ? 1 : n * Factorial(n - 1);
    }

    [TestCase("random-forest")]
    [TestCase("lightgbm")]
    public void Contributions_are_those_of_all_coalitions(string learner)
    {
        TabularData data = Features(150, out double[] truth);
        var model = (IEncodedModel)Forest(data, truth, learner, 10 * (learner == "lightgbm" ? 3 : 5));
        var trees = (TreeEnsemble)model.Outputs[0];
        foreach (double[] x in model.Encoding.Apply(data).Take(5))
        {
            double[] found = new double[x.Length], expected = BruteForce(trees, x);
            double start = TreeShap.Of(trees, x, found);
            for (int i = 0; i < x.Length; i++)
                found[i].ShouldBe(expected[i], 1e-9);
            (start + found.Sum()).ShouldBe(trees.Raw(x), 1e-9);
        }
    }

    [TestCase("random-forest")]
    [TestCase("lightgbm")]
    public void Traces_add_up_and_the_planted_truth_is_ranked_right_004_20(string learner)
    {
        TabularData data = Features(400, out double[] truth);
        TableExplainable model = new(Forest(data, truth, learner, 50), data);
        Attribution[] traces = [.. model.Rows(data).Take(100).Select(row => model.Trees!(row))];

        traces.ShouldAllBe(trace => trace.Residual < 1e-6);
        double[][] predicted = model.Predict([.. model.Rows(data).Take(100)]);
        for (int i = 0; i < 100; i++)
            traces[i].Prediction[0].ShouldBe(predicted[i][0], 1e-6);
        Importance[] shares = Importance.Of([.. model.Inputs.Select(input => input.Name)], traces);
        (100 * shares.Sum(one => one.Share)).ShouldBe(100, 1e-9);
        shares.OrderByDescending(one => one.Share).Take(2).Select(one => one.Input).ShouldBe(["x1", "x2"]);
    }

    /// <summary>Importances of two seeds differ by a few hundredths, and permutation agrees about the order: requirement 003.13.</summary>
    [Test]
    public void Importances_are_stable_over_seeds_and_agree_with_permutation_003_13()
    {
        TabularData data = Features(400, out double[] truth);
        var target = TabularTarget.From(TabularColumn.Numeric("y", truth));
        ITabularLearner forest = TabularLearners.All.Get("random-forest").With(new Dictionary<string, double> { ["trees"] = 50 });
        Importance[][] found = [.. new ulong[] { 1, 2 }.Select(seed =>
        {
            TableExplainable model = new(forest.Fit(data, target, seed), data);
            return Importance.Of([.. model.Inputs.Select(input => input.Name)],
                [.. model.Rows(data).Take(150).Select(row => model.Trees!(row))]);
        })];
        for (int i = 0; i < 4; i++)
            found[0][i].Share.ShouldBe(found[1][i].Share, 0.05);
        TableExplainable again = new(forest.Fit(data, target), data);
        Importance[] permuted = PermutationImportance.Of(again, again.Rows(data), again.Truth(target), repeats: 3);
        permuted.OrderByDescending(one => one.Share).Take(2).Select(one => one.Input).ShouldBe(["x1", "x2"]);
    }

    [Test]
    public void A_missing_value_and_a_category_are_explained_too()
    {
        TabularData data = Features(200, out double[] truth);
        TabularColumn kind = data["kind"];
        truth = [.. truth.Select((value, i) => value + (kind.Text(i) == "A" ? 4 : 0))];
        TableExplainable model = new(Forest(data, truth), data);
        model.Inputs[3].Levels.Count.ShouldBe(2);
        int a = Enumerable.Range(0, 2).First(level => model.Inputs[3].Levels[level] == "A");
        model.Trees!([0, 0, 0, a]).Contributions[3][0].ShouldBeGreaterThan(1);
        model.Trees!([double.NaN, 0, 0, double.NaN]).Residual.ShouldBeLessThan(1e-6);
    }
}
