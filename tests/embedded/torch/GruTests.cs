using TorchSharp;
using TorchSharp.Embedded;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Embedded.Torch;

/// <summary>Gated recurrent units against their equations written out, and by finite differences.</summary>
[NonParallelizable]
public sealed class GruTests
{
    private DisposeScope scope = null!;

    [SetUp]
    public void Open()
    {
        scope = NewDisposeScope();
        random.manual_seed(3);
    }

    [TearDown]
    public void Close() => scope.Dispose();

    [Test]
    public void One_unit_follows_its_equations()
    {
        using var gru = nn.GRU(1, 1, dtype: float64);
        double[] w = Values(gru, "weight_ih_l0"), u = Values(gru, "weight_hh_l0"), b = Values(gru, "bias_ih_l0"), c = Values(gru, "bias_hh_l0");
        double[] x = [0.4, -1.1, 0.7];
        var (states, last) = gru.forward(tensor(x, [3, 1, 1]), tensor([0.3], [1, 1, 1]));
        var h = 0.3;
        for (var i = 0; i < 3; i++)
        {
            var r = Logistic(w[0] * x[i] + b[0] + u[0] * h + c[0]);
            var z = Logistic(w[1] * x[i] + b[1] + u[1] * h + c[1]);
            var n = Math.Tanh(w[2] * x[i] + b[2] + r * (u[2] * h + c[2]));
            h = (1 - z) * n + z * h;
            states[i].item<double>().ShouldBe(h, 1e-14);
        }
        last.item<double>().ShouldBe(h, 1e-14);
    }

    [Test]
    public void Layers_and_directions_have_the_names_and_shapes_of_the_real_ones()
    {
        using var gru = nn.GRU(3, 4, numLayers: 2, bidirectional: true);
        gru.named_parameters().Select(static p => p.name).ShouldBe(
        [
            "weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0", "weight_ih_l0_reverse", "weight_hh_l0_reverse", "bias_ih_l0_reverse", "bias_hh_l0_reverse",
            "weight_ih_l1", "weight_hh_l1", "bias_ih_l1", "bias_hh_l1", "weight_ih_l1_reverse", "weight_hh_l1_reverse", "bias_ih_l1_reverse", "bias_hh_l1_reverse",
        ]);
        gru.get_parameter("weight_ih_l1")!.shape.ShouldBe([12, 8]);
        var (states, last) = gru.call(randn(5, 2, 3));
        states.shape.ShouldBe([5, 2, 8]);
        last.shape.ShouldBe([4, 2, 4]);
        // The last layer's final states stand at the last and at the first time.
        states[4].narrow(1, 0, 4).allclose(last[2]).ShouldBeTrue();
        states[0].narrow(1, 4, 4).allclose(last[3]).ShouldBeTrue();
        gru.parameters().Max(static p => p.abs().max().item<float>()).ShouldBeInRange(0.3f, 0.5f);
    }

    [Test]
    public void The_batch_may_come_first()
    {
        using var gru = nn.GRU(3, 4);
        using var turned = nn.GRU(3, 4, batchFirst: true);
        turned.load_state_dict(gru.state_dict());
        var x = randn(5, 2, 3);
        turned.call(x.transpose(0, 1)).Item1.transpose(0, 1).allclose(gru.call(x).Item1).ShouldBeTrue();
        Should.Throw<ArgumentException>(() => gru.call(zeros(5, 3))).Message.ShouldContain("3 dimensions");
        Should.Throw<ArgumentException>(() => gru.call(x, zeros(1, 3, 4))).Message.ShouldContain("Expected hidden size [1, 2, 4]");
    }

    [Test]
    public void Gradients_of_inputs_states_and_weights()
    {
        using var gru = nn.GRU(2, 3, numLayers: 2, dtype: float64);
        Tensor[] Inputs() => [randn(4, 2, 2, dtype: float64), randn(2, 2, 3, dtype: float64)];
        FiniteDifferences.ShouldMatch(x => gru.forward(x[0], x[1]).Item1, Inputs());
        FiniteDifferences.SecondShouldMatch(x => gru.forward(x[0], x[1]).Item2, Inputs(), tolerance: 1e-5);
        var (input, state) = (randn(4, 2, 2, dtype: float64), randn(2, 2, 3, dtype: float64));
        gru.zero_grad();
        FiniteDifferences.ShouldMatch(_ => gru.forward(input, state).Item1, [.. gru.parameters()]);
    }

