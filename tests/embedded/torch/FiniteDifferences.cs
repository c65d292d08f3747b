using TorchSharp;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Embedded.Torch;

/// <summary>Compares backward with central differences, both in double.</summary>
internal static class FiniteDifferences
{
    private const double Step = 1e-5;

    /// <summary>Every input's gradient of a weighted sum of the function's elements.</summary>
    public static void ShouldMatch(Func<Tensor[], Tensor> function, Tensor[] inputs, double tolerance = 1e-7)
    {
        using var scope = NewDisposeScope();
        foreach (var input in inputs) input.requires_grad_();
        Weighted(function, inputs).backward();
        for (var i = 0; i < inputs.Length; i++)
        {
            var found = inputs[i].grad.ShouldNotBeNull($"input {i} got no gradient").data<double>().ToArray();
            Compare(found, Numeric(() => Weighted(function, inputs).item<double>(), inputs[i]), tolerance, $"gradient of input {i}");
        }
    }

    /// <summary>The same for the gradient itself: backward of backward.</summary>
    public static void SecondShouldMatch(Func<Tensor[], Tensor> function, Tensor[] inputs, double tolerance = 1e-6)
    {
        using var scope = NewDisposeScope();
        foreach (var input in inputs) input.requires_grad_();
        Tensor Slope()
        {
            var gradients = autograd.grad([Weighted(function, inputs)], inputs, create_graph: true, allow_unused: true);
            return gradients.Where(static g => g is not null).Select(static (g, i) => (g * Weights(g, i + 1)).sum()).Aggregate(static (a, b) => a + b);
        }
        var slope = Slope();
        if (!slope.requires_grad) return;
        var second = autograd.grad([slope], inputs, allow_unused: true);
        for (var i = 0; i < inputs.Length; i++)
        {
            var found = second[i] is null ? new double[inputs[i].numel()] : second[i].data<double>().ToArray();
            Compare(found, Numeric(() => Slope().item<double>(), inputs[i]), tolerance, $"second derivative of input {i}");
        }
    }

    private static Tensor Weighted(Func<Tensor[], Tensor> function, Tensor[] inputs)
    {
        var result = function(inputs);
        return (result * Weights(result, 0)).sum();
    }

    /// <summary>Fixed, uneven weights, so that a transposed or shifted gradient shows.</summary>
    private static Tensor Weights(Tensor like, int seed) =>
        (arange(like.numel(), dtype: float64) * 0.7 + seed + 0.3).sin().reshape(like.shape);

    private static double[] Numeric(Func<double> value, Tensor input)
    {
        var result = new double[input.numel()];
        using var flat = input.detach().reshape(-1);
        var accessor = flat.data<double>();
        for (var i = 0; i < result.Length; i++)
        {
            var at = accessor[i];
            accessor[i] = at + Step;
            var above = value();
            accessor[i] = at - Step;
            var below = value();
            accessor[i] = at;
            result[i] = (above - below) / (2 * Step);
        }
        return result;
    }

    private static void Compare(double[] found, double[] expected, double tolerance, string what)
    {
        for (var i = 0; i < found.Length; i++)
            Math.Abs(found[i] - expected[i]).ShouldBeLessThanOrEqualTo(tolerance * (1 + Math.Abs(expected[i])), $"{what}, element {i}: {found[i]} and {expected[i]}");
    }
}
