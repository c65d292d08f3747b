using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace SurrogateEngine.Tests.Embedded.Torch;

/// <summary>Every differentiable operation, by its first and second derivatives.</summary>
public sealed class GradientTests
{
    private static IEnumerable<TestCaseData> Unary()
    {
        yield return Case("neg", static x => -x);
        yield return Case("abs", static x => x.abs());
        yield return Case("square", static x => x.square());
        yield return Case("pow(3)", static x => x.pow(3));
        yield return Case("pow(2)", static x => x.pow(2));
        yield return Case("exp", static x => x.exp());
        yield return Case("expm1", static x => x.expm1());
        yield return Case("sin", static x => x.sin());
        yield return Case("cos", static x => x.cos());
        yield return Case("atan", static x => x.atan());
        yield return Case("erf", static x => x.erf());
        yield return Case("tanh", static x => x.tanh());
        yield return Case("sigmoid", static x => x.sigmoid());
        yield return Case("silu", static x => F.silu(x));
        yield return Case("gelu", static x => F.gelu(x));
        yield return Case("relu", static x => F.relu(x));
        yield return Case("leaky_relu", static x => F.leaky_relu(x, 0.1));
        yield return Case("elu", static x => F.elu(x, 1.3));
        yield return Case("softplus", static x => F.softplus(x, 1.7));
        yield return Case("logsigmoid", static x => F.logsigmoid(x));
        yield return Case("softmax", static x => x.softmax(1));
        yield return Case("log_softmax", static x => x.log_softmax(0));
        yield return Case("logsumexp", static x => x.logsumexp(1));
        yield return Case("clamp", static x => x.clamp(-0.5, 0.5));
        yield return Case("clone", static x => x.clone());
        yield return Case("double, float scalars", static x => 2 * x + 1 - x / 3f);
        yield return Case("scalar minus", static x => 1 - x);
        yield return Case("scalar over", static x => 1 / (x * x + 1));
        yield return Case("sum", static x => x.sum());
        yield return Case("sum(0)", static x => x.sum(0L));
        yield return Case("sum(1, keepdim)", static x => x.sum(1, keepdim: true));
        yield return Case("mean", static x => x.mean());
        yield return Case("mean([0])", static x => x.mean([0L]));
        yield return Case("var", static x => x.var());
        yield return Case("std(1)", static x => x.std(1));
        yield return Case("norm", static x => x.norm());
        yield return Case("amax", static x => x.amax(1L));
        yield return Case("max", static x => x.max());
        yield return Case("min(dim)", static x => x.min(1).values);
        yield return Case("cumsum", static x => x.cumsum(1));
        yield return Case("prod", static x => x.prod());
        yield return Case("view", static x => x.view(2, 6).square());
        yield return Case("transpose", static x => x.transpose(0, 1).square());
        yield return Case("reshape of transpose", static x => x.t().reshape(2, 6).square());
        yield return Case("permute", static x => x.reshape(3, 2, 2).permute(2, 0, 1).square());
        yield return Case("expand", static x => x.unsqueeze(1).expand(3, 5, 4).square());
        yield return Case("squeeze", static x => x.unsqueeze(0).squeeze(0).square());
        yield return Case("narrow", static x => x.narrow(1, 1, 2).square());
        yield return Case("slice", static x => x[TensorIndex.Ellipsis, TensorIndex.Slice(0, null, 2)].square());
        yield return Case("select", static x => x[1].square());
        yield return Case("diagonal", static x => x.diagonal(1).square());
        yield return Case("flip", static x => x.flip(1).square());
        yield return Case("repeat", static x => x.repeat(2, 1).square());
        yield return Case("repeat_interleave", static x => x.repeat_interleave(2, 1).square());
        yield return Case("diff", static x => x.diff(1, 1).square());
        yield return Case("tril", static x => x.tril().square());
        yield return Case("index_select", static x => x.index_select(0, tensor([2L, 0L, 2L])).square());
        yield return Case("gather", static x => x.gather(1, tensor([0L, 3L, 1L, 1L, 2L, 2L], [3, 2])).square());
        yield return Case("scatter_add", static x => zeros(3, 5, float64).scatter_add(1, tensor([0L, 4L, 1L, 1L, 2L, 2L], [3, 2]), x).square());
        yield return Case("masked_fill", static x => x.masked_fill(x > 0, 2).square());
        yield return Case("masked_select", static x => x.masked_select(x > 0).square());
        yield return Case("cat of parts", static x => cat([x.narrow(0, 0, 1), x, x.square()], 0));
        yield return Case("stack", static x => stack([x, x.square()], 1));
        yield return Case("split", static x => x.split(3, 1)[1].square());
        yield return Case("dropout at 0", static x => F.dropout(x, 0));
        yield return Case("layer_norm", static x => F.layer_norm(x, [4]));
        yield return Case("to double and back", static x => x.square().to(float64));
        yield return Case("used twice", static x => x * x + x);
    }

    private static IEnumerable<TestCaseData> Positive()
    {
        yield return Case("log", static x => x.log());
        yield return Case("log1p", static x => x.log1p());
        yield return Case("log10", static x => x.log10());
        yield return Case("log2", static x => x.log2());
        yield return Case("sqrt", static x => x.sqrt());
        yield return Case("rsqrt", static x => x.rsqrt());
        yield return Case("reciprocal", static x => x.reciprocal());
        yield return Case("pow(0.5)", static x => x.pow(0.5));
        yield return Case("pow(-1.5)", static x => x.pow(-1.5));
        yield return Case("norm p=3", static x => x.norm(p: 3));
        yield return Case("gaussian_nll_loss", static x => F.gaussian_nll_loss(x, full_like(x, 0.3), x));
    }

