using static TorchSharp.torch;

namespace TorchSharp.Embedded;

internal static class Reachability
{
    /// <summary>The nodes between the roots and the targets: only these need run.</summary>
    internal static HashSet<Node> Towards(IEnumerable<Node> targets, ReadOnlySpan<Tensor> roots)
    {
        var reaching = new HashSet<Node>(targets);
        var seen = new HashSet<Node>();
        var order = new List<Node>();
        var stack = new Stack<Node>();
        foreach (var root in roots)
            if (root.Impl.GradientEdge() is { } edge) stack.Push(edge);
        while (stack.TryPop(out var node))
        {
            if (!seen.Add(node)) continue;
            order.Add(node);
            for (var i = 0; i < node.Inputs; i++)
                if (node.Next(i) is { } next) stack.Push(next);
        }
        // Earlier nodes first: whether a node reaches a target is known before anything that leads to it is asked.
        order.Sort(static (a, b) => a.Sequence.CompareTo(b.Sequence));
        foreach (var node in order)
        {
            for (var i = 0; i < node.Inputs; i++)
                if (node.Next(i) is { } next && reaching.Contains(next)) reaching.Add(node);
        }
        return reaching;
    }
}
