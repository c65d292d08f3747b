using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>Derivatives of some rows' curves as a network is taught them: by scaled parameters, relative to the curve's size.</summary>
static class SensitivityTargetTable
{
    /// <summary>What a curve that is zero everywhere counts as, squared.</summary>
    const double Smallest = 1e-8;

    /// <summary>The sensitivities of some rows, out of the set or, where it has none, computed anew from the model it names.</summary>
    /// <returns>Both on the host.</returns>
    /// <exception cref="RefusedException">The set has no sensitivities and its model is not known, or of another version.</exception>
    public static SensitivityTargets Of(CurveSet set, int[] rows, InputScaling scaling, OutputTransform transform)
    {
        int points = set.Space.Points, inputs = scaling.Count;
        float[]? computed = set.Sensitivities.IsEmpty ? ModelSensitivities.Of(set, rows) : null;
        using var scope = NewDisposeScope();
        var sensitivities = DeviceTensors.Empty([rows.Length, points, inputs]);
        var to = sensitivities.Floats();
        var stretch = new float[inputs];
        for (int i = 0; i < rows.Length; i++)
        {
            var from = computed is null ? set.Sensitivity(rows[i]) : computed.AsSpan(i * points * inputs, points * inputs);
            scaling.Stretch(set.Formulation(rows[i]), stretch);
            for (int k = 0; k < from.Length; k++)
                to[i * from.Length + k] = from[k] * stretch[k % inputs];
        }
        var targets = Of(set.CurveTensor(rows), sensitivities, transform);
        return new(targets.Weights.DetachFromDisposeScope(), targets.Sensitivities.DetachFromDisposeScope());
    }

    /// <summary>The targets of curves and of their derivatives by scaled parameters.</summary>
    /// <param name="curves">Shape [rows, points], on the transform's device.</param>
    /// <param name="sensitivities">Shape [rows, points, parameters], on the same; not finite where nothing is known, and there nothing is
    /// taught.</param>
    /// <param name="transform">Curves to what the network gives.</param>
    public static SensitivityTargets Of(Tensor curves, Tensor sensitivities, OutputTransform transform)
    {
        var size = curves.square().mean([1], keepdim: true).clamp(min: Smallest).sqrt();
        var known = sensitivities.sum(2L).isfinite();
        var weights = transform.Derivative(curves) / size;
        return new(where(known, weights, zeros_like(weights)),
            where(known.unsqueeze(2), sensitivities, zeros_like(sensitivities)) / size.unsqueeze(2));
    }
}
