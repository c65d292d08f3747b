using SurrogateEngine.Trainers;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Training;

public sealed class PodHeadTests
{
    [TestCase("pod"), TestCase("learned")]
    public void It_learns_survives_its_file_and_goes_on(string basis) =>
        NetworkTrial.Passes(NetworkTrial.Plan with { Network = NetworkTrial.Plan.Network with { Basis = basis, Modes = 6 } }, 0.04);

    [Test]
    public void Modes_of_the_data_come_by_falling_variance_and_are_orthogonal()
    {
        using var scope = NewDisposeScope();
        var (set, rows, transform) = Data();
        using var owned = transform;
        var basis = tensor(PodBasis.Of(set, rows, transform, 8), [8, 8]).to(ScalarType.Float64);
        var gram = basis.matmul(basis.t());
        double[] variances = gram.diagonal().data<double>().ToArray();
        variances.ShouldBe(variances.OrderDescending());
        (gram - gram.diagonal().unsqueeze(0) * eye(8, dtype: ScalarType.Float64)).abs().max().item<double>().ShouldBeLessThan(1e-5);
        // Normalized curves have a variance of one at each of the eight times.
        variances.Sum().ShouldBe(8, 1e-3);
    }

    [Test]
    public void Few_modes_hold_nearly_all_of_smooth_curves()
    {
        using var scope = NewDisposeScope();
        var (set, rows, transform) = Data();
        using var owned = transform;
        var curves = transform.ToNetwork(set.CurveTensor(rows));
        var basis = tensor(PodBasis.Of(set, rows, transform, 4), [4, 8]);
        using var head = new PodHead(8, 4, learned: false, basis.Floats().ToArray());
        var coefficients = curves.matmul(basis.t()) / basis.square().sum(1);
        (head.forward(coefficients) - curves).square().mean().item<float>().ShouldBeLessThan(1e-3f);
        // Coefficients are of order one.
        coefficients.square().mean([0L]).Floats().ToArray().ShouldAllBe(v => Math.Abs(v - 1) < 0.01);
    }

    [Test]
    public void A_learned_basis_is_a_weight_and_a_fixed_one_is_kept_beside_the_weights()
    {
        using var scope = NewDisposeScope();
        using var learned = new PodHead(5, 9, learned: true, null);
        learned.Modes.ShouldBe(5);
        learned.named_parameters().Select(p => p.name).ShouldBe(["modes"]);
        using var given = new PodHead(2, 2, learned: false, [1, 2, 3, 4]);
        given.named_parameters().ShouldBeEmpty();
        Weights.Of(given).ShouldHaveSingleItem().Values.ShouldBe([1, 2, 3, 4]);
    }

    static (CurveSet Set, int[] Rows, OutputTransform Transform) Data()
    {
        var set = FirstOrderRelease.Curves(500);
        int[] rows = [.. Enumerable.Range(0, 500)];
        return (set, rows, OutputTransform.Fit(["cloglog"], set, rows));
    }
}
