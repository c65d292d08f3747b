using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training;

/// <summary>What surrogates make of a set's formulations, and how near two of them are.</summary>
static class SurrogateChecks
{
    /// <returns>Shape [rows, points].</returns>
    public static float[] Predict(Surrogate surrogate, CurveSet set)
    {
        var curves = new float[set.Curves.Length];
        surrogate.Predict(set.Parameters.Span, set.Count, curves);
        return curves;
    }

    public static void ShouldBeNear(float[] actual, float[] expected, float within)
    {
        actual.Length.ShouldBe(expected.Length);
        for (int i = 0; i < actual.Length; i++)
            actual[i].ShouldBe(expected[i], within);
    }
}
