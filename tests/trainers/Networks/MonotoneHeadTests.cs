using SurrogateEngine.Trainers;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Training;

public sealed class MonotoneHeadTests
{
    static readonly NetworkShape Shape = new(2, 2, [1, 2, 3, 4])
    {
        Mean = [-2, -1, 0, 0.1f, 5, 5, 5.5f, 9],
        Deviation = [1, 1, 0.5f, 0.2f, 2, 2, 2, 2],
    };

    [TestCase("residual-mlp"), TestCase("deeponet")]
    public void It_learns_survives_its_file_and_goes_on(string network) =>
        NetworkTrial.Passes(NetworkTrial.Plan with
        {
            Network = NetworkTrial.Plan.Network with { Name = network, Monotone = true, Width = 24 },
        }, 0.04);

    [Test]
    public void Whatever_comes_in_no_curve_falls()
    {
        using var scope = NewDisposeScope();
        using var head = new MonotoneHead(Shape);
        var curves = InOwnUnits(head.forward(randn(200, 8) * 5));
        curves.diff(dim: 2).min().item<float>().ShouldBeGreaterThan(-1e-5f);
        // The first point is free, and falls as well as rises from row to row.
        curves.select(2, 0).std(0).min().item<float>().ShouldBeGreaterThan(1);
    }

    [Test]
    public void Zeros_give_the_mean_curve()
    {
        using var scope = NewDisposeScope();
        using var head = new MonotoneHead(Shape);
        var curve = InOwnUnits(head.forward(zeros(1, 8)));
        (curve.reshape(-1) - tensor((float[])[.. Shape.Mean], [8])).abs().max().item<float>().ShouldBeLessThan(0.02f);
    }

    [Test]
    public void A_trained_surrogate_never_falls_outside_its_ranges_either()
    {
        var plan = NetworkTrial.Plan with
        {
            Network = NetworkTrial.Plan.Network with { Monotone = true },
            Schedule = NetworkTrial.Plan.Schedule with { Epochs = 3 },
        };
        using var surrogate = Trainer.Train(plan, FirstOrderRelease.Curves(300));
        for (int i = 0; i < 50; i++)
        {
            float[] curve = surrogate.Predict([0.1 + 0.02 * i, 0.001 * Math.Exp(0.25 * i)]);
            for (int t = 1; t < curve.Length; t++)
                curve[t].ShouldBeGreaterThanOrEqualTo(curve[t - 1] - 1e-6f);
        }
    }

    [Test]
    public void Curves_that_fall_are_refused()
    {
        var set = FirstOrderRelease.Curves(FirstOrderRelease.SpaceOfTwo, 100);
        Should.Throw<RefusedException>(() => Trainer.Train(NetworkTrial.Plan with
        {
            Network = NetworkTrial.Plan.Network with { Monotone = true },
        }, set))
            .Message.ShouldStartWith("Output left falls in curve");
    }

    static Tensor InOwnUnits(Tensor normalized) =>
        (normalized * tensor((float[])[.. Shape.Deviation], [8]) + tensor((float[])[.. Shape.Mean], [8])).reshape(-1, 2, 4);
}
