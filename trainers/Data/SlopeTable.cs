using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>Derivatives of some rows' curves as a network is taught them: by scaled parameters, relative to the curve's size.</summary>
static class SlopeTable
{
    /// <summary>What a curve that is zero everywhere counts as, squared.</summary>
    const double Smallest = 1e-8;

    /// <summary>The slopes of some rows, out of the set or, where it has none, computed anew from the law it names.</summary>
    /// <returns>Both on the host.</returns>
    /// <exception cref="RefusedException">The set has no slopes and its law is not known, or of another version.</exception>
    public static SlopeTargets Of(CurveSet set, int[] rows, InputScaling scaling, OutputTransform transform)
    {
        int points = set.Space.Points, inputs = scaling.Count;
        float[]? computed = set.Slopes.IsEmpty ? LawSlopes.Of(set, rows) : null;
        using var scope = NewDisposeScope();
        var slopes = DeviceTensors.Empty([rows.Length, points, inputs]);
        var to = slopes.Floats();
        var stretch = new float[inputs];
        for (int i = 0; i < rows.Length; i++)
        {
            var from = computed is null ? set.Slope(rows[i]) : computed.AsSpan(i * points * inputs, points * inputs);
            scaling.Stretch(set.Formulation(rows[i]), stretch);
            for (int k = 0; k < from.Length; k++) to[i * from.Length + k] = from[k] * stretch[k % inputs];
        }
        var targets = Of(set.CurveTensor(rows), slopes, transform);
        return new(targets.Weights.DetachFromDisposeScope(), targets.Slopes.DetachFromDisposeScope());
    }

    /// <summary>The targets of curves and of their derivatives by scaled parameters.</summary>
    /// <param name="curves">Shape [rows, points], on the transform's device.</param>
    /// <param name="slopes">Shape [rows, points, parameters], on the same; not finite where nothing is known, and there nothing is taught.</param>
    /// <param name="transform">Curves to what the network gives.</param>
    public static SlopeTargets Of(Tensor curves, Tensor slopes, OutputTransform transform)
    {
        var size = curves.square().mean([1], keepdim: true).clamp(min: Smallest).sqrt();
        var known = slopes.sum(2L).isfinite();
        var weights = transform.Slope(curves) / size;
        return new(where(known, weights, zeros_like(weights)), where(known.unsqueeze(2), slopes, zeros_like(slopes)) / size.unsqueeze(2));
    }
}
