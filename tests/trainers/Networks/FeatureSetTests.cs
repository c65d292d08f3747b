using SurrogateEngine.Trainers;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Training;

public sealed class FeatureSetTests
{
    [Test]
    public void All_features_together_learn_survive_their_file_and_go_on() =>
        NetworkTrial.Passes(NetworkTrial.Plan with
        {
            Network = NetworkTrial.Plan.Network with { Features = ["effective-rates", "fourier"], FourierFeatures = 8 },
            Schedule = NetworkTrial.Plan.Schedule with { Epochs = 20 },
        }, 0.05);

    [Test]
    public void The_parameters_come_first()
    {
        using var scope = NewDisposeScope();
        var shape = NetworkShape.Of(FirstOrderRelease.Space);
        using var features = new FeatureSet(shape, NetworkTrial.Plan with
        {
            Network = NetworkTrial.Plan.Network with { Features = ["effective-rates", "fourier"], FourierFeatures = 8 },
        });
        features.Count.ShouldBe(2 + 5 + 16);
        var x = randn(4, 2);
        var all = features.forward(x);
        all.shape.ShouldBe([4, features.Count]);
        all.narrow(1, 0, 2).clone().Floats().ToArray().ShouldBe(x.Floats().ToArray());
    }
}
