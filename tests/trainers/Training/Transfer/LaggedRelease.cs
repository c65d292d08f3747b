using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training.Transfer;

/// <summary>First-order release's next of kin: its parameters in another order with one more between them, its output behind another
/// one.</summary>
static class LaggedRelease
{
    static readonly CurveSpace Plain = FirstOrderRelease.Space;

    public static CurveSpace Space { get; } = Plain with
    {
        Model = "lagged-release",
        Parameters = [Plain.Parameters[1], new("lag", "", 0, 1, Scale.Linear, "share held back", "test"), Plain.Parameters[0]],
        Outputs = [new("held", "", "fraction held back"), Plain.Outputs[0]],
    };

    public static CurveSet Curves(int count, ulong seed = 0)
    {
        CurveSet plain = FirstOrderRelease.Curves(count, seed);
        int times = Plain.Times.Count;
        double[] parameters = new double[count * 3];
        float[] curves = new float[count * 2 * times];
        for (int i = 0; i < count; i++)
        {
            double lag = RowSplit.Place([seed, i, 2]);
            (parameters[3 * i], parameters[3 * i + 1], parameters[3 * i + 2]) = (plain.Formulation(i)[1], lag, plain.Formulation(i)[0]);
            for (int j = 0; j < times; j++)
            {
                float released = plain.Curve(i)[j] * (float)(1 - 0.2 * lag);
                (curves[2 * i * times + j], curves[(2 * i + 1) * times + j]) = (1 - released, released);
            }
        }

        return new(Space, parameters, curves, "closed form");
    }
}
