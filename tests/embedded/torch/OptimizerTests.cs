using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Embedded.Torch;

/// <summary>Steps against the papers' formulas written out in double.</summary>
public sealed class OptimizerTests
{
    private const double Rate = 0.05;
    private const double Beta1 = 0.8;
    private const double Beta2 = 0.95;
    private const double Epsilon = 1e-6;
    private const double Decay = 0.1;

    private DisposeScope scope = null!;

    [SetUp]
    public void Open() => scope = NewDisposeScope();

    [TearDown]
    public void Close() => scope.Dispose();

    [Test]
    public void Adam_follows_its_formula([Values] bool amsgrad, [Values] bool maximize) =>
        Follow(
            p => optim.Adam([p], Rate, Beta1, Beta2, Epsilon, Decay, amsgrad, maximize),
            new AdamByHand(amsgrad, maximize ? -1 : 1, penalty: Decay, shrink: 1).Next);

    [Test]
    public void AdamW_takes_the_decay_out_of_the_gradient([Values] bool amsgrad) =>
        Follow(
            p => optim.AdamW([p], Rate, Beta1, Beta2, Epsilon, Decay, amsgrad),
            new AdamByHand(amsgrad, 1, penalty: 0, shrink: 1 - Rate * Decay).Next);

    [Test]
    public void Descent_follows_its_formula([Values] bool nesterov)
    {
        double buffer = 0;
        Follow(p => optim.SGD([p], Rate, momentum: 0.9, weight_decay: Decay, nesterov: nesterov), (x, g, step) =>
        {
            g += Decay * x;
            buffer = step == 1 ? g : 0.9 * buffer + g;
            return x - Rate * (nesterov ? g + 0.9 * buffer : buffer);
        });
    }

    [Test]
    public void Every_element_takes_the_same_step_wherever_it_lies()
    {
        var parameter = new Parameter(full(37, 0.5f));
        var optimizer = optim.Adam([parameter], 0.1);
        for (var i = 0; i < 3; i++)
        {
            optimizer.zero_grad();
            parameter.square().sum().backward();
            optimizer.step();
        }
        var values = parameter.data<float>().ToArray();
        values.ShouldAllBe(v => v == values[0]);
        values[0].ShouldNotBe(0.5f);
    }

    [Test]
    public void A_saved_state_continues_to_the_same_bits()
    {
        static (Parameter, Adam) Start()
        {
            var parameter = new Parameter(linspace(-1, 1, 50));
            return (parameter, optim.Adam([parameter], 0.01, amsgrad: true));
        }
        static void Step(Parameter p, Adam optimizer)
        {
            optimizer.zero_grad();
            (p.square() + p.sin()).sum().backward();
            optimizer.step();
        }
        var (whole, first) = Start();
        for (var i = 0; i < 6; i++) Step(whole, first);

        var (half, before) = Start();
        for (var i = 0; i < 3; i++) Step(half, before);
        using var stream = new MemoryStream();
        before.save_state_dict(new BinaryWriter(stream));
        stream.Position = 0;
        var (rest, after) = Start();
        using (no_grad()) rest.copy_(half);
        after.load_state_dict(new BinaryReader(stream));
        ((Adam.State)after.state_dict().State[0]).step.ShouldBe(3);
        for (var i = 0; i < 3; i++) Step(rest, after);
        rest.bytes.SequenceEqual(whole.bytes).ShouldBeTrue();

        stream.Position = 0;
        Should.Throw<InvalidDataException>(() => optim.SGD([rest], 0.1).load_state_dict(new BinaryReader(stream))).Message.ShouldContain("expected 'SGD'");
    }

    [Test]
    public void Parameters_without_gradient_stay_and_rates_can_be_set()
    {
        var (used, unused) = (new Parameter(ones(2)), new Parameter(ones(2)));
        var optimizer = optim.SGD([used, unused], 0.1);
        foreach (var group in optimizer.ParamGroups) group.LearningRate = 0.5;
        used.sum().backward();
        optimizer.step();
        used.data<float>().ToArray().ShouldBe([0.5f, 0.5f]);
        unused.data<float>().ToArray().ShouldBe([1, 1]);
        optimizer.zero_grad();
        used.grad!.data<float>().ToArray().ShouldBe([0, 0]);
    }

    [Test]
    public void Clipping_scales_all_gradients_to_a_common_norm()
    {
        var (a, b) = (new Parameter(zeros(1)), new Parameter(zeros(2)));
        a.grad = tensor([3f]);
        b.grad = tensor([0f, 4f]);
        nn.utils.clip_grad_norm_([a, b], 10).ShouldBe(5, 1e-6);
        a.grad!.item<float>().ShouldBe(3);
        nn.utils.clip_grad_norm_([a, b], 1).ShouldBe(5, 1e-6);
        a.grad!.item<float>().ShouldBe(0.6f, 1e-6f);
        b.grad!.data<float>()[1].ShouldBe(0.8f, 1e-6f);
        nn.utils.clip_grad_value_([a, b], 0.7);
        b.grad!.data<float>()[1].ShouldBe(0.7f, 1e-6f);
        using var vector = nn.utils.parameters_to_vector([a, b]);
        vector.shape.ShouldBe([3]);
        nn.utils.vector_to_parameters(tensor([1f, 2f, 3f]), [a, b]);
        b.data<float>().ToArray().ShouldBe([2, 3]);
    }

    private static void Follow(Func<Parameter, optim.Optimizer> create, Func<double, double, int, double> byHand)
    {
        var parameter = new Parameter(tensor([0.7], dtype: float64));
        using var optimizer = create(parameter);
        var expected = 0.7;
        for (var step = 1; step <= 5; step++)
        {
            optimizer.zero_grad();
            (parameter.pow(3) - parameter).sum().backward();
            optimizer.step();
            expected = byHand(expected, 3 * expected * expected - 1, step);
            parameter.item<double>().ShouldBe(expected, 1e-14, $"after step {step}");
        }
    }

    private sealed class AdamByHand(bool amsgrad, int sign, double penalty, double shrink)
    {
        private double m;
        private double v;
        private double largest;

        public double Next(double x, double gradient, int step)
        {
            var g = sign * gradient + penalty * x;
            m = Beta1 * m + (1 - Beta1) * g;
            v = Beta2 * v + (1 - Beta2) * g * g;
            largest = Math.Max(largest, v);
            var root = Math.Sqrt((amsgrad ? largest : v) / (1 - Math.Pow(Beta2, step)));
            return x * shrink - Rate * (m / (1 - Math.Pow(Beta1, step))) / (root + Epsilon);
        }
    }
}
