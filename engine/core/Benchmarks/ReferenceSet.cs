namespace SurrogateEngine.Benchmarks;

/// <summary>Curves of a problem's first formulations, solved far more exactly than any benchmark asks for.</summary>
/// <param name="Problem">The problem they belong to.</param>
/// <param name="Count">Number of formulations.</param>
/// <param name="Parameters">Row-major, shape [count, parameters], in the model's units.</param>
/// <param name="Curves">Shape [count, outputs, times].</param>
public sealed record ReferenceSet(ProblemSet Problem, int Count, double[] Parameters, double[] Curves)
{
    /// <summary>Below this a reference value counts as this much: a relative error of next to nothing means nothing.</summary>
    public const double Floor = 1e-3;

    /// <summary>Evaluates the released fraction, the model's first output.</summary>
    /// <param name="curves">Curves of the same formulations, shape [count, outputs, times].</param>
    public ReferenceError ErrorOf(ReadOnlySpan<float> curves)
    {
        var wide = new double[curves.Length];
        for (int k = 0; k < wide.Length; k++)
            wide[k] = curves[k];
        return ErrorOf(wide);
    }

    /// <inheritdoc cref="ErrorOf(ReadOnlySpan{float})"/>
    /// <exception cref="ArgumentException">The shape is not the reference's.</exception>
    public ReferenceError ErrorOf(ReadOnlySpan<double> curves)
    {
        if (curves.Length != Curves.Length)
            throw new ArgumentException($"{curves.Length} values cannot be compared with {Curves.Length}.", nameof(curves));
        var perFormulation = new double[Count];
        double largest = 0;
        for (int i = 0; i < Count; i++)
        {
            for (int j = 0; j < Problem.Times.Count; j++)
            {
                double exact = Curves[i * Problem.CurveLength + j];
                double difference = Difference(curves[i * Problem.CurveLength + j], exact);
                largest = Math.Max(largest, difference);
                perFormulation[i] = Math.Max(perFormulation[i], difference / Math.Max(Math.Abs(exact), Floor));
            }
        }

        return new(perFormulation.Max(), Median(perFormulation), largest);
    }

    /// <summary>Infinite for the NaN of a failed trajectory, so that no maximum or median overlooks it.</summary>
    static double Difference(double value, double exact) => double.IsNaN(value) ? double.PositiveInfinity : Math.Abs(value - exact);

    static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}

/// <summary>How far curves lie from the reference; infinitely far where a trajectory failed.</summary>
/// <param name="MaxRelative">Largest relative error of any value, against at least <see cref="ReferenceSet.Floor"/>.</param>
/// <param name="MedianRelative">Median over formulations of each one's largest relative error.</param>
/// <param name="MaxAbsolute">Largest absolute error.</param>
public readonly record struct ReferenceError(double MaxRelative, double MedianRelative, double MaxAbsolute);
