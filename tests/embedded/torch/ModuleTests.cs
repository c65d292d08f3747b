using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace SurrogateEngine.Tests.Embedded.Torch;

public sealed class ModuleTests
{
    private DisposeScope scope = null!;

    [SetUp]
    public void Open() => scope = NewDisposeScope();

    [TearDown]
    public void Close() => scope.Dispose();

    [Test]
    public void Fields_are_registered_under_their_names_in_order()
    {
        var net = new Net();
        net.named_parameters().Select(static p => p.name).ShouldBe(["scale", "first.weight", "first.bias", "blocks.0.weight", "blocks.1.weight", "norm.weight", "norm.bias"]);
        net.named_buffers().Select(static b => b.name).ShouldBe(["offset"]);
        net.named_modules().Select(static m => m.name).ShouldBe(["first", "blocks", "blocks.0", "blocks.1", "norm"]);
        net.parameters().Sum(static p => p.numel()).ShouldBe(1 + (4 * 3 + 4) + 2 * 16 + 8);
        net.state_dict().Keys.ShouldContain("offset");
        net.get_parameter("first.bias")!.shape.ShouldBe([4]);
    }

    [Test]
    public void State_goes_into_another_network_by_name()
    {
        manual_seed(1);
        var (a, b) = (new Net(), new Net());
        var x = randn(5, 3);
        a.forward(x).allclose(b.forward(x)).ShouldBeFalse();
        b.load_state_dict(a.state_dict());
        a.forward(x).allclose(b.forward(x), 0, 0).ShouldBeTrue();
        var partial = a.state_dict();
        partial.Remove("offset");
        Should.Throw<InvalidOperationException>(() => b.load_state_dict(partial));
        b.load_state_dict(partial, strict: false).missing_keys.ShouldBe(["offset"]);
    }

    [Test]
    public void Files_bring_back_the_same_bits()
    {
        manual_seed(2);
        var (a, b) = (new Net(), new Net());
        using var stream = new MemoryStream();
        a.save(stream);
        stream.Position = 0;
        b.load(stream);
        foreach (var (name, value) in a.state_dict()) value.bytes.SequenceEqual(b.state_dict()[name].bytes).ShouldBeTrue(name);
        stream.Position = 0;
        Should.Throw<ArgumentException>(() => nn.Sequential(nn.Linear(2, 2)).load(stream)).Message.ShouldContain("state_dict sizes");
    }

    [Test]
    public void A_tensor_file_has_the_layout_of_the_real_library()
    {
        using var stream = new MemoryStream();
        tensor([1.5f, -2f], [1, 2]).t().Save(stream);
        stream.ToArray().ShouldBe([6, 2, 2, 1, .. BitConverter.GetBytes(1.5f), .. BitConverter.GetBytes(-2f)]);
        stream.Position = 0;
        using var reader = new BinaryReader(stream);
        TensorExtensionMethods.Load(reader).shape.ShouldBe([2, 1]);
    }

    [Test]
    public void Conversion_reaches_parameters_and_buffers()
    {
        var net = new Net().to(float64);
        net.parameters().ShouldAllBe(static p => p.dtype == float64);
        net.forward(randn(2, 3, dtype: float64)).dtype.ShouldBe(float64);
        Should.Throw<ArgumentException>(() => net.to(int64));
        Should.Throw<InvalidOperationException>(() => net.to(new Device("cuda:0"))).Message.ShouldContain("-p:Backend=cuda");
    }

    [Test]
    public void Dropout_drops_in_training_only_and_keeps_the_mean()
    {
        manual_seed(3);
        var (dropout, x) = (nn.Dropout(0.25), ones(200_000));
        var kept = dropout.forward(x);
        ((kept == 0).sum().item<long>() / 200_000.0).ShouldBe(0.25, 0.01);
        kept.max().item<float>().ShouldBe(4f / 3, 1e-6f);
        kept.mean().item<float>().ShouldBe(1, 0.02f);
        dropout.eval();
        dropout.forward(x).allclose(x, 0, 0).ShouldBeTrue();
    }

