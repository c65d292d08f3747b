using System.Numerics.Tensors;

namespace SurrogateEngine.Trainers;

/// <summary>Settles which transform each output gets.</summary>
static class TransformChoice
{
    /// <summary>The plan's transform for every output; auto takes cloglog for outputs within [0, 1], raw for the others.</summary>
    /// <exception cref="RefusedException">The plan names a transform that cannot carry an output's values.</exception>
    public static string[] Of(string asked, CurveSet set, ReadOnlySpan<int> rows)
    {
        var (lowest, highest) = Ranges(set, rows);
        var names = new string[lowest.Length];
        for (int output = 0; output < names.Length; output++)
        {
            bool fraction = lowest[output] >= 0 && highest[output] <= 1;
            names[output] = asked != "auto" ? asked : fraction ? "cloglog" : "raw";
            if (!CurveTransform.All.Get(names[output]).Suits(lowest[output], highest[output]))
                throw new RefusedException(
                    $"Output {set.Space.Outputs[output].Name} runs from {lowest[output]:g4} to {highest[output]:g4}, which the transform {asked} cannot carry: use \"transform\": \"raw\" or \"auto\" in the plan.");
        }
        return names;
    }

    static (float[] Lowest, float[] Highest) Ranges(CurveSet set, ReadOnlySpan<int> rows)
    {
        int outputs = set.Space.Outputs.Count, times = set.Space.Times.Count;
        float[] lowest = new float[outputs], highest = new float[outputs];
        Array.Fill(lowest, float.MaxValue);
        Array.Fill(highest, float.MinValue);
        foreach (int row in rows)
            for (int output = 0; output < outputs; output++)
            {
                var curve = set.Curve(row).Slice(output * times, times);
                lowest[output] = Math.Min(lowest[output], TensorPrimitives.Min(curve));
                highest[output] = Math.Max(highest[output], TensorPrimitives.Max(curve));
            }
        return (lowest, highest);
    }
}
