using System.Numerics;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Baselines;

/// <summary>What a baseline learns of a curve's values, and how much each curve weighs in its least squares.</summary>
abstract class CurveLink
{
    /// <summary>Name in settings.</summary>
    public abstract string Name { get; }

    /// <summary>What is learnt of a value.</summary>
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
        double error = 0, size = 0;
        for (int j = 0; j < truth.Length; j++)
        {
            double difference = Inverse(double.CreateTruncating(predicted[j])) - truth[j];
            error += difference * difference;
            size += (double)truth[j] * truth[j];
        }

        // A curve that is zero everywhere has no relative error; its absolute one stands in.
        return Math.Sqrt(error / (size > 0 ? size : 1));
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
        const double Edge = 1e-6;

        public override string Name => "cloglog";

        public override double Forward(double q) => Math.Log(-Math.Log(1 - Math.Clamp(q, Edge, 1 - Edge)));

        public override double Inverse(double z) => 1 - Math.Exp(-Math.Exp(z));

        public override double Weight(ReadOnlySpan<float> curve) => 1;
    }
}