    private static IEnumerable<TestCaseData> Binary()
    {
        yield return Pair("add", static (x, y) => x + y);
        yield return Pair("sub", static (x, y) => x - y);
        yield return Pair("mul", static (x, y) => x * y);
        yield return Pair("div", static (x, y) => x / (y.square() + 1));
        yield return Pair("add alpha", static (x, y) => x.add(y, alpha: 2.5));
        yield return Pair("pow", static (x, y) => (x.square() + 0.5).pow(y));
        yield return Pair("maximum", static (x, y) => x.maximum(y));
        yield return Pair("minimum", static (x, y) => x.minimum(y));
        yield return Pair("atan2", static (x, y) => x.atan2(y));
        yield return Pair("where", static (x, y) => where(x > 0.2, x.square(), y));
        yield return Pair("lerp", static (x, y) => x.lerp(y, 0.3));
        yield return Pair("addcmul", static (x, y) => x.addcmul(y, y, 0.5));
        yield return Pair("mse_loss", static (x, y) => F.mse_loss(x, y.expand(3, 4)));
        yield return Pair("mse_loss sum", static (x, y) => F.mse_loss(x, y.expand(3, 4), nn.Reduction.Sum));
        yield return Pair("mse_loss none", static (x, y) => F.mse_loss(x, y, nn.Reduction.None));
        yield return Pair("l1_loss", static (x, y) => F.l1_loss(x, y));
        yield return Pair("smooth_l1_loss", static (x, y) => F.smooth_l1_loss(x, y, beta: 0.7));
        yield return Pair("huber_loss", static (x, y) => F.huber_loss(x, y, 0.4));
        yield return Pair("bce with logits", static (x, y) => F.binary_cross_entropy_with_logits(x, y.sigmoid()));
        yield return Pair("matmul vector", static (x, y) => x.matmul(y));
        yield return Pair("outer", static (x, y) => x[0].outer(y));
        yield return Pair("in place on a result", static (x, y) => (x * 2).add_(y).mul_(y));
        yield return Pair("index_add", static (x, y) => x.index_add(0, tensor([1L, 1L]), stack([y, y.square()]), 2).square());
    }

    [TestCaseSource(nameof(Unary))]
    public void Of_a_function_of_any_numbers(Func<Tensor, Tensor> function) => Check(x => function(x[0]), () => [Spread(3, 4)]);

    [TestCaseSource(nameof(Positive))]
    public void Of_a_function_of_positive_numbers(Func<Tensor, Tensor> function) => Check(x => function(x[0]), () => [Spread(3, 4).exp() + 0.1]);

    [TestCaseSource(nameof(Binary))]
    public void Of_two_tensors_broadcast(Func<Tensor, Tensor, Tensor> function) => Check(x => function(x[0], x[1]), () => [Spread(3, 4), Spread(4) + 0.05]);

    [Test]
    public void Of_a_linear_layer() =>
        Check(static x => F.linear(x[0], x[1], x[2]), static () => [Spread(2, 5, 3), Spread(4, 3), Spread(4)]);

    [Test]
    public void Of_a_linear_layer_without_bias_on_transposed_memory() =>
        Check(static x => F.linear(x[0].t(), x[1].t()), static () => [Spread(3, 5), Spread(3, 4)]);

    [Test]
    public void Of_a_deep_network() =>
        Check(static x => F.mse_loss(F.linear(F.silu(F.linear(x[0], x[1], x[2])), x[3]), x[4]), static () => [Spread(5, 3), Spread(4, 3), Spread(4), Spread(2, 4), Spread(5, 2)]);

    [Test]
    public void Of_products_of_matrices_and_batches()
    {
        Check(static x => x[0].mm(x[1]), static () => [Spread(3, 4), Spread(4, 2)]);
        Check(static x => x[0].bmm(x[1]), static () => [Spread(2, 3, 4), Spread(2, 4, 2)]);
        Check(static x => x[0].matmul(x[1]), static () => [Spread(2, 1, 3, 4), Spread(3, 4, 2)]);
        Check(static x => x[0].addmm(x[1], x[2], beta: 0.5f, alpha: 2), static () => [Spread(2), Spread(3, 4), Spread(4, 2)]);
        Check(static x => x[0].baddbmm(x[1], x[2]), static () => [Spread(2, 1, 2), Spread(2, 3, 4), Spread(2, 4, 2)]);
    }

    private static void Check(Func<Tensor[], Tensor> function, Func<Tensor[]> inputs)
    {
        using var scope = NewDisposeScope();
        FiniteDifferences.ShouldMatch(function, inputs());
        FiniteDifferences.SecondShouldMatch(function, inputs());
    }

    /// <summary>Distinct numbers between -1.3 and 1.3, none near a kink of the functions under test.</summary>
    private static Tensor Spread(params long[] sizes) => ((arange(Product(sizes), dtype: float64) * 1.9 + 0.4).sin() * 1.3).reshape(sizes);

    private static long Product(long[] sizes) => sizes.Aggregate(1L, static (a, b) => a * b);

    private static TestCaseData Case(string name, Func<Tensor, Tensor> function) => new TestCaseData(function).SetName($"Gradient of {name}");

    private static TestCaseData Pair(string name, Func<Tensor, Tensor, Tensor> function) => new TestCaseData(function).SetName($"Gradient of {name}");
}
