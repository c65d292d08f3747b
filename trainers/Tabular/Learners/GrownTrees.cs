using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace SurrogateEngine.Trainers.Tabular;

/// <summary>Rows as ML.NET wants them, and its trees as ours.</summary>
static class GrownTrees
{
    /// <summary>One row.</summary>
    internal sealed class Row
    {
        public float[] Features { get; set; } = [];

        public float Label { get; set; }
    }

    /// <summary>One row of two classes.</summary>
    internal sealed class ClassRow
    {
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }

    public static IDataView Numbers(MLContext context, double[][] x, double[] y) =>
        context.Data.LoadFromEnumerable(x.Select((row, i) => new Row { Features = Singles(row), Label = (float)y[i] }).ToArray(),
            Schema<Row>(x[0].Length));

    public static IDataView Classes(MLContext context, double[][] x, double[] y) =>
        context.Data.LoadFromEnumerable(x.Select((row, i) => new ClassRow { Features = Singles(row), Label = y[i] > 0.5 }).ToArray(),
            Schema<ClassRow>(x[0].Length));

    /// <summary>The trees as arrays, with the training rows counted.</summary>
    public static TreeEnsemble Read(RegressionTreeEnsemble grown, double[][] rows, TreeLink link, double factor = 1)
    {
        DecisionTree[] trees = [.. grown.Trees.Select(tree => Read(tree).Covered(rows))];
        return new(trees, [.. grown.TreeWeights.Select(weight => factor * weight)], factor * grown.Bias, link);
    }

    /// <inheritdoc cref="Read(RegressionTreeEnsemble, double[][], TreeLink, double)"/>
    public static TreeEnsemble Read(QuantileRegressionTreeEnsemble grown, double[][] rows, TreeLink link, double factor = 1)
    {
        DecisionTree[] trees = [.. grown.Trees.Select(tree => Read(tree).Covered(rows))];
        return new(trees, [.. grown.TreeWeights.Select(weight => factor * weight)], factor * grown.Bias, link);
    }

    // ML.NET numbers inner nodes from 0 and leaves ~0, ~1 and so on; here leaves follow the inner nodes.
    static DecisionTree Read(RegressionTreeBase tree)
    {
        int inner = tree.NumberOfNodes, all = inner + tree.NumberOfLeaves;
        int[] feature = new int[all], left = new int[all], right = new int[all];
        float[] threshold = new float[all];
        double[] value = new double[all];
        for (int node = 0; node < inner; node++)
        {
            feature[node] = tree.NumericalSplitFeatureIndexes[node];
            threshold[node] = tree.NumericalSplitThresholds[node];
            left[node] = Place(tree.LeftChild[node]);
            right[node] = Place(tree.RightChild[node]);
        }

        for (int leaf = 0; leaf < tree.NumberOfLeaves; leaf++)
        {
            feature[inner + leaf] = left[inner + leaf] = right[inner + leaf] = -1;
            value[inner + leaf] = tree.LeafValues[leaf];
        }

        return new(feature, threshold, new bool[all], left, right, value, new double[all]);

        int Place(int child) => child >= 0 ? child : inner + ~child;
    }

    static float[] Singles(double[] row) => Array.ConvertAll(row, value => (float)value);

    static SchemaDefinition Schema<TRow>(int width)
    {
        var schema = SchemaDefinition.Create(typeof(TRow));
        schema["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, width);
        return schema;
    }
}
