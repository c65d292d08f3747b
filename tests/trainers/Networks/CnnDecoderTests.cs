using SurrogateEngine.Trainers;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Training;

public sealed class CnnDecoderTests
{
    [Test]
    public void It_learns_survives_its_file_and_goes_on() => // 002.06
        NetworkTrial.Passes(NetworkTrial.Plan with { Network = NetworkTrial.Plan.Network with { Name = "cnn" } }, 0.05);

    [TestCase(3), TestCase(4), TestCase(11), TestCase(64)]
    public void Any_number_of_times_comes_out(int times)
    {
        using var scope = NewDisposeScope();
        using var network = new CnnDecoder(new(2, 3, [.. Enumerable.Range(1, times).Select(t => (double)t)]), 16, 1, x => x.tanh());
        network.forward(ones(5, 2)).shape.ShouldBe([5, 3 * times]);
    }

    [Test]
    public void Each_level_doubles_the_points_and_halves_the_channels()
    {
        using var scope = NewDisposeScope();
        using var network = new CnnDecoder(new(2, 1, [.. Enumerable.Range(1, 33).Select(t => (double)t)]), 32, 1, x => x.tanh());
        var shapes = network.named_parameters().Where(p => p.name.StartsWith("level") && p.name.EndsWith("weight"))
            .Select(p => p.parameter.shape);
        shapes.ShouldBe([[16, 32, 5], [8, 16, 5], [8, 8, 5], [8, 8, 5]]);
    }
}
