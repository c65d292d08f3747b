namespace SurrogateEngine.Trainers;

/// <summary>Whether curves may be promised never to fall.</summary>
static class MonotoneTargets
{
    /// <summary>How far a curve may fall below its highest point so far, as a share of its largest value: what a solver's error can
    /// do.</summary>
    const float Slack = 1e-3f;

    /// <summary>Refuses training curves of which one falls.</summary>
    /// <exception cref="RefusedException">Names the output and the curve.</exception>
    public static void Require(CurveSet set, ReadOnlySpan<int> rows)
    {
        int times = set.Space.Times.Count;
        foreach (int row in rows)
            for (int output = 0; output < set.Space.Outputs.Count; output++)
            {
                var curve = set.Curve(row).Slice(output * times, times);
                float highest = curve[0], largest = System.Numerics.Tensors.TensorPrimitives.MaxMagnitude(curve);
                foreach (float value in curve)
                {
                    if (value < highest - Slack * Math.Abs(largest))
                        throw new RefusedException(
                            $"Output {set.Space.Outputs[output].Name} falls in curve {row} of the training data, so the plan's monotone cannot hold: leave \"monotone\" out of the plan.");
                    highest = Math.Max(highest, value);
                }
            }
    }
}
