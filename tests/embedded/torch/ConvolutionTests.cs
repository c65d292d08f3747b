using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace SurrogateEngine.Tests.Embedded.Torch;

/// <summary>Convolutions along a line, against their sums written out and against finite differences.</summary>
public sealed class ConvolutionTests
{
    private DisposeScope scope = null!;

    [SetUp]
    public void Open() => scope = NewDisposeScope();

    [TearDown]
    public void Close() => scope.Dispose();

    [TestCase(1, 0, 1, 1), TestCase(2, 1, 1, 1), TestCase(1, 2, 2, 1), TestCase(3, 2, 2, 2)]
    public void A_convolution_is_its_sum(int stride, int padding, int dilation, int groups)
    {
        var (x, w, b) = (Spread(2, 4, 9), Spread(6, 4 / groups, 3), Spread(6));
        var y = F.conv1d(x, w, b, stride, padding, dilation, groups);
        var places = (9 + 2 * padding - dilation * 2 - 1) / stride + 1;
        y.shape.ShouldBe([2, 6, places]);
        for (var n = 0; n < 2; n++)
            for (var o = 0; o < 6; o++)
                for (var i = 0; i < places; i++)
                {
                    var sum = b[o].item<double>();
                    for (var c = 0; c < 4 / groups; c++)
                        for (var k = 0; k < 3; k++)
                        {
                            var at = i * stride + k * dilation - padding;
                            if (at is >= 0 and < 9) sum += w[o, c, k].item<double>() * x[n, o / (6 / groups) * (4 / groups) + c, at].item<double>();
                        }
                    y[n, o, i].item<double>().ShouldBe(sum, 1e-12);
                }
    }

    [TestCase(1, 0, 0, 1, 1), TestCase(2, 1, 1, 1, 1), TestCase(2, 0, 0, 2, 2), TestCase(3, 2, 2, 1, 1)]
    public void A_transposed_convolution_is_the_gradient_of_a_convolution(int stride, int padding, int extra, int dilation, int groups)
    {
        var (x, w) = (Spread(2, 4, 5), Spread(4, 6 / groups, 3));
        var y = F.conv_transpose1d(x, w, null, stride, padding, extra, dilation, groups);
        y.shape.ShouldBe([2, 6, 4 * stride - 2 * padding + dilation * 2 + 1 + extra]);
        var input = zeros_like(y).requires_grad_();
        var product = (F.conv1d(input, w, null, stride, padding, dilation, groups) * x).sum();
        autograd.grad([product], [input])[0].allclose(y).ShouldBeTrue();
    }

    [Test]
    public void Gradients_of_convolutions()
    {
        Check(static x => F.conv1d(x[0], x[1], x[2], stride: 2, padding: 1), static () => [Spread(2, 3, 6), Spread(4, 3, 3), Spread(4)]);
        Check(static x => F.conv1d(x[0], x[1], x[2], dilation: 2, groups: 2), static () => [Spread(2, 4, 6), Spread(4, 2, 2), Spread(4)]);
        Check(static x => F.conv1d(x[0], x[1]), static () => [Spread(3, 5), Spread(2, 3, 1)]);
        Check(static x => F.conv_transpose1d(x[0], x[1], x[2], stride: 2, padding: 1, output_padding: 1), static () => [Spread(2, 3, 4), Spread(3, 2, 3), Spread(2)]);
    }

    [Test]
    public void Gradients_of_padding_and_stretching()
    {
        foreach (var mode in (PaddingModes[])[PaddingModes.Constant, PaddingModes.Reflect, PaddingModes.Replicate, PaddingModes.Circular])
            Check(x => F.pad(x[0], [2, 1], mode).square(), static () => [Spread(2, 3, 4)]);
        Check(static x => F.interpolate(x[0], size: [7]).square(), static () => [Spread(2, 3, 4)]);
        Check(static x => F.interpolate(x[0], scale_factor: [2], mode: InterpolationMode.Linear).square(), static () => [Spread(2, 3, 4)]);
    }

    [Test]
    public void Padding_takes_its_elements_from_where_its_mode_says()
    {
        var x = tensor([1.0, 2, 3, 4]).reshape(1, 1, 4);
        double[] Padded(PaddingModes mode) => [.. F.pad(x, [2, 1], mode, value: 9).data<double>().ToArray()];
        Padded(PaddingModes.Constant).ShouldBe([9, 9, 1, 2, 3, 4, 9]);
        Padded(PaddingModes.Reflect).ShouldBe([3, 2, 1, 2, 3, 4, 3]);
        Padded(PaddingModes.Replicate).ShouldBe([1, 1, 1, 2, 3, 4, 4]);
        Padded(PaddingModes.Circular).ShouldBe([3, 4, 1, 2, 3, 4, 1]);
        Should.Throw<ArgumentException>(() => F.pad(x, [4, 0], PaddingModes.Reflect)).Message.ShouldContain("too long");
    }

    [Test]
    public void Stretching_follows_neighbours_or_lines()
    {
        var x = tensor([0.0, 3, 6]).reshape(1, 1, 3);
        F.interpolate(x, size: [6]).data<double>().ToArray().ShouldBe([0, 0, 3, 3, 6, 6]);
        F.interpolate(x, scale_factor: [2], mode: InterpolationMode.Linear).data<double>().ToArray().ShouldBe([0, 0.75, 2.25, 3.75, 5.25, 6], 1e-12);
        F.interpolate(x, size: [5], mode: InterpolationMode.Linear, align_corners: true).data<double>().ToArray().ShouldBe([0, 1.5, 3, 4.5, 6], 1e-12);
        nn.Upsample(scale_factor: [2], mode: UpsampleMode.Linear).call(x).shape.ShouldBe([1, 1, 6]);
        Should.Throw<ArgumentException>(() => F.interpolate(x)).Message.ShouldContain("only one of size or scale_factor");
    }

    [Test]
    public void Layers_have_their_shapes_names_and_refusals()
    {
        using var same = nn.Conv1d(3, 5, 4, TorchSharp.Padding.Same);
        same.forward(zeros(2, 3, 8)).shape.ShouldBe([2, 5, 8]);
        same.named_parameters().Select(static p => p.name).ShouldBe(["weight", "bias"]);
        same.weight.shape.ShouldBe([5, 3, 4]);
        Should.Throw<ArgumentException>(() => same.forward(zeros(2, 4, 8))).Message.ShouldContain("3 channels to Conv1d");
        Should.Throw<ArgumentException>(() => nn.Conv1d(3, 5, 4, TorchSharp.Padding.Same, stride: 2)).Message.ShouldContain("strided");
        using var up = nn.ConvTranspose1d(3, 5, 4, stride: 2, padding: 1);
        up.forward(zeros(2, 3, 8)).shape.ShouldBe([2, 5, 16]);
        up.forward(zeros(2, 3, 8), [17]).shape.ShouldBe([2, 5, 17]);
        Should.Throw<ArgumentException>(() => up.forward(zeros(2, 3, 8), [18])).Message.ShouldContain("range from 16 to 17");
    }

    private static void Check(Func<Tensor[], Tensor> function, Func<Tensor[]> inputs)
    {
        FiniteDifferences.ShouldMatch(function, inputs());
        FiniteDifferences.SecondShouldMatch(function, inputs());
    }

    private static Tensor Spread(params long[] sizes) =>
        ((arange(sizes.Aggregate(1L, static (a, b) => a * b), dtype: float64) * 1.9 + 0.4).sin() * 1.3).reshape(sizes);
}
