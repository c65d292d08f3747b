using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>A run of a parameter's numbers, short enough to stay in the second-level cache with all that an update reads and
/// writes.</summary>
unsafe struct FusedBlock
{
    const int Length = 8192, Many = 8;

    public float* Weight, Gradient, First, Second, Average;
    public int Count;

    /// <summary>Whether it pays to wake other threads for a pass over the blocks.</summary>
    public static bool AreWorthSharing(FusedBlock[] blocks)
    {
        int whole = 0;
        foreach (ref readonly var block in blocks.AsSpan())
            if (block.Count == Length)
                whole++;
        return whole >= Many;
    }

    /// <summary>Blocks of all trained parameters.</summary>
    /// <param name="parameters">Parameters and gradients.</param>
    /// <param name="first">What the optimizer remembers of each; null where it remembers nothing.</param>
    /// <param name="second">The same, a second tensor.</param>
    /// <param name="averages">The moving average of each.</param>
    public static FusedBlock[] Of(FusedParameters parameters, IReadOnlyList<Tensor?> first, IReadOnlyList<Tensor?> second,
        IReadOnlyList<Tensor> averages)
    {
        var blocks = new List<FusedBlock>();
        for (int i = 0; i < parameters.Trained.Count; i++)
        {
            Parameter parameter = parameters.Trained[i];
            for (long at = 0; at < parameter.numel(); at += Length)
                blocks.Add(new FusedBlock
                {
                    Weight = parameter.Pointer() + at,
                    Gradient = parameters.GradientOf(parameter) + at,
                    First = first[i] is { } m ? m.Pointer() + at : null,
                    Second = second[i] is { } v ? v.Pointer() + at : null,
                    Average = averages[i].Pointer() + at,
                    Count = (int)Math.Min(Length, parameter.numel() - at),
                });
        }
        return [.. blocks];
    }
}
