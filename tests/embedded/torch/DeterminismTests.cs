using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace SurrogateEngine.Tests.Embedded.Torch;

/// <summary>Same seed, same bits: whatever the number of threads, in one thread or several.</summary>
[NonParallelizable]
public sealed class DeterminismTests
{
    private int threads;

    [SetUp]
    public void Remember() => threads = get_num_threads();

    [TearDown]
    public void Restore() => set_num_threads(threads);

    [Test]
    public void Training_gives_the_same_bits_on_any_number_of_threads()
    {
        var alone = Train(1);
        Train(2).ShouldBe(alone);
        Train(5).ShouldBe(alone);
    }

    [Test]
    public void Reductions_and_products_give_the_same_bits_on_any_number_of_threads()
    {
        static byte[] Bits(int count)
        {
            set_num_threads(count);
            using var scope = NewDisposeScope();
            manual_seed(11);
            var x = randn(700, 333);
            return [.. cat([x.sum().reshape(1), x.sum(0L), x.mean([1L]), x.t().mm(x).reshape(-1), x.exp().std().reshape(1)]).bytes];
        }
        var alone = Bits(1);
        Bits(2).ShouldBe(alone);
        Bits(3).ShouldBe(alone);
    }

    [Test]
    public void Seeds_and_states_repeat_the_same_numbers()
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        var first = randn(100_000);
        var state = get_rng_state();
        var second = rand(10);
        manual_seed(5);
        set_num_threads(3);
        randn(100_000).allclose(first, 0, 0).ShouldBeTrue();
        set_rng_state(state);
        rand(10).allclose(second, 0, 0).ShouldBeTrue();
        manual_seed(6);
        randn(100_000).allclose(first).ShouldBeFalse();
        var own = new Generator(5);
        randn(100_000, generator: own).allclose(first, 0, 0).ShouldBeTrue();
    }

    [Test]
    public void Random_numbers_have_the_moments_they_should()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        const int Count = 400_000;
        var (normal, uniform, whole) = (randn(Count, dtype: float64), rand(Count, dtype: float64), randint(3, 8, [Count]));
        // Five standard errors of each estimate.
        normal.mean().item<double>().ShouldBe(0, 5 / Math.Sqrt(Count));
        normal.square().mean().item<double>().ShouldBe(1, 5 * Math.Sqrt(2.0 / Count));
        normal.pow(4).mean().item<double>().ShouldBe(3, 5 * Math.Sqrt(96.0 / Count));
        uniform.mean().item<double>().ShouldBe(0.5, 5 / Math.Sqrt(12.0 * Count));
        uniform.min().item<double>().ShouldBeGreaterThanOrEqualTo(0);
        uniform.max().item<double>().ShouldBeLessThan(1);
        (whole.min().item<long>(), whole.max().item<long>()).ShouldBe((3, 7));
        whole.to(float64).mean().item<double>().ShouldBe(5, 5 * Math.Sqrt(2.0 / Count));
        (normal[1..] * normal[..^1]).mean().item<double>().ShouldBe(0, 5 / Math.Sqrt(Count));
        randperm(1000).data<long>().ToArray().Order().ShouldBe(Enumerable.Range(0, 1000).Select(static i => (long)i));
    }

    [Test]
    public void A_module_answers_several_threads_at_once()
    {
        manual_seed(3);
        using var net = new Net(32);
        using var x = randn(500, 7);
        float[] Answer()
        {
            using var off = no_grad();
            using var scope = NewDisposeScope();
            return net.forward(x).data<float>().ToArray();
        }
        var expected = Answer();
        var answers = new float[8][];
        Parallel.For(0, 8, i =>
        {
            for (var repeat = 0; repeat < 20; repeat++) answers[i] = Answer();
        });
        foreach (var answer in answers) answer.ShouldBe(expected);
    }

    private static byte[] Train(int count)
    {
        set_num_threads(count);
        using var scope = NewDisposeScope();
        manual_seed(9);
        using var net = new Net(64);
        using var optimizer = optim.AdamW(net.parameters(), 1e-2);
        var (x, y) = (randn(513, 7), randn(513, 5));
        for (var step = 0; step < 5; step++)
        {
            using var inner = NewDisposeScope();
            optimizer.zero_grad();
            F.mse_loss(net.forward(x), y).backward();
            nn.utils.clip_grad_norm_(net.parameters(), 0.5);
            optimizer.step();
        }
        return [.. net.parameters().SelectMany(static p => p.bytes.ToArray())];
    }

    private sealed class Net : nn.Module<Tensor, Tensor>
    {
        private readonly Linear first;
        private readonly Linear last;

        public Net(int width) : base(nameof(Net))
        {
            (first, last) = (nn.Linear(7, width), nn.Linear(width, 5));
            RegisterComponents();
        }

        public override Tensor forward(Tensor x) => last.forward(F.silu(first.forward(x)));
    }
}
