using SurrogateEngine.Kernels;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace SurrogateEngine.Trainers;

/// <summary>Draws the formulations at which the model's equations are asked to hold: new ones every step, by seed and step alone.</summary>
sealed class Collocation(IReadOnlyList<Parameter> ranges, InputScaling scaling, PhysicsPlan plan, long seed, Device? device = null)
{
    /// <summary>Sets these draws apart from others of the same seed.</summary>
    const ulong Stream = 0x7068_7973_6963_7331;

    readonly double[] drawn = new double[plan.Points * ranges.Count];

    /// <summary>The formulations of a step.</summary>
    /// <returns>Scaled, shape [points, parameters], on the device, and in user units until the next draw.</returns>
    public (Tensor Inputs, double[] Parameters) Draw(long step)
    {
        ulong stream = SplitMix64.Hash((ulong)seed, (ulong)step, Stream);
        for (int i = 0; i < drawn.Length; i++)
        {
            double fraction = SplitMix64.ToUnit(SplitMix64.Hash(stream + (ulong)i));
            Parameter range = ranges[i % ranges.Count];
            drawn[i] = Math.Clamp(range.At(fraction * (1 + 2 * plan.Widen) - plan.Widen), range.DomainLow, range.DomainHigh);
        }
        var inputs = DeviceTensors.Empty(plan.Points, ranges.Count);
        scaling.Scale(drawn, inputs.Floats());
        return (inputs.On(device ?? CPU), drawn);
    }
}
