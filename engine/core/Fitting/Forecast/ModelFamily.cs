using SurrogateEngine.Trainers;

namespace SurrogateEngine.Fitting;

/// <summary>A model of the catalog, or a surrogate of one, as a family: its ranges are the prior, what is known is held.</summary>
sealed class ModelFamily : IForecastFamily
{
    readonly ICurveModel model;
    readonly SearchSpace space;
    readonly MonotoneCurve? reader;
    readonly int times;

    /// <param name="name">What to call it.</param>
    /// <param name="model">Where curves come from.</param>
    /// <param name="times">Times of the curves, ascending, in its unit.</param>
    /// <param name="known">Parameters that are held.</param>
    public ModelFamily(string name, ICurveModel model, double[] times, IReadOnlyDictionary<string, double> known)
    {
        Name = name;
        this.times = times.Length;
        // A model is solved at the times themselves; a surrogate is read between its own.
        this.model = model is IMechanisticModel solved ? solved.At(times) : model;
        reader = model is IMechanisticModel ? null : new MonotoneCurve(model.Space.Times, times);
        space = new SearchSpace(model.Space.Parameters, known);
    }

    public string Name { get; }

    public int Dimensions => space.Free.Length;

    public void Predict(ReadOnlySpan<double> points, int count, Span<double> released)
    {
        int width = model.Space.Parameters.Count, d = Dimensions, length = model.Space.Points;
        double[] rows = new double[count * width];
        for (int i = 0; i < count; i++)
            space.ToFormulation(points.Slice(i * d, d), rows.AsSpan(i * width, width));
        float[] curves = new float[count * length];
        model.Predict(rows, count, curves);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<float> curve = curves.AsSpan(i * length, model.Space.Times.Count);
            Span<double> into = released.Slice(i * times, times);
            if (reader is not null)
                reader.Read(curve, into);
            else
                for (int j = 0; j < times; j++)
                    into[j] = curve[j];
        }
    }
}
