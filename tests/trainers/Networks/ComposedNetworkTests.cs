using SurrogateEngine.Trainers;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Training;

public sealed class ComposedNetworkTests
{
    [Test]
    public void Features_body_and_head_run_one_after_the_other()
    {
        using var scope = NewDisposeScope();
        var shape = NetworkShape.Of(FirstOrderRelease.Space);
        var plan = NetworkTrial.Plan with
        {
            Network = NetworkTrial.Plan.Network with { Features = ["fourier"], FourierFeatures = 3, Monotone = true, Width = 7 },
        };
        using var network = Networks.Create(shape, plan);
        var part = network.named_children().ToDictionary(c => c.name, c => (nn.Module<Tensor, Tensor>)c.module);
        part.Keys.ShouldBe(["features", "body", "monotone"], ignoreOrder: true);
        var x = randn(4, 2);
        network.forward(x).allclose(part["monotone"].forward(part["body"].forward(part["features"].forward(x)))).ShouldBeTrue();
        network.get_parameter("body.first.weight")!.shape.ShouldBe([7, 2 + 6]);
    }

    [Test]
    public void A_plain_plan_gives_the_bare_network() =>
        Networks.Create(NetworkShape.Of(FirstOrderRelease.Space), NetworkTrial.Plan).ShouldBeOfType<ResidualMlp>();
}
