using SurrogateEngine.Trainers;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Training;

public sealed class NetworkTests
{
    static readonly NetworkShape Shape = new(3, 2, [1, 2, 3, 4]);

    [Test]
    public void Every_network_gives_the_shape_that_is_asked_for()
    {
        foreach (string name in Networks.All.Names)
        {
            using var scope = NewDisposeScope();
            using var network = Networks.Create(Shape, new TrainingPlan { Network = new() { Name = name, Width = 8 } });
            network.forward(ones(5, 3)).shape.ShouldBe([5, 8], name);
        }
    }

    [Test]
    public void Every_weight_of_every_network_gets_a_gradient()
    {
        foreach (string name in Networks.All.Names)
        {
            using var scope = NewDisposeScope();
            using var network = Networks.Create(Shape, new TrainingPlan { Network = new() { Name = name, Width = 8 } });
            network.forward(ones(5, 3)).square().mean().backward();
            foreach (var (weight, parameter) in network.named_parameters())
                parameter.grad!.abs().sum().item<float>().ShouldBeGreaterThan(0, $"{name} {weight}");
        }
    }

    [Test]
    public void The_seed_of_a_plan_decides_the_first_weights()
    {
        float[] First(long seed)
        {
            using var network = Networks.Create(Shape, new TrainingPlan { Network = new() { Width = 8 }, Seed = seed });
            return Weights.Of(network)[0].Values;
        }
        First(4).ShouldBe(First(4));
        First(4).ShouldNotBe(First(5));
    }
}
