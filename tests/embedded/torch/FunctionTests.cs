using TorchSharp;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Embedded.Torch;

/// <summary>Values of elementwise functions and reductions.</summary>
public sealed class FunctionTests
{
    private static IEnumerable<TestCaseData> Accurate()
    {
        yield return Case("exp", static x => x.exp(), Math.Exp, -87, 88, 2);
        yield return Case("expm1", static x => x.expm1(), double.ExpM1, -20, 20, 3);
        yield return Case("expm1 near zero", static x => x.expm1(), double.ExpM1, -1e-3, 1e-3, 2);
        yield return Case("sigmoid", static x => x.sigmoid(), static x => 1 / (1 + Math.Exp(-x)), -80, 30, 3);
        yield return Case("tanh", static x => x.tanh(), Math.Tanh, -12, 12, 4);
        yield return Case("tanh near zero", static x => x.tanh(), Math.Tanh, -1e-2, 1e-2, 4);
        yield return Case("silu", static x => nn.functional.silu(x), static x => x / (1 + Math.Exp(-x)), -50, 50, 4);
        yield return Case("log", static x => x.log(), Math.Log, 1e-3, 100, 3);
        yield return Case("log1p", static x => x.log1p(), static x => Math.Log(1 + x), 1e-2, 10, 2);
        yield return Case("softplus", static x => x.softplus(), static x => Math.Log(1 + Math.Exp(x)), -10, 30, 4);
    }

    /// <summary>Errors in units of the last place of the result.</summary>
    [TestCaseSource(nameof(Accurate))]
    public void Float_functions_are_accurate_to_the_last_places(Func<Tensor, Tensor> function, Func<double, double> exact, double low, double high, double units)
    {
        using var scope = NewDisposeScope();
        var x = linspace(low, high, 200_003);
        var (at, found) = (x.data<float>().ToArray(), function(x).data<float>().ToArray());
        double worst = 0;
        var where = 0;
        for (var i = 0; i < at.Length; i++)
        {
            var expected = exact(at[i]);
            var error = Math.Abs(found[i] - expected) / (MathF.BitIncrement(Math.Abs((float)expected)) - Math.Abs((float)expected));
            if (error > worst) (worst, where) = (error, i);
        }
        worst.ShouldBeLessThan(units, $"at {at[where]}: {found[where]} and {exact(at[where])}");
    }

    [Test]
    public void Erf_and_gelu_are_accurate_to_the_last_places_of_one()
    {
        using var scope = NewDisposeScope();
        var x = linspace(-6, 6, 100_001);
        var exact = x.to(float64);
        (x.erf().to(float64) - exact.erf()).abs().max().item<double>().ShouldBeLessThan(4e-7);
        ((nn.functional.gelu(x).to(float64) - nn.functional.gelu(exact)) / exact.abs().clamp(min: 1)).abs().max().item<double>().ShouldBeLessThan(4e-7);
        // Abramowitz and Stegun, table 7.1.
        tensor(0.5).erf().item<double>().ShouldBe(0.5204998778130465, 1e-15);
        tensor(2.0).erf().item<double>().ShouldBe(0.9953222650189527, 1e-15);
        tensor(3.0).erf().item<double>().ShouldBe(0.9999779095030014, 1e-15);
    }

    [Test]
    public void Infinities_and_NaN_follow_the_standard()
    {
        using var scope = NewDisposeScope();
        float inf = float.PositiveInfinity, nan = float.NaN;
        var x = tensor([inf, -inf, nan, 0f, 200f, -200f]);
        Values(x.exp()).ShouldBe([inf, 0, nan, 1, inf, 0]);
        Values(x.expm1()).ShouldBe([inf, -1, nan, 0, inf, -1]);
        Values(x.sigmoid()).ShouldBe([1, 0, nan, 0.5f, 1, 0]);
        Values(x.tanh()).ShouldBe([1, -1, nan, 0, 1, -1]);
        Values(x.relu())[2].ShouldBe(nan);
        Values(x.maximum(tensor(1f)))[2].ShouldBe(nan);
        Values(tensor([0f, -1f]).log()).ShouldBe([-inf, nan]);
        x.isnan().data<bool>().ToArray().ShouldBe([false, false, true, false, false, false]);
        x.isfinite().data<bool>().ToArray().ShouldBe([false, false, false, true, true, true]);
        float.IsNegative(Values(tensor([-0f]).tanh())[0]).ShouldBeTrue();
    }

