using System.Numerics;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Baselines;

/// <summary>What a baseline learns of a curve's values, and how much each curve weighs in its least squares.</summary>
abstract class CurveLink
{
    /// <summary>Name in settings.</summary>
    public abstract string Name { get; }

    /// <summary>What is learned of a value.</summary>
    public abstract double Forward(double q);

    /// <summary>The value that is meant.</summary>
    public abstract double Inverse(double z);

    /// <summary>Weight of a curve's squared error.</summary>
    public abstract double Weight(ReadOnlySpan<float> curve);

    /// <summary>Relative L2 error of a curve.</summary>
    /// <param name="predicted">Linked.</param>
    /// <param name="truth">As it is.</param>
    public double RelativeError<T>(ReadOnlySpan<T> predicted, ReadOnlySpan<float> truth) where T : INumber<T>
    {
        var curve = new float[truth.Length];
        for (int j = 0; j < truth.Length; j++)
            curve[j] = (float)Inverse(double.CreateTruncating(predicted[j]));
        return CurveErrors.RelL2(curve, truth, truth.Length)[0];
    }

    /// <summary>The links a set's curves allow.</summary>
    public static IReadOnlyList<CurveLink> For(CurveSet set, int[] rows) => rows.All(row => IsFraction(set.Curve(row)))
        ? [new Raw(), new Cloglog()]
        : [new Raw()];

    static bool IsFraction(ReadOnlySpan<float> curve) => !curve.ContainsAnyExceptInRange(0f, 1f);

    /// <summary>The value itself, weighted so that the sum of squares is that of the curves' relative L2 errors.</summary>
    sealed class Raw : CurveLink
    {
        public override string Name => "raw";

        public override double Forward(double q) => q;

        public override double Inverse(double z) => z;

        public override double Weight(ReadOnlySpan<float> curve)
        {
            double square = 0;
            foreach (float q in curve)
                square += (double)q * q;
            return 1 / Math.Max(1e-8, square / curve.Length);
        }
    }

    /// <summary>log(-log(1 - q)) of a fraction, in which early and late decades count the same and every curve weighs one.</summary>
    sealed class Cloglog : CurveLink
    {
        public override string Name => "cloglog";

        public override double Forward(double q) => Trainers.Cloglog.Of(q);

        public override double Inverse(double z) => Trainers.Cloglog.Inverse(z);

        public override double Weight(ReadOnlySpan<float> curve) => 1;
    }
}
