using SurrogateEngine.Trainers;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Training.Inference;

public sealed unsafe class LaneNetworkTests
{
    [Test]
    public void A_network_in_lanes_gives_what_the_tensors_give(
        [Values("gelu", "silu", "tanh")] string activation, [Values(5, 12, 33, 128)] int width, [Values(0, 3)] int depth)
    {
        using var scope = NewDisposeScope();
        manual_seed(width);
        using var network = new ResidualMlp(4, width, depth, 13, Activations.Named(activation));
        var inputs = randn(32, 4);
        float[] expected = network.forward(inputs).Floats().ToArray();
        float[] found = Run(network.InLanes()!, inputs.Floats(), 32);
        for (int i = 0; i < expected.Length; i++)
            found[i].ShouldBe(expected[i], 5e-6f);
    }

    [Test]
    public void One_row_gives_the_bits_it_gives_among_others([Values(5, 48, 100)] int width)
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var network = new ResidualMlp(7, width, 2, 40, Activations.Named("gelu"));
        var lanes = network.InLanes()!;
        var inputs = randn(32, 7).Floats();
        float[] among32 = Run(lanes, inputs, 32);
        Run(lanes, inputs[..(16 * 7)], 16).ShouldBe(among32[..(16 * 40)]);
        for (int row = 0; row < 32; row++)
            Run(lanes, inputs.Slice(row * 7, 7), 1).ShouldBe(among32[(row * 40)..((row + 1) * 40)]);
    }

    /// <summary>Inputs and outputs row by row.</summary>
    static float[] Run(LaneNetwork network, ReadOnlySpan<float> inputs, int rows)
    {
        var memory = GC.AllocateArray<float>(rows * network.Inputs + network.Scratch(rows) + 16, pinned: true);
        var outputs = new float[rows * network.Points];
        fixed (float* lanes = memory)
        {
            for (int row = 0; row < rows; row++)
                for (int j = 0; j < network.Inputs; j++)
                    lanes[j * rows + row] = inputs[row * network.Inputs + j];
            float* found = network.Run(rows, lanes, lanes + rows * network.Inputs);
            for (int row = 0; row < rows; row++)
                for (int j = 0; j < network.Points; j++)
                    outputs[row * network.Points + j] = found[j * rows + row];
        }
        return outputs;
    }
}
