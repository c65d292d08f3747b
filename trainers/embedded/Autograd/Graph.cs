using static TorchSharp.torch;

namespace TorchSharp.Embedded;

/// <summary>What a recorded operation keeps for its backward.</summary>
[Flags]
internal enum Keep
{
    Nothing = 0,
    First = 1,
    Second = 2,
    Both = 3,
    Output = 4,
}

/// <summary>Makes the tensor of a result and, when the tape is on and an input asks for it, the node that explains it.</summary>
internal static class Graph
{
    internal static bool Records(Tensor x) => GradMode.IsEnabled && x.Impl.RequiresGrad;

    internal static bool Records(Tensor x, Tensor y) => GradMode.IsEnabled && (x.Impl.RequiresGrad || y.Impl.RequiresGrad);

    /// <summary>
    /// 
    /// </summary>
    /// <param name="extra">A tensor without gradient that the rule wants in slot 2, such as a mask or an index.</param>
    internal static Tensor Unary(TensorImpl result, Tensor x, Keep keep, Rule rule, TensorImpl? extra = null)
    {
        if (Records(x) && result.Type.IsFloating())
        {
            var node = new OpNode([x], rule);
            if (keep == Keep.First) node.Save(0, x.Impl);
            if (keep == Keep.Output) node.SaveOutput(result);
            if (extra is not null) node.Save(2, extra);
            result.SetProducer(node);
        }
        return new Tensor(result);
    }

    internal static Tensor Binary(TensorImpl result, Tensor x, Tensor y, Keep keep, Rule? ruleX, Rule? ruleY, TensorImpl? extra = null)
    {
        if (Records(x, y) && result.Type.IsFloating())
        {
            var node = new OpNode([x, y], ruleX, ruleY);
            if (keep.HasFlag(Keep.Output)) node.SaveOutput(result);
            if (keep.HasFlag(Keep.First)) node.Save(0, x.Impl);
            if (keep.HasFlag(Keep.Second)) node.Save(1, y.Impl);
            if (extra is not null) node.Save(2, extra);
            result.SetProducer(node);
        }
        return new Tensor(result);
    }

    /// <summary>Any number of inputs; nothing is kept but what the rules themselves hold.</summary>
    internal static Tensor Many(TensorImpl result, ReadOnlySpan<Tensor> inputs, Func<int, Rule> rule)
    {
        var recorded = false;
        foreach (var input in inputs) recorded |= Records(input);
        if (recorded && result.Type.IsFloating())
        {
            var rules = new Rule?[inputs.Length];
            for (var i = 0; i < inputs.Length; i++) rules[i] = rule(i);
            result.SetProducer(new OpNode(inputs, rules));
        }
        return new Tensor(result);
    }

    /// <summary>A view of <paramref name="x"/>; backward is the reverse rearrangement.</summary>
    internal static Tensor View(Tensor x, Layout layout, long offset, Rule rule) =>
        Unary(x.Impl.View(layout, offset), x, Keep.Nothing, rule);
}
