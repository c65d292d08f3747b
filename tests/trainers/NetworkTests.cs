using SurrogateEngine.Trainers;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Training;

public sealed class NetworkTests
{
    static readonly NetworkShape Shape = new(3, 2, [1, 2, 3, 4]);

    [Test]
    public void Every_network_gives_the_shape_that_is_asked_for()
    {
        foreach (string name in Networks.Names)
        {
            using var scope = NewDisposeScope();
            using var network = Networks.Create(Shape, new TrainingPlan { Network = name, Width = 8 });
            network.forward(ones(5, 3)).shape.ShouldBe([5, 8], name);
        }
    }

    [Test]
    public void Every_weight_of_every_network_gets_a_gradient()
    {
        foreach (string name in Networks.Names)
        {
            using var scope = NewDisposeScope();
            using var network = Networks.Create(Shape, new TrainingPlan { Network = name, Width = 8 });
            network.forward(ones(5, 3)).square().mean().backward();
            foreach (var (weight, parameter) in network.named_parameters())
                parameter.grad!.abs().sum().item<float>().ShouldBeGreaterThan(0, $"{name} {weight}");
        }
    }

    [Test]
    public void A_residual_mlp_is_its_formula()
    {
        using var scope = NewDisposeScope();
        using var network = new ResidualMlp(2, 3, 2, 1, x => x.tanh());
        var w = Weights.Of(network).ToDictionary(a => a.Name, a => a.Values);
        float[] x = [0.3f, -0.8f];
        double[] h = [.. Enumerable.Range(0, 3).Select(i => w["first.weight"][2 * i] * x[0] + w["first.weight"][2 * i + 1] * x[1] + (double)w["first.bias"][i])];
        for (int block = 0; block < 2; block++)
        {
            double[] a = [.. h.Select(Math.Tanh)];
            for (int i = 0; i < 3; i++)
                h[i] += w[$"block{block}.bias"][i] + Enumerable.Range(0, 3).Sum(j => w[$"block{block}.weight"][3 * i + j] * a[j]);
        }
        double y = w["last.bias"][0] + Enumerable.Range(0, 3).Sum(j => w["last.weight"][j] * Math.Tanh(h[j]));
        network.forward(tensor(x, [1, 2])).item<float>().ShouldBe((float)y, 1e-6f);
    }

    [Test]
    public void The_seed_of_a_plan_decides_the_first_weights()
    {
        float[] First(long seed)
        {
            using var network = Networks.Create(Shape, new TrainingPlan { Width = 8, Seed = seed });
            return Weights.Of(network)[0].Values;
        }
        First(4).ShouldBe(First(4));
        First(4).ShouldNotBe(First(5));
    }
}
