using SurrogateEngine.Trainers;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Training;

public sealed class LossTests
{
    /// <summary>For a small error of the network the weighted square is the loss it stands for.</summary>
    [TestCase("relative"), TestCase("absolute"), TestCase("transformed")]
    public void To_first_order_a_point_loss_is_what_it_says(string name)
    {
        using var scope = NewDisposeScope();
        var set = FirstOrderRelease.Curves(60);
        int[] rows = [.. Enumerable.Range(0, 60)];
        using var transform = OutputTransform.Fit(["cloglog"], set, rows);
        var curves = set.CurveTensor(rows);
        var z = transform.ToNetwork(curves);
        var error = cos(z * 7) * 1e-3;
        var root = PointLoss.RootWeight(new Dictionary<string, double> { [name] = 3 }, curves, transform.Slope(curves));
        double weighted = (error * root).square().mean().item<float>();

        var difference = transform.ToCurves_(z + error) - curves;
        double exact = 3 * (name switch
        {
            "relative" => (difference.square().sum(1) / curves.square().sum(1)).mean(),
            "absolute" => difference.square().mean(),
            _ => error.square().mean(),
        }).item<float>();
        weighted.ShouldBe(exact, 0.02 * exact);
    }

    [Test]
    public void Weights_of_several_losses_add_up()
    {
        using var scope = NewDisposeScope();
        var curves = tensor(new float[] { 0.1f, 0.4f, 0.2f, 0.9f }, [2, 2]);
        var slope = tensor(new float[] { 1, 2, 3, 4 }, [2, 2]);
        var root = PointLoss.RootWeight(new Dictionary<string, double> { ["absolute"] = 2, ["transformed"] = 0.5 }, curves, slope);
        var squares = root.square().data<float>().ToArray();
        float[] wanted = [2.5f, 8.5f, 18.5f, 32.5f];
        for (int i = 0; i < 4; i++) squares[i].ShouldBe(wanted[i], 1e-5f);
    }

    [Test]
    public void A_curve_of_zeros_weighs_a_finite_amount()
    {
        using var scope = NewDisposeScope();
        var root = PointLoss.RootWeight(new Dictionary<string, double> { ["relative"] = 1 }, zeros(1, 3), ones(1, 3));
        root.isfinite().all().item<bool>().ShouldBeTrue();
    }
}
