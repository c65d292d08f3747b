using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace SurrogateEngine.Tests.Embedded.Torch;

/// <summary>A layer's backward multiplies with the slope of the activation before it; nobody may see that but by the clock.</summary>
[NonParallelizable]
public sealed class FusionTests
{
    [Test]
    public void Gradients_are_those_of_the_activation_written_out([Values(3, 40)] int rows)
    {
        using var scope = NewDisposeScope();
        var fused = Gradients(rows, z => F.silu(z), keep: false);
        var written = Gradients(rows, z => z * z.sigmoid(), keep: false);
        for (var i = 0; i < fused.Length; i++) fused[i].allclose(written[i], 1e-5, 1e-6).ShouldBeTrue($"parameter {i}");
    }

    [Test]
    public void A_gradient_that_was_asked_for_is_kept_and_the_others_stay_right()
    {
        using var scope = NewDisposeScope();
        var kept = Gradients(20, z => F.silu(z), keep: true);
        var written = Gradients(20, z => z * z.sigmoid(), keep: true);
        for (var i = 0; i < kept.Length; i++) kept[i].allclose(written[i], 1e-5, 1e-6).ShouldBeTrue($"gradient {i}");
    }

    /// <summary>The gradient of the identity path is added as the product is made: the same sum as by itself, bit for bit.</summary>
    [Test]
    public void Gradients_of_paths_around_a_layer_are_added([Values(3, 40)] int rows, [Values(20, 32)] int width)
    {
        using var scope = NewDisposeScope();
        manual_seed(22);
        Linear first = nn.Linear(6, width), block = nn.Linear(width, width), last = nn.Linear(width, 5);
        var x = randn(rows, 6);
        float[][] Gradients(bool keep)
        {
            var z = first.forward(x);
            var a = F.silu(z);
            if (keep) a.retain_grad();
            Tensor h = z + block.forward(a), b = F.tanh(h);
            if (keep) b.retain_grad();
            (last.forward(b).square().sum() + (h * 0.3f).sum()).backward();
            Tensor[] leaves = [first.weight, first.bias!, block.weight, block.bias!, last.weight];
            float[][] found = [.. leaves.Select(static leaf => leaf.grad!.data<float>().ToArray())];
            foreach (var leaf in leaves) leaf.grad = null;
            return found;
        }
        Gradients(keep: false).ShouldBe(Gradients(keep: true));
    }

    [Test]
    public void A_training_step_takes_less_than_two_kilobytes_of_managed_memory()
    {
        using var scope = NewDisposeScope();
        var threads = get_num_threads();
        set_num_threads(1);
        var net = nn.Sequential(nn.Linear(12, 32), nn.SiLU(), nn.Linear(32, 32), nn.SiLU(), nn.Linear(32, 32), nn.SiLU(), nn.Linear(32, 32), nn.SiLU(), nn.Linear(32, 64));
        var (x, y, optimizer) = (randn(256, 12), randn(256, 64), optim.Adam(net.parameters()));
        var least = Enumerable.Range(0, 20).Min(step =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            using (NewDisposeScope())
            {
                optimizer.zero_grad();
                F.mse_loss(net.forward(x.narrow(0, step % 4 * 64, 64)), y.narrow(0, step % 4 * 64, 64)).backward();
                optimizer.step();
            }
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
        set_num_threads(threads);
        least.ShouldBeLessThan(2000);
    }

    /// <summary>Of every weight and, if kept, of the activation, in a network where two layers use one activation.</summary>
    private static Tensor[] Gradients(int rows, Func<Tensor, Tensor> activation, bool keep)
    {
        manual_seed(21);
        Linear first = nn.Linear(6, 24), left = nn.Linear(24, 10), right = nn.Linear(24, 10);
        var y = activation(first.forward(randn(rows, 6)));
        if (keep) y.retain_grad();
        (left.forward(y).square() + right.forward(y)).sum().backward();
        Tensor[] found = [first.weight.grad!, first.bias!.grad!, left.weight.grad!, right.weight.grad!];
        return keep ? [.. found, y.grad!] : found;
    }
}
