namespace SurrogateEngine.Trainers;

/// <summary>
/// Curves as generative models see them: those of the first output alone, for who wants a release says nothing of the others. The mean of
/// the training curves is taken out and what is left divided by one number, so that an error weighs the same at all times.
/// </summary>
/// <param name="Mean">Mean of the training curves, shape [times].</param>
/// <param name="Deviation">Root mean squared deviation from it over all times.</param>
/// <param name="Unit">What an error is a share of: 1 for a released fraction, else the largest value of the output.</param>
public sealed record CurveScaling(IReadOnlyList<float> Mean, float Deviation, float Unit)
{
    /// <summary>Measures it on curves, shape [rows, times].</summary>
    internal static CurveScaling Of(ReadOnlySpan<float> curves, CurveSpace space)
    {
        int times = space.Times.Count, rows = curves.Length / times;
        double[] mean = new double[times];
        float largest = 0;
        for (int i = 0; i < curves.Length; i++)
        {
            mean[i % times] += curves[i] / (double)rows;
            largest = Math.Max(largest, Math.Abs(curves[i]));
        }

        double squares = 0;
        for (int i = 0; i < curves.Length; i++)
            squares += (curves[i] - mean[i % times]) * (curves[i] - mean[i % times]) / curves.Length;
        return new([.. mean.Select(value => (float)value)], squares > 0 ? (float)Math.Sqrt(squares) : 1,
            space.Outputs[0].Unit.Length == 0 || largest == 0 ? 1 : largest);
    }

    /// <summary>The first output's curves of a set, shape [rows, times].</summary>
    internal static float[] First(CurveSet set)
    {
        int times = set.Space.Times.Count;
        var first = new float[set.Count * times];
        for (int row = 0; row < set.Count; row++)
            set.Curve(row)[..times].CopyTo(first.AsSpan(row * times));
        return first;
    }

    /// <summary>Scales curves, shape [rows, times].</summary>
    internal float[] Scale(ReadOnlySpan<float> curves)
    {
        var scaled = new float[curves.Length];
        for (int i = 0; i < scaled.Length; i++)
            scaled[i] = (curves[i] - Mean[i % Mean.Count]) / Deviation;
        return scaled;
    }

    /// <summary>Adds <see cref="Scale"/> to an ONNX graph.</summary>
    internal string ToOnnx(OnnxGraph graph, string curves) => graph.Divide(
        graph.Subtract(curves, graph.Constant(Mean.ToArray(), Mean.Count)), graph.Number(Deviation));
}
