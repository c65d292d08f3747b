namespace SurrogateEngine.Fitting;

/// <summary>The released fraction of a single formulation.</summary>
static class OneCurve
{
    /// <summary>First output at the predictor's times.</summary>
    public static double[] Of(ICurvePredictor predictor, double[] formulation)
    {
        float[] curves = new float[predictor.Space.Points];
        predictor.Predict(formulation, 1, curves);
        return [.. curves.Take(predictor.Space.Times.Count).Select(value => (double)value)];
    }

    /// <summary>The same read at the measured times.</summary>
    public static double[] At(ICurvePredictor predictor, FitData data, double[] curve)
    {
        double[] values = new double[data.Times.Length];
        new MonotoneCurve(predictor.Space.Times, data.Times).Read([.. curve.Select(value => (float)value)], values);
        return values;
    }
}
