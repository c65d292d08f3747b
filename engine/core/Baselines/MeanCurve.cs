using System.Numerics.Tensors;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Baselines;

/// <summary>The mean of the training curves, whatever the formulation: the error of knowing nothing about it.</summary>
public sealed class MeanCurve : IBaseline
{
    /// <inheritdoc/>
    public string Name => "mean curve";

    /// <inheritdoc/>
    public IFittedBaseline Fit(CurveSet set)
    {
        int[] rows = BaselineRows.Of(set).All;
        var sum = new double[set.Space.Points];
        foreach (int row in rows)
        {
            ReadOnlySpan<float> curve = set.Curve(row);
            for (int j = 0; j < sum.Length; j++)
                sum[j] += curve[j];
        }

        TensorPrimitives.Divide(sum, rows.Length, sum);
        return new Fitted(set.Space, [.. sum.Select(value => (float)value)]);
    }

    sealed class Fitted(CurveSpace space, float[] mean) : IFittedBaseline
    {
        public CurveSpace Space => space;

        public string Setting => "";

        public void Predict(ReadOnlySpan<double> parameters, int count, Span<float> curves)
        {
            for (int row = 0; row < count; row++)
                mean.CopyTo(curves[(row * mean.Length)..]);
        }

        public void Dispose()
        {
        }
    }
}
