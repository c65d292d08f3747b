using SurrogateEngine.Trainers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Training;

public sealed class GruDecoderTests
{
    [Test]
    public void It_learns_survives_its_file_and_goes_on() =>
        NetworkTrial.Passes(NetworkTrial.Plan with
        {
            Network = NetworkTrial.Plan.Network with { Name = "gru" },
            Schedule = NetworkTrial.Plan.Schedule with { Epochs = 20 },
        }, 0.05);

    [Test]
    public void The_past_never_depends_on_the_future()
    {
        using var scope = NewDisposeScope();
        using var network = new GruDecoder(new(2, 2, [1, 2, 4, 8]), 5, 2);
        var x = randn(3, 2);
        var before = network.forward(x).clone();
        var gru = (GRU)network.named_children().First(c => c.name == "gru").module;
        // The units that know the time are told otherwise at the third time and later.
        var times = network.get_buffer("times")!;
        using (no_grad())
            times[2, 0, 0] = 5f;
        var after = network.forward(x);
        gru.named_parameters().Count().ShouldBe(8);
        foreach (int output in (int[])[0, 1])
        {
            for (int t = 0; t < 2; t++)
                (after - before)[0, output * 4 + t].item<float>().ShouldBe(0);
            for (int t = 2; t < 4; t++)
                Math.Abs((after - before)[0, output * 4 + t].item<float>()).ShouldBeGreaterThan(0);
        }
    }
}
