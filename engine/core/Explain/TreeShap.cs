using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Explain;

/// <summary>
/// Exact Shapley values of a sum of trees (Lundberg, Erion &amp; Lee, arXiv:1802.03888, algorithm 2). A tree knows an input or does not:
/// where it does not, a node sends the row both ways, by the shares of training rows that went there. All coalitions are followed at once
/// down each path, as counts by their size, so a tree costs leaves times depth squared.
/// </summary>
public static class TreeShap
{
    /// <summary>One input of the path from the root: the share of coalitions that flow through without knowing it (zero) and with it
    /// (one), and how many subsets of each size the path so far has.</summary>
    struct Element
    {
        public int Feature;
        public double Zero, One, Weight;
    }

    /// <summary>Contributions to the sum of trees, before any link.</summary>
    /// <param name="trees">The trees.</param>
    /// <param name="x">A row of inputs, as the trees were grown on.</param>
    /// <param name="contributions">Receives them, shape [inputs].</param>
    /// <returns>The base, the mean over training rows: with the contributions it adds up to the sum of trees.</returns>
    public static double Of(TreeEnsemble trees, double[] x, Span<double> contributions)
    {
        contributions.Clear();
        double[] sums = new double[x.Length];
        double start = trees.Bias;
        for (int t = 0; t < trees.Trees.Count; t++)
        {
            DecisionTree tree = trees.Trees[t];
            start += trees.Weights[t] * tree.Value[0];
            var run = new Run(tree, x, trees.Weights[t], sums);
            run.Descend(0, [], 0, 1, 1, -1);
        }

        sums.CopyTo(contributions);
        return start;
    }

    /// <summary>One tree and one row.</summary>
    sealed class Run(DecisionTree tree, double[] x, double weight, double[] sums)
    {
        /// <summary>Goes down from a node.</summary>
        /// <param name="node">The node.</param>
        /// <param name="above">The path to its parent.</param>
        /// <param name="depth">Elements of that path.</param>
        /// <param name="zero">Share of rows that come here where the parent's input is not known.</param>
        /// <param name="one">1 where the row comes here when it is known, else 0.</param>
        /// <param name="feature">The parent's input; -1 at the root.</param>
        public void Descend(int node, Element[] above, int depth, double zero, double one, int feature)
        {
            var path = new Element[depth + 1];
            Array.Copy(above, path, depth);
            Extend(path, depth, zero, one, feature);
            if (tree.IsLeaf(node))
            {
                for (int i = 1; i <= depth; i++)
                    sums[path[i].Feature] += Unwound(path, depth, i) * (path[i].One - path[i].Zero) * weight * tree.Value[node];
                return;
            }

            (int hot, int cold) = tree.GoesLeft(node, x) ? (tree.Left[node], tree.Right[node]) : (tree.Right[node], tree.Left[node]);
            double knownZero = 1, knownOne = 1;
            int asked = tree.Feature[node], at = Array.FindIndex(path, 1, element => element.Feature == asked);
            if (at >= 0)
            {
                (knownZero, knownOne) = (path[at].Zero, path[at].One);
                Unwind(path, depth, at);
                depth--;
            }

            double cover = tree.Cover[node];
            Child(hot, knownOne);
            Child(cold, 0);

            void Child(int child, double through)
            {
                double share = cover > 0 ? knownZero * tree.Cover[child] / cover : 0.5 * knownZero;
                // Nothing flows where no row went and this one does not go.
                if (share > 0 || through > 0)
                    Descend(child, path, depth + 1, share, through, asked);
            }
        }
    }

    static void Extend(Element[] path, int depth, double zero, double one, int feature)
    {
        path[depth] = new() { Feature = feature, Zero = zero, One = one, Weight = depth == 0 ? 1 : 0 };
        for (int i = depth - 1; i >= 0; i--)
        {
            path[i + 1].Weight += one * path[i].Weight * (i + 1) / (depth + 1);
            path[i].Weight = zero * path[i].Weight * (depth - i) / (depth + 1);
        }
    }

    /// <summary>Takes an element out of the path again.</summary>
    static void Unwind(Element[] path, int depth, int at)
    {
        (double zero, double one) = (path[at].Zero, path[at].One);
        double next = path[depth].Weight;
        for (int i = depth - 1; i >= 0; i--)
            if (one != 0)
            {
                double old = path[i].Weight;
                path[i].Weight = next * (depth + 1) / ((i + 1) * one);
                next = old - path[i].Weight * zero * (depth - i) / (depth + 1);
            }
            else
                path[i].Weight = path[i].Weight * (depth + 1) / (zero * (depth - i));
        for (int i = at; i < depth; i++)
            (path[i].Feature, path[i].Zero, path[i].One) = (path[i + 1].Feature, path[i + 1].Zero, path[i + 1].One);
    }

    /// <summary>Sum of the weights that the path would have without an element.</summary>
    static double Unwound(Element[] path, int depth, int at)
    {
        (double zero, double one) = (path[at].Zero, path[at].One);
        double next = path[depth].Weight, total = 0;
        for (int i = depth - 1; i >= 0; i--)
            if (one != 0)
            {
                double of = next * (depth + 1) / ((i + 1) * one);
                total += of;
                next = path[i].Weight - of * zero * (depth - i) / (depth + 1);
            }
            else
                total += path[i].Weight * (depth + 1) / (zero * (depth - i));
        return total;
    }
}
