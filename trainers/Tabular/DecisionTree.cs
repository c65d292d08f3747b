using System.Text.Json.Serialization;

namespace SurrogateEngine.Trainers.Tabular;

/// <summary>
/// A binary tree in arrays, one element a node, the root first. A row goes left where its input, in single precision as the trees were
/// grown, is at most the threshold.
/// </summary>
/// <param name="Feature">The input that a node asks for; -1 for a leaf.</param>
/// <param name="Threshold">What the input is compared with.</param>
/// <param name="MissingLeft">Where a NaN goes; our encodings leave none.</param>
/// <param name="Left">Node for inputs at most the threshold; -1 for a leaf.</param>
/// <param name="Right">Node for larger ones; -1 for a leaf.</param>
/// <param name="Value">What a leaf adds; the mean over its leaves for an inner node.</param>
/// <param name="Cover">Number of training rows that pass a node.</param>
public sealed record DecisionTree(int[] Feature, float[] Threshold, bool[] MissingLeft, int[] Left, int[] Right, double[] Value,
    double[] Cover)
{
    /// <summary>Number of nodes.</summary>
    [JsonIgnore]
    public int Nodes => Feature.Length;

    /// <summary>Whether a node is a leaf.</summary>
    public bool IsLeaf(int node) => Feature[node] < 0;

    /// <summary>Whether a row goes left at an inner node.</summary>
    public bool GoesLeft(int node, ReadOnlySpan<double> x)
    {
        float value = (float)x[Feature[node]];
        return float.IsNaN(value) ? MissingLeft[node] : value <= Threshold[node];
    }

    /// <summary>The leaf that a row ends in.</summary>
    public int Leaf(ReadOnlySpan<double> x)
    {
        int node = 0;
        while (Feature[node] >= 0)
            node = GoesLeft(node, x) ? Left[node] : Right[node];
        return node;
    }

    /// <summary>The same tree with the rows counted that pass each node, and inner nodes given the mean of their leaves.</summary>
    internal DecisionTree Covered(double[][] rows)
    {
        double[] cover = new double[Nodes], value = [.. Value];
        foreach (double[] x in rows)
            for (int node = 0; ; node = GoesLeft(node, x) ? Left[node] : Right[node])
            {
                cover[node]++;
                if (IsLeaf(node))
                    break;
            }

        Mean(0);
        return this with { Cover = cover, Value = value };

        double Mean(int node)
        {
            if (IsLeaf(node))
                return value[node];
            double left = Mean(Left[node]), right = Mean(Right[node]);
            return value[node] = cover[node] > 0 ? (cover[Left[node]] * left + cover[Right[node]] * right) / cover[node]
                : 0.5 * (left + right);
        }
    }
}

/// <summary>What follows the sum of trees.</summary>
public enum TreeLink
{
    /// <summary>Nothing.</summary>
    Identity,

    /// <summary>1 / (1 + exp(-s)).</summary>
    Logistic,
}

/// <summary>A weighted sum of trees: a random forest, or gradient boosting.</summary>
/// <param name="Trees">The trees.</param>
/// <param name="Weights">What each is multiplied by.</param>
/// <param name="Bias">Added to their sum.</param>
/// <param name="Link">What follows the sum.</param>
public sealed record TreeEnsemble(IReadOnlyList<DecisionTree> Trees, double[] Weights, double Bias, TreeLink Link) : IRowPredictor
{
    /// <summary>The sum before the link, which exact explanations add up to.</summary>
    public double Raw(ReadOnlySpan<double> x)
    {
        double sum = Bias;
        for (int i = 0; i < Trees.Count; i++)
            sum += Weights[i] * Trees[i].Value[Trees[i].Leaf(x)];
        return sum;
    }

    /// <summary>The mean of sums without a link, which is one sum of all their trees.</summary>
    internal static TreeEnsemble Mean(IReadOnlyList<TreeEnsemble> members) => new([.. members.SelectMany(member => member.Trees)],
        [.. members.SelectMany(member => member.Weights).Select(weight => weight / members.Count)],
        members.Average(member => member.Bias), TreeLink.Identity);

    /// <inheritdoc/>
    public double Predict(ReadOnlySpan<double> x) => Link == TreeLink.Logistic ? 1 / (1 + Math.Exp(-Raw(x))) : Raw(x);
}