    [Test]
    public void Small_results_of_exp_fade_through_the_subnormals()
    {
        using var scope = NewDisposeScope();
        var found = Values(tensor([-90f, -100f, -103f]).exp());
        for (var i = 0; i < 3; i++) ((double)found[i]).ShouldBe(Math.Exp(-90 - new[] { 0, 10, 13 }[i]), 1.5e-45);
    }

    [Test]
    public void Reductions_agree_with_their_definitions()
    {
        using var scope = NewDisposeScope();
        manual_seed(7);
        var x = randn(5, 33, 7);
        var all = x.data<float>().ToArray();
        x.sum().item<float>().ShouldBe((float)all.Sum(static v => (double)v), 1e-4f);
        x.mean().item<float>().ShouldBe((float)all.Average(static v => (double)v), 1e-6f);
        x.max().item<float>().ShouldBe(all.Max());
        x.min().item<float>().ShouldBe(all.Min());
        x.argmax().item<long>().ShouldBe(Array.IndexOf(all, all.Max()));
        var (values, places) = x.max(1);
        x.gather(1, places.unsqueeze(1)).squeeze(1).allclose(values, 0, 0).ShouldBeTrue();
        x.sum([0L, 2L]).allclose(x.sum(2L).sum(0L), 1e-5, 1e-5).ShouldBeTrue();
        x.sum([0L, 2L], keepdim: true).shape.ShouldBe([1, 33, 1]);
        x.permute(2, 0, 1).sum(1L).allclose(x.sum(0L).t(), 1e-5, 1e-5).ShouldBeTrue();
        var mean = all.Average(static v => (double)v);
        x.var().item<float>().ShouldBe((float)(all.Sum(v => (v - mean) * (v - mean)) / (all.Length - 1)), 1e-5f);
        x.var(unbiased: false).item<float>().ShouldBe((float)(all.Sum(v => (v - mean) * (v - mean)) / all.Length), 1e-5f);
        (x > 0).any().item<bool>().ShouldBeTrue();
        (x > 0).all().item<bool>().ShouldBeFalse();
        arange(5).cumsum(0).data<long>().ToArray().ShouldBe([0, 1, 3, 6, 10]);
        zeros(0).sum().item<float>().ShouldBe(0);
    }

    [Test]
    public void A_long_float_sum_loses_little()
    {
        using var scope = NewDisposeScope();
        full(3_000_000, 0.1f).sum().item<float>().ShouldBe(300_000f, 0.1f);
    }

    [Test]
    public void Bits_of_whole_numbers_and_truths_combine()
    {
        using var scope = NewDisposeScope();
        (tensor([6L, 5L]) & tensor([3L, 4L])).data<long>().ToArray().ShouldBe([2, 4]);
        (tensor([6L]) | tensor([1L])).item<long>().ShouldBe(7);
        (~tensor([0L, 5L])).data<long>().ToArray().ShouldBe([-1, -6]);
        var x = tensor([-1f, 0.5f, 2f]);
        ((x > 0) & (x < 1)).data<bool>().ToArray().ShouldBe([false, true, false]);
        (~(x > 0)).data<bool>().ToArray().ShouldBe([true, false, false]);
        Should.Throw<InvalidOperationException>(() => x & x);
    }

    [Test]
    public void Ranges_and_fills()
    {
        using var scope = NewDisposeScope();
        Values(linspace(0, 1, 5)).ShouldBe([0, 0.25f, 0.5f, 0.75f, 1]);
        arange(2, 10, 3).data<long>().ToArray().ShouldBe([2, 5, 8]);
        Values(arange(0.0, 1.0, 0.25)).ShouldBe([0, 0.25f, 0.5f, 0.75f]);
        Values(eye(2)).ShouldBe([1, 0, 0, 1]);
        full([2], 3, dtype: int64).data<long>().ToArray().ShouldBe([3, 3]);
        from_array(new double[,] { { 1, 2 }, { 3, 4 } }).shape.ShouldBe([2, 2]);
        Should.Throw<ArgumentException>(static () => tensor([1f, 2f], [3]));
    }

    private static float[] Values(Tensor x) => x.data<float>().ToArray();

    private static TestCaseData Case(string name, Func<Tensor, Tensor> function, Func<double, double> exact, double low, double high, double units) =>
        new TestCaseData(function, exact, low, high, units).SetName($"{name} is accurate");
}
