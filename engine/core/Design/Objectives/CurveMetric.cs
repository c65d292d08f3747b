using SurrogateEngine.Trainers;

namespace SurrogateEngine.Design;

/// <summary>
/// A number that a design is judged by, read from a formulation and its curves: a release at a time, a time to a release, what an output
/// does over time, or a parameter itself. <see cref="MetricReader"/> makes them from words.
/// </summary>
/// <param name="Text">The words it was made from, e.g. <c>release@1d</c>.</param>
/// <param name="Unit">Unit of its values; empty for shares and plain numbers.</param>
public abstract record CurveMetric(string Text, string Unit)
{
    /// <summary>Whether values are shares, to be shown in percent.</summary>
    public virtual bool IsShare => false;

    /// <summary>Outputs whose curves it is read from.</summary>
    public virtual IEnumerable<int> Outputs => [0];

    /// <summary>Points of the curves that it is read from: all of its outputs, or fewer.</summary>
    /// <param name="times">Times of a curve.</param>
    internal virtual PointRange Points(int times) => Outputs.Select(output => new PointRange(output * times, (output + 1) * times))
        .DefaultIfEmpty().Aggregate((a, b) => a.Union(b));

    /// <summary>Largest value that the curves can tell: what lies above is only known to do so.</summary>
    public virtual double Most => double.PositiveInfinity;

    /// <summary>Reads it.</summary>
    /// <param name="formulation">Shape [parameters], in their units.</param>
    /// <param name="curves">Shape [outputs, times].</param>
    /// <returns>The value; NaN where there is no curve.</returns>
    public abstract double Read(ReadOnlySpan<double> formulation, ReadOnlySpan<float> curves);

    /// <summary>A value for a person: percent for shares, "not by" where the curves end before.</summary>
    public string Show(double value) => double.IsNaN(value) ? "none"
        : value > Most ? $"> {NumberText.Short(Most)} {Unit}".TrimEnd()
        : IsShare ? NumberText.Percent(value) : $"{NumberText.Short(value)} {Unit}".TrimEnd();
}

/// <summary>An output at <paramref name="Time"/>, read between the times of the curves as <see cref="Fitting.MonotoneCurve"/> does.</summary>
sealed record ValueAtTime(
    string Text, string Unit, bool Share, int Output, int Times, double Time, Fitting.MonotoneCurve Reader) : CurveMetric(Text, Unit)
{
    /// <inheritdoc/>
    public override IEnumerable<int> Outputs => [Output];

    /// <inheritdoc/>
    public override bool IsShare => Share;

    /// <inheritdoc/>
    internal override PointRange Points(int times) => new(Output * times + Reader.Needs.First, Output * times + Reader.Needs.End);

    /// <inheritdoc/>
    public override double Read(ReadOnlySpan<double> formulation, ReadOnlySpan<float> curves)
    {
        Span<double> value = stackalloc double[1];
        Reader.Read(curves.Slice(Output * Times, Times), value);
        return value[0];
    }
}

/// <summary>The time at which a share of the dose is released. Where that is not reached, the last time and as much more of it as is
/// missing of the share: a search has a direction, and a reader sees that it is beyond.</summary>
sealed record TimeToRelease(string Text, string Unit, double Level, double[] Times) : CurveMetric(Text, Unit)
{
    /// <inheritdoc/>
    public override double Most => Times[^1];

    /// <inheritdoc/>
    public override double Read(ReadOnlySpan<double> formulation, ReadOnlySpan<float> curves)
    {
        ReadOnlySpan<float> released = curves[..Times.Length];
        return float.IsFinite(released[^1])
            ? Statistics.DissolutionMoments.TimeTo(Level, Times, released) ?? Times[^1] * (2 - Math.Max(0, released[^1]) / Level)
            : double.NaN;
    }
}

/// <summary>What is made of an output over all times.</summary>
enum Summary
{
    /// <summary>Area under the curve, by trapezoids.</summary>
    Area,

    /// <summary>Area over the length of the time.</summary>
    Mean,

    /// <summary>Largest value.</summary>
    Maximum,

    /// <summary>Smallest value.</summary>
    Minimum,
}

/// <summary>An output summed up over the times of the curves.</summary>
sealed record OutputSummary(string Text, string Unit, bool Share, int Output, double[] Times, Summary Kind) : CurveMetric(Text, Unit)
{
    /// <inheritdoc/>
    public override IEnumerable<int> Outputs => [Output];

    /// <inheritdoc/>
    public override bool IsShare => Share;

    /// <inheritdoc/>
    public override double Read(ReadOnlySpan<double> formulation, ReadOnlySpan<float> curves)
    {
        ReadOnlySpan<float> y = curves.Slice(Output * Times.Length, Times.Length);
        double area = 0, most = y[0], least = y[0];
        for (int k = 1; k < y.Length; k++)
        {
            area += 0.5 * ((double)y[k] + y[k - 1]) * (Times[k] - Times[k - 1]);
            (most, least) = (Math.Max(most, y[k]), Math.Min(least, y[k]));
        }

        return Kind switch
        {
            Summary.Area => area,
            Summary.Mean => area / (Times[^1] - Times[0]),
            Summary.Maximum => most,
            _ => least,
        };
    }
}