    [Test]
    public void Modes_reach_every_module()
    {
        var net = new Net();
        net.eval();
        net.modules().ShouldAllBe(static m => !m.training);
        net.train();
        net.modules().ShouldAllBe(static m => m.training);
    }

    [Test]
    public void A_sequence_runs_in_order_and_names_its_parts()
    {
        var net = nn.Sequential(nn.Linear(3, 4), nn.SiLU(), nn.Linear(4, 2, hasBias: false));
        net.named_parameters().Select(static p => p.name).ShouldBe(["0.weight", "0.bias", "2.weight"]);
        var x = randn(5, 3);
        var expected = F.linear(F.silu(F.linear(x, net.get_parameter("0.weight")!, net.get_parameter("0.bias"))), net.get_parameter("2.weight")!);
        net.forward(x).allclose(expected, 0, 0).ShouldBeTrue();
    }

    [Test]
    public void Embedding_looks_up_rows_and_gathers_their_gradients()
    {
        var table = nn.Embedding(5, 3);
        var found = table.forward(tensor([4L, 0L, 4L, 4L], [2, 2]));
        found.shape.ShouldBe([2, 2, 3]);
        found[0, 0].allclose(table.weight[4], 0, 0).ShouldBeTrue();
        found.sum().backward();
        table.weight.grad!.sum(1L).data<float>().ToArray().ShouldBe([3, 0, 0, 0, 9]);
    }

    [Test]
    public void Layer_norm_leaves_mean_zero_and_variance_one()
    {
        var y = nn.LayerNorm(50).forward(randn(4, 50) * 3 + 7);
        y.mean([1L]).abs().max().item<float>().ShouldBeLessThan(1e-5f);
        y.var(1, unbiased: false).sub(1).abs().max().item<float>().ShouldBeLessThan(1e-4f);
    }

    [Test]
    public void First_values_have_the_stated_spread()
    {
        manual_seed(4);
        var w = empty(400, 300);
        nn.init.xavier_uniform_(w);
        w.abs().max().item<float>().ShouldBe((float)Math.Sqrt(6.0 / 700), 1e-4f);
        nn.init.kaiming_normal_(w, nonlinearity: nn.init.NonlinearityType.ReLU);
        w.std().item<float>().ShouldBe((float)Math.Sqrt(2.0 / 300), 1e-3f);
        var layer = nn.Linear(100, 50);
        layer.weight.abs().max().item<float>().ShouldBe(0.1f, 1e-3f);
        layer.bias!.abs().max().item<float>().ShouldBeLessThanOrEqualTo(0.1f);
        Should.Throw<ArgumentException>(static () => nn.init.xavier_uniform_(zeros(3)));
    }

    [Test]
    public void A_layer_says_what_does_not_fit()
    {
        Should.Throw<ArgumentException>(static () => nn.Linear(3, 4).forward(zeros(2, 5))).Message.ShouldContain("expected 3 features");
        Should.Throw<InvalidOperationException>(static () => nn.Linear(3, 4).forward(zeros(2, 3, dtype: float64))).Message.ShouldContain("Float64");
    }

    private sealed class Net : nn.Module<Tensor, Tensor>
    {
        private readonly Parameter scale = new(ones(1));
        private readonly Tensor offset = ones(4);
        private readonly Linear first = nn.Linear(3, 4);
        private readonly ModuleList<Linear> blocks = nn.ModuleList(nn.Linear(4, 4, hasBias: false), nn.Linear(4, 4, hasBias: false));
        private readonly LayerNorm norm = nn.LayerNorm(4);

        public Net() : base(nameof(Net)) => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            var x = first.forward(input) * scale + offset;
            foreach (var block in blocks) x = x + block.forward(F.silu(x));
            return norm.forward(x);
        }
    }

}
