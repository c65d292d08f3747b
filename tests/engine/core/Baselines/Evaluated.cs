using SurrogateEngine.Baselines;
using SurrogateEngine.Kernels;
using SurrogateEngine.Tests.Training;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Baselines;

/// <summary>What baselines are asked to learn, and how well they did.</summary>
static class Evaluated
{
    /// <summary>Two parameters and a fixed one, three times: polynomials of degrees 2, 3 and 0 in what the parameters are on their
    /// scales.</summary>
    public static CurveSet Polynomials(int count, ulong seed = 0)
    {
        CurveSpace space = new(
            "polynomial", 1,
            [new("a", "", -1, 1, Scale.Linear, "", ""), new("c", "", 2, 2, Scale.Log, "", ""),
            new("b", "", Math.Exp(-1), Math.Exp(1), Scale.Log, "", "")],
            [new("Q", "", "")], [1, 2, 3], "d");
        double[] parameters = new double[count * 3];
        float[] curves = new float[count * 3];
        for (int i = 0; i < count; i++)
        {
            double a = 2 * RowSplit.Place([seed, i]) - 1, b = 2 * RowSplit.Place([seed, i, 1]) - 1;
            double[] formulation = [a, 2, Math.Exp(b)], curve = [1.5 + 0.5 * a * b, 2 + a * a * b - 0.3 * b * b, 1];
            formulation.CopyTo(parameters, 3 * i);
            for (int j = 0; j < 3; j++)
                curves[3 * i + j] = (float)curve[j];
        }

        return new(space, parameters, curves);
    }

    /// <summary>Errors of a baseline on closed-form release curves it has not seen.</summary>
    public static ErrorSummary OnRelease(IFittedBaseline fitted) => On(fitted, FirstOrderRelease.Curves(500, seed: 99));

    /// <summary>Errors of a baseline on a set.</summary>
    public static ErrorSummary On(IFittedBaseline fitted, CurveSet set)
    {
        var curves = new float[set.Curves.Length];
        fitted.Predict(set.Parameters.Span, set.Count, curves);
        return CurveErrors.Summary(CurveErrors.RelL2(curves, set.Curves.Span, set.Space.Points), 0);
    }
}
