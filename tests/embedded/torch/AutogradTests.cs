using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace SurrogateEngine.Tests.Embedded.Torch;

/// <summary>The tape: what it records, gathers, refuses and lets go.</summary>
public sealed class AutogradTests
{
    private DisposeScope scope = null!;

    [SetUp]
    public void Open() => scope = NewDisposeScope();

    [TearDown]
    public void Close() => scope.Dispose();

    [Test]
    public void Gradients_add_up_over_calls_until_cleared()
    {
        var x = tensor([1f, 2f], requires_grad: true);
        x.grad.ShouldBeNull();
        (x * 3).sum().backward();
        (x * x).sum().backward();
        Values(x.grad!).ShouldBe([5, 7]);
        x.grad!.zero_();
        x.sum().backward();
        Values(x.grad!).ShouldBe([1, 1]);
        x.grad = null;
        x.grad.ShouldBeNull();
    }

    [Test]
    public void A_branching_graph_meets_every_node_once()
    {
        var x = tensor(2f, requires_grad: true);
        var a = x * x;
        var b = a * x;
        (a + b * a).backward();
        x.grad!.item<float>().ShouldBe(2 * 2 + 5 * 16);
    }

    [Test]
    public void A_gradient_can_be_given_for_any_shape()
    {
        var x = ones(2, 3).requires_grad_();
        (x * 2).backward([arange(6).to(float32).reshape(2, 3)]);
        Values(x.grad!).ShouldBe([0, 2, 4, 6, 8, 10]);
        Should.Throw<InvalidOperationException>(() => (x * 2).backward()).Message.ShouldContain("one element");
        Should.Throw<ArgumentException>(() => (x * 2).backward([ones(2)]));
        Should.Throw<InvalidOperationException>(static () => ones(1).sum().backward());
    }

    [Test]
    public void Nothing_is_recorded_without_the_tape()
    {
        var x = ones(2).requires_grad_();
        using (no_grad())
        {
            is_grad_enabled().ShouldBeFalse();
            (x * 2).requires_grad.ShouldBeFalse();
            using (enable_grad()) (x * 2).requires_grad.ShouldBeTrue();
        }
        is_grad_enabled().ShouldBeTrue();
        x.detach().requires_grad.ShouldBeFalse();
        (x.detach() * x).sum().backward();
        Values(x.grad!).ShouldBe([1, 1]);
    }

    [Test]
    public void Grad_returns_gradients_and_leaves_the_leaves_alone()
    {
        var (x, w) = (tensor(3f, requires_grad: true), tensor(2f, requires_grad: true));
        var hidden = w * x;
        var found = autograd.grad([hidden * hidden], [x, hidden]);
        found[0].item<float>().ShouldBe(2 * 6 * 2);
        found[1].item<float>().ShouldBe(12);
        x.grad.ShouldBeNull();
        w.grad.ShouldBeNull();
        Should.Throw<InvalidOperationException>(() => autograd.grad([x * 2], [w])).Message.ShouldContain("allow_unused");
        autograd.grad([x * 2], [w], allow_unused: true)[0].ShouldBeNull();
    }

    [Test]
    public void A_time_derivative_inside_a_loss_reaches_the_weights()
    {
        // u = silu(w t), loss = (du/dt)^2: checked against the derivative written out.
        var (t, w) = (tensor(0.7, requires_grad: true), tensor(1.3, requires_grad: true));
        var slope = autograd.grad([F.silu(w * t)], [t], create_graph: true)[0];
        slope.square().backward();
        double Slope(double v)
        {
            var s = 1 / (1 + Math.Exp(-v * 0.7));
            return v * (s + v * 0.7 * s * (1 - s));
        }
        var expected = (Math.Pow(Slope(1.3 + 1e-6), 2) - Math.Pow(Slope(1.3 - 1e-6), 2)) / 2e-6;
        w.grad!.item<double>().ShouldBe(expected, 1e-8);
    }

    [Test]
    public void A_graph_goes_backward_once_unless_retained()
    {
        var x = tensor(2f, requires_grad: true);
        var y = x * x;
        y.backward(retain_graph: true);
        y.backward();
        x.grad!.item<float>().ShouldBe(8);
        Should.Throw<InvalidOperationException>(() => y.backward()).Message.ShouldContain("second time");
    }

    [Test]
    public void A_changed_ingredient_is_noticed()
    {
        var x = ones(2).requires_grad_();
        var a = x * 2;
        var y = a * a;
        a.add_(1);
        Should.Throw<InvalidOperationException>(() => y.sum().backward()).Message.ShouldContain("modified");
        Should.Throw<InvalidOperationException>(() => x.add_(1)).Message.ShouldContain("no_grad");
        using (no_grad()) x.add_(1);
        Values(x).ShouldBe([2, 2]);
    }

    [Test]
    public void Retained_gradients_of_results_are_kept()
    {
        var x = tensor(3f, requires_grad: true);
        var y = x * 2;
        y.retain_grad();
        y.square().backward();
        y.grad!.item<float>().ShouldBe(12);
        x.grad!.item<float>().ShouldBe(24);
    }

    [Test]
    public void A_long_chain_neither_overflows_forward_nor_backward()
    {
        var x = tensor(1f, requires_grad: true);
        var y = x + 0;
        for (var i = 0; i < 50_000; i++) y = y + 1;
        y.backward();
        x.grad!.item<float>().ShouldBe(1);
    }

    [Test]
    public void Whole_numbers_cannot_require_gradients() =>
        Should.Throw<InvalidOperationException>(static () => arange(3).requires_grad_());

    [Test]
    public void Gradients_given_away_are_not_written_over()
    {
        var (x, y) = (ones(3).requires_grad_(), ones(3).requires_grad_());
        var given = ones(3);
        (x + y).backward([given]);
        (x + y).backward([given]);
        Values(given).ShouldBe([1, 1, 1]);
        Values(x.grad!).ShouldBe([2, 2, 2]);
        Values(y.grad!).ShouldBe([2, 2, 2]);
    }

    private static float[] Values(Tensor x) => x.data<float>().ToArray();
}