/// <summary>Share of the time between the first and the last that an output lies within a window, such as that in which a plasma level
/// works and does no harm; the curve is taken as straight between its times.</summary>
sealed record ShareOfTime(string Text, int Output, double[] Times, double Low, double High) : CurveMetric(Text, "")
{
    /// <inheritdoc/>
    public override IEnumerable<int> Outputs => [Output];

    /// <inheritdoc/>
    public override bool IsShare => true;

    /// <inheritdoc/>
    public override double Read(ReadOnlySpan<double> formulation, ReadOnlySpan<float> curves)
    {
        ReadOnlySpan<float> y = curves.Slice(Output * Times.Length, Times.Length);
        double within = 0;
        for (int k = 1; k < y.Length; k++)
            within += Within(y[k - 1], y[k]) * (Times[k] - Times[k - 1]);
        return float.IsFinite(y[^1]) ? within / (Times[^1] - Times[0]) : double.NaN;
    }

    /// <summary>Share of a straight piece that lies in the window.</summary>
    double Within(double from, double to)
    {
        if (from == to)
            return from >= Low && from <= High ? 1 : 0;
        double first = Math.Clamp((Low - from) / (to - from), 0, 1), second = Math.Clamp((High - from) / (to - from), 0, 1);
        return Math.Abs(second - first);
    }
}

/// <summary>How long an output stays at or above a level once it is there: the dosing interval that one dose covers. Straight between the
/// times of the curves; 0 where the level is never reached.</summary>
sealed record Duration(string Text, string Unit, int Output, double[] Times, double Level) : CurveMetric(Text, Unit)
{
    /// <inheritdoc/>
    public override IEnumerable<int> Outputs => [Output];

    /// <inheritdoc/>
    public override double Read(ReadOnlySpan<double> formulation, ReadOnlySpan<float> curves)
    {
        ReadOnlySpan<float> y = curves.Slice(Output * Times.Length, Times.Length);
        if (!float.IsFinite(y[^1]))
            return double.NaN;
        int from = 0;
        while (from < y.Length && y[from] < Level)
            from++;
        if (from == y.Length)
            return 0;
        int to = from;
        while (to + 1 < y.Length && y[to + 1] >= Level)
            to++;
        double start = from == 0 ? Times[0] : Crossing(y, from - 1), end = to + 1 == y.Length ? Times[^1] : Crossing(y, to);
        return end - start;
    }

    double Crossing(ReadOnlySpan<float> y, int k) =>
        Times[k] + (Times[k + 1] - Times[k]) * (Level - y[k]) / ((double)y[k + 1] - y[k]);
}

/// <summary>Root of the mean squared difference to a wanted curve, over <paramref name="Size"/>: the dose for a release, else the root of
/// the mean square of what is wanted.</summary>
sealed record CurveMiss(
    string Text, double[] Wanted, double[] WantedAt, int Output, int Times, Fitting.MonotoneCurve Reader, double Size)
    : CurveMetric(Text, "")
{
    /// <inheritdoc/>
    public override IEnumerable<int> Outputs => [Output];

    /// <inheritdoc/>
    public override bool IsShare => true;

    /// <inheritdoc/>
    internal override PointRange Points(int times) => new(Output * times + Reader.Needs.First, Output * times + Reader.Needs.End);

    /// <inheritdoc/>
    public override double Read(ReadOnlySpan<double> formulation, ReadOnlySpan<float> curves)
    {
        Span<double> values = stackalloc double[Wanted.Length];
        Reader.Read(curves.Slice(Output * Times, Times), values);
        double sum = 0;
        for (int k = 0; k < values.Length; k++)
            sum += (values[k] - Wanted[k]) * (values[k] - Wanted[k]);
        return Math.Sqrt(sum / values.Length) / Size;
    }
}

/// <summary>A number, in an expression.</summary>
sealed record ConstantMetric(string Text, double Value) : CurveMetric(Text, "")
{
    /// <inheritdoc/>
    public override IEnumerable<int> Outputs => [];

    /// <inheritdoc/>
    public override double Read(ReadOnlySpan<double> formulation, ReadOnlySpan<float> curves) => Value;
}

/// <summary>Two metrics put together by +, -, * or /; a quotient of areas is a targeting efficiency, a weighted sum a cost.</summary>
sealed record CombinedMetric(string Text, string Unit, CurveMetric Left, char Operator, CurveMetric Right) : CurveMetric(Text, Unit)
{
    /// <inheritdoc/>
    public override IEnumerable<int> Outputs => Left.Outputs.Concat(Right.Outputs);

    /// <inheritdoc/>
    internal override PointRange Points(int times) => !Left.Outputs.Any() ? Right.Points(times)
        : Right.Outputs.Any() ? Left.Points(times).Union(Right.Points(times)) : Left.Points(times);

    /// <inheritdoc/>
    public override double Read(ReadOnlySpan<double> formulation, ReadOnlySpan<float> curves)
    {
        double left = Left.Read(formulation, curves), right = Right.Read(formulation, curves);
        return Operator switch
        {
            '+' => left + right,
            '-' => left - right,
            '*' => left * right,
            _ => right != 0 ? left / right : double.NaN,
        };
    }
}

/// <summary>A parameter of the formulation itself.</summary>
sealed record ParameterMetric(string Text, string Unit, int Column) : CurveMetric(Text, Unit)
{
    /// <inheritdoc/>
    public override IEnumerable<int> Outputs => [];

    /// <inheritdoc/>
    public override double Read(ReadOnlySpan<double> formulation, ReadOnlySpan<float> curves) => formulation[Column];
}
