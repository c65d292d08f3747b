using TorchSharp;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Embedded.Torch;

/// <summary>Matrix products against the definition, in double.</summary>
public sealed class GemmTests
{
    private static readonly int[] AwkwardSizes = [1, 2, 5, 11, 12, 13, 31, 32, 33, 100];

    [Test]
    public void Any_size_equals_the_definition([ValueSource(nameof(AwkwardSizes))] int m, [Values(1, 3, 16, 17, 33, 65)] int n, [Values(1, 4, 7, 63, 257)] int k)
    {
        using var scope = NewDisposeScope();
        manual_seed(m * 10007 + n * 101 + k);
        ShouldBeTheProduct(randn(m, k), randn(k, n));
    }

    [Test]
    public void Transposed_and_strided_operands_are_read_where_they_lie()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        ShouldBeTheProduct(randn(70, 45).t(), randn(33, 70).t());
        ShouldBeTheProduct(randn(45, 140)[TensorIndex.Colon, TensorIndex.Slice(0, null, 2)], randn(70, 66)[TensorIndex.Colon, TensorIndex.Slice(1, null, 2)]);
        ShouldBeTheProduct(randn(3, 45, 70)[1], randn(70, 1).expand(70, 20));
        ShouldBeTheProduct(randn(1, 70).expand(40, 70), randn(70, 50));
    }

    [Test]
    public void Narrow_products_of_operands_that_lie_by_depth_are_turned_round([Values(1, 5, 12, 16, 17)] int n, [Values(32, 45, 64)] int m)
    {
        using var scope = NewDisposeScope();
        manual_seed(9);
        ShouldBeTheProduct(randn(300, m).t(), randn(300, n));
    }

    [Test]
    public void Wide_and_deep_products_cross_every_block()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        ShouldBeTheProduct(randn(25, 600), randn(600, 1100));
    }

    [Test]
    public void Double_keeps_its_precision()
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        var (a, b) = (randn(37, 300, dtype: float64), randn(300, 41, dtype: float64));
        var error = (a.mm(b) - Definition(a, b)).abs().max().item<double>();
        error.ShouldBeLessThan(1e-12);
    }

    [Test]
    public void Batches_are_multiplied_one_by_one()
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        var (a, b) = (randn(6, 20, 30), randn(6, 30, 25));
        var all = a.bmm(b);
        for (var i = 0; i < 6; i++) all[i].allclose(a[i].mm(b[i]), 0, 0).ShouldBeTrue($"batch {i}");
        matmul(a, b[0]).allclose(stack(Enumerable.Range(0, 6).Select(i => a[i].mm(b[0]))), 1e-6, 1e-6).ShouldBeTrue();
    }

    [Test]
    public void Nothing_to_sum_gives_zeros_and_nothing_to_give_gives_nothing()
    {
        using var scope = NewDisposeScope();
        zeros(3, 0).mm(zeros(0, 4)).abs().sum().item<float>().ShouldBe(0);
        zeros(0, 3).mm(zeros(3, 4)).shape.ShouldBe([0, 4]);
    }

    [Test]
    public void A_row_is_the_same_whatever_rows_stand_beside_it()
    {
        using var scope = NewDisposeScope();
        manual_seed(6);
        var (a, b) = (randn(100, 64), randn(64, 48));
        var whole = a.mm(b);
        foreach (var count in (long[])[16, 32, 48])
            a.narrow(0, 16, count).mm(b).allclose(whole.narrow(0, 16, count), 0, 0).ShouldBeTrue($"{count} rows");
    }

    /// <summary>Few rows take another path, with the rows in the lanes; the bits must not tell.</summary>
    [Test]
    public void A_row_of_a_layer_is_the_same_in_small_and_large_batches([Values(12, 13, 64, 300)] int outputs, [Values(7, 256, 600)] int inputs)
    {
        using var scope = NewDisposeScope();
        manual_seed(8);
        var (x, w, b) = (randn(200, inputs), randn(outputs, inputs), randn(outputs));
        var whole = nn.functional.linear(x, w, b);
        foreach (var count in (long[])[5, 15, 16, 17, 31, 32, 33])
            nn.functional.linear(x.narrow(0, 20, count), w, b).bytes.SequenceEqual(whole.narrow(0, 20, count).bytes).ShouldBeTrue($"{count} rows");
        // One to four rows are summed lane by lane instead, which is faster and rounds differently.
        nn.functional.linear(x.narrow(0, 3, 1), w, b).allclose(whole.narrow(0, 3, 1), 1e-4, 1e-4).ShouldBeTrue();
    }

    [Test]
    public void Sizes_that_do_not_fit_are_refused() =>
        Should.Throw<ArgumentException>(static () => zeros(3, 4).mm(zeros(5, 6))).Message.ShouldContain("[3, 4] and [5, 6]");

    private static void ShouldBeTheProduct(Tensor a, Tensor b)
    {
        var found = a.mm(b);
        found.shape.ShouldBe([a.size(0), b.size(1)]);
        var (x, y) = (a.to(float64), b.to(float64));
        // The rounding error of a sum of k products is bounded by k eps times the sum of their magnitudes.
        var bound = Definition(x.abs(), y.abs()) * (a.size(1) * 1.2e-7);
        ((found.to(float64) - Definition(x, y)).abs() <= bound + 1e-30).all().item<bool>().ShouldBeTrue($"{a.Impl.Layout} times {b.Impl.Layout}");
    }

    private static Tensor Definition(Tensor a, Tensor b)
    {
        var (m, k, n) = (a.size(0), a.size(1), b.size(1));
        var (x, y, z) = (a.data<double>().ToArray(), b.data<double>().ToArray(), new double[m * n]);
        for (var i = 0; i < m; i++)
        {
            for (var p = 0; p < k; p++)
            {
                for (var j = 0; j < n; j++) z[i * n + j] += x[i * k + p] * y[p * n + j];
            }
        }
        return tensor(z, [m, n]);
    }
}