    /// <summary>Rows that leave a block over, and a width that leaves a vector over, among them.</summary>
    [Test]
    public void All_steps_at_once_give_the_bits_of_the_steps_one_by_one([Values(5, 31, 70)] int rows, [Values(16, 21)] int hidden, [Values] bool bias, [Values] bool backwards)
    {
        Tensor[] inputs = [randn(6, rows, 3 * hidden), randn(rows, hidden), randn(3 * hidden, hidden), randn(3 * hidden)];
        Tensor Fused() => GruNode.Forward(inputs[0], inputs[1], inputs[2], bias ? inputs[3] : null, backwards);
        Tensor Plain() => GruSteps.Run(inputs[0], inputs[1], inputs[2], bias ? inputs[3] : null, backwards);
        using (no_grad()) Fused().data<float>().ToArray().ShouldBe(Plain().data<float>().ToArray());
        Tensor[] Gradients(Func<Tensor> states)
        {
            foreach (var input in inputs) input.requires_grad_().grad = null;
            var all = states();
            all.data<float>().ToArray().ShouldBe(Fused().data<float>().ToArray());
            (all.square() * 0.1f).sum().backward();
            return [.. inputs.Take(bias ? 4 : 3).Select(static input => input.grad!.clone())];
        }
        foreach (var (fused, plain) in Gradients(Fused).Zip(Gradients(Plain))) (fused - plain).abs().max().item<float>().ShouldBeLessThan(2e-5f * (1 + plain.abs().max().item<float>()));
    }

    [Test]
    public void First_and_second_derivatives_by_every_input_and_weight([Values] bool bias, [Values] bool backwards)
    {
        Tensor[] Inputs() => [randn(3, 2, 6, dtype: float64), randn(2, 2, dtype: float64), randn(6, 2, dtype: float64), .. bias ? (Tensor[])[randn(6, dtype: float64)] : []];
        Tensor States(Tensor[] x) => GruNode.Forward(x[0], x[1], x[2], bias ? x[3] : null, backwards);
        FiniteDifferences.ShouldMatch(States, Inputs());
        FiniteDifferences.SecondShouldMatch(States, Inputs());
    }

    [Test]
    public void Second_derivatives_reach_the_weights_of_a_whole_module()
    {
        using var gru = nn.GRU(2, 2, numLayers: 2, bidirectional: true, dtype: float64);
        var (input, state) = (randn(3, 2, 2, dtype: float64), randn(4, 2, 2, dtype: float64));
        FiniteDifferences.SecondShouldMatch(_ => gru.forward(input, state).Item1, [.. gru.parameters()], tolerance: 1e-5);
    }

    [Test]
    public void Threads_do_not_change_a_bit()
    {
        using var gru = nn.GRU(5, 20);
        var x = randn(7, 150, 5);
        var threads = get_num_threads();
        float[] Bits(int count)
        {
            set_num_threads(count);
            gru.zero_grad();
            var states = gru.call(x).Item1;
            states.square().sum().backward();
            return [.. states.data<float>().ToArray(), .. gru.parameters().SelectMany(static p => p.grad!.data<float>().ToArray())];
        }
        var one = Bits(1);
        var three = Bits(3);
        set_num_threads(threads);
        three.ShouldBe(one);
    }

    [Test]
    public void States_may_be_changed_in_place_before_backward_and_weights_may_not()
    {
        using var gru = nn.GRU(3, 4);
        var x = randn(5, 2, 3);
        var states = gru.call(x).Item1;
        states.mul_(2);
        states.sum().backward();
        var expected = gru.parameters().Select(static p => p.grad!.clone()).ToArray();
        gru.zero_grad();
        (gru.call(x).Item1 * 2).sum().backward();
        foreach (var (found, plain) in expected.Zip(gru.parameters())) found.allclose(plain.grad!).ShouldBeTrue();
        var late = gru.call(x).Item1.sum();
        using (no_grad()) gru.get_parameter("weight_hh_l0")!.mul_(2);
        Should.Throw<InvalidOperationException>(() => late.backward()).Message.ShouldContain("modified by an operation in place");
    }

    private static double[] Values(GRU gru, string name) => gru.get_parameter(name)!.data<double>().ToArray();

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
}
