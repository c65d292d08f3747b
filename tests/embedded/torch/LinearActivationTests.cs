using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace SurrogateEngine.Tests.Embedded.Torch;

/// <summary>In a Sequential, a layer and the activation after it are one product; nobody may see that but by the clock.</summary>
public sealed class LinearActivationTests
{
    private static readonly Dictionary<string, (Func<nn.Module<Tensor, Tensor>> Module, Func<Tensor, Tensor> Function)> Activations = new()
    {
        ["silu"] = (static () => nn.SiLU(), static x => F.silu(x)),
        ["gelu"] = (static () => nn.GELU(), static x => F.gelu(x)),
        ["relu"] = (static () => nn.ReLU(), static x => F.relu(x)),
        ["tanh"] = (static () => nn.Tanh(), static x => F.tanh(x)),
        ["sigmoid"] = (static () => nn.Sigmoid(), static x => F.sigmoid(x)),
    };

    private DisposeScope scope = null!;

    [SetUp]
    public void Open()
    {
        scope = NewDisposeScope();
        manual_seed(5);
    }

    [TearDown]
    public void Close() => scope.Dispose();

    private static IEnumerable<string> Names() => Activations.Keys;

    /// <summary>Shapes that take each way through the products: single rows, rows as lanes, tiles, edges, several blocks of depth.</summary>
    [Test]
    public void Values_are_bit_for_bit_those_of_the_two_operations(
        [ValueSource(nameof(Names))] string name, [Values(1, 9, 53, 700)] int rows, [Values(20, 64)] int width, [Values] bool bias)
    {
        foreach (var depth in (long[])[7, 300])
        {
            var layer = nn.Linear(depth, width, hasBias: bias);
            var x = randn(rows, depth);
            var fused = nn.Sequential(layer, Activations[name].Module()).forward(x);
            var plain = Activations[name].Function(layer.forward(x));
            Bits(fused).ShouldBe(Bits(plain));
            using var off = no_grad();
            Bits(nn.Sequential(layer, Activations[name].Module()).forward(x)).ShouldBe(Bits(plain));
        }
    }

    [Test]
    public void Gradients_are_bit_for_bit_those_of_the_two_operations([ValueSource(nameof(Names))] string name, [Values(3, 61)] int rows)
    {
        Linear first = nn.Linear(6, 20), second = nn.Linear(20, 20), third = nn.Linear(20, 3);
        var (module, function) = Activations[name];
        var x = randn(rows, 6, requires_grad: true);
        Tensor[] leaves = [x, first.weight, first.bias!, second.weight, second.bias!, third.weight, third.bias!];
        float[][] Gradients(Tensor y)
        {
            foreach (var leaf in leaves) leaf.grad = null;
            y.square().sum().backward();
            return [.. leaves.Select(static leaf => Bits(leaf.grad!))];
        }
        var fused = Gradients(nn.Sequential(first, module(), second, module(), third, module()).forward(x));
        Gradients(function(third.forward(function(second.forward(function(first.forward(x))))))).ShouldBe(fused);
    }

    [Test]
    public void First_and_second_derivatives([ValueSource(nameof(Names))] string name, [Values] bool bias)
    {
        Linear first = nn.Linear(3, 5, hasBias: bias, dtype: float64), second = nn.Linear(5, 2, hasBias: bias, dtype: float64);
        var net = nn.Sequential(first, Activations[name].Module(), second, Activations[name].Module());
        FiniteDifferences.ShouldMatch(x => net.forward(x[0]), [randn(4, 3, dtype: float64)]);
        FiniteDifferences.SecondShouldMatch(x => net.forward(x[0]), [randn(4, 3, dtype: float64)]);
        var input = randn(4, 3, dtype: float64);
        net.zero_grad();
        FiniteDifferences.ShouldMatch(_ => net.forward(input), [.. net.parameters()]);
        FiniteDifferences.SecondShouldMatch(_ => net.forward(input), [.. net.parameters()]);
    }

    [Test]
    public void Second_derivatives_of_a_layer_whose_bias_has_changed_are_refused()
    {
        var layer = nn.Linear(3, 5);
        var x = randn(4, 3, requires_grad: true);
        var y = nn.Sequential(layer, nn.SiLU()).forward(x).sum();
        using (no_grad()) layer.bias!.add_(1);
        Should.Throw<InvalidOperationException>(() => autograd.grad([y], [x], create_graph: true)).Message.ShouldContain("modified by an operation in place");
    }

    [Test]
    public void A_kept_gradient_and_a_graph_used_twice_are_right()
    {
        Linear first = nn.Linear(6, 20), second = nn.Linear(20, 4);
        var head = nn.Sequential(first, nn.SiLU());
        Tensor x = randn(30, 6), y = head.forward(x), z = F.silu(first.forward(x));
        y.retain_grad();
        z.retain_grad();
        foreach (var a in (Tensor[])[y, z])
        {
            var loss = (second.forward(a).square() + second.forward(a.square())).sum();
            loss.backward(retain_graph: true);
            loss.backward();
            Should.Throw<InvalidOperationException>(() => loss.backward()).Message.ShouldContain("second time");
        }
        y.grad!.allclose(z.grad!, 1e-5, 1e-6).ShouldBeTrue();
    }

    [Test]
    public void Wrong_shapes_are_refused_in_the_words_of_the_layer()
    {
        var layer = nn.Linear(3, 5);
        var words = Should.Throw<ArgumentException>(() => layer.forward(zeros(2, 4))).Message;
        Should.Throw<ArgumentException>(() => nn.Sequential(layer, nn.SiLU()).forward(zeros(2, 4))).Message.ShouldBe(words);
    }

    private static float[] Bits(Tensor x) => x.data<float>().ToArray();
}
