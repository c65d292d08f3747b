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
        var root = PointwiseLoss.RootWeight(new Dictionary<string, double> { [name] = 3 }, curves, transform.Derivative(curves));
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
        var derivative = tensor(new float[] { 1, 2, 3, 4 }, [2, 2]);
        var root = PointwiseLoss.RootWeight(new Dictionary<string, double> { ["absolute"] = 2, ["transformed"] = 0.5 }, curves, derivative);
        var squares = root.square().data<float>().ToArray();
        float[] wanted = [2.5f, 8.5f, 18.5f, 32.5f];
        for (int i = 0; i < 4; i++)
            squares[i].ShouldBe(wanted[i], 1e-5f);
    }

    [Test]
    public void Gradient_weighting_counts_a_curve_most_where_it_moves_and_never_across_two_curves()
    {
        using var scope = NewDisposeScope();
        var curves = tensor(new float[] { 0, 0, 1, 1, 1, 5, 5, 5, 5, 5 }, [1, 10]);
        var loss = new Dictionary<string, double> { ["gradient-weighted"] = 1 };
        float[] w = PointwiseLoss.RootWeight(loss, curves, ones(1, 10), outputs: 2).square().Floats().ToArray();
        float size = (3 + 125) / 10f;
        for (int t = 0; t < 5; t++)
            w[t].ShouldBe((t is 1 or 2 ? 0.9f * 2.5f + 0.1f : 0.1f) / size, 1e-5f);
        w[5..].ShouldAllBe(v => Math.Abs(v - 0.1f / size) < 1e-6);
    }

    [Test]
    public void Time_weights_count_for_every_output_and_must_fit_the_times()
    {
        using var scope = NewDisposeScope();
        var space = FirstOrderRelease.SpaceOfTwo with { Times = [1, 2] };
        var plan = new TrainingPlan
        {
            Loss = new() { Weights = new Dictionary<string, double> { ["transformed"] = 1 }, TimeWeights = [4, 0.25] },
        };
        new PointwiseWeights(plan, space).Root(ones(1, 4), ones(1, 4)).Floats().ToArray().ShouldBe([2, 0.5f, 2, 0.5f]);
        Should.Throw<RefusedException>(() => new PointwiseWeights(plan, FirstOrderRelease.Space)).Message.ShouldContain("8 output times");
    }

    [Test]
    public void A_curve_of_zeros_weighs_a_finite_amount()
    {
        using var scope = NewDisposeScope();
        var root = PointwiseLoss.RootWeight(new Dictionary<string, double> { ["relative"] = 1 }, zeros(1, 3), ones(1, 3));
        root.isfinite().all().item<bool>().ShouldBeTrue();
    }
}
