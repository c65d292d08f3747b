using MathNet.Numerics.LinearAlgebra;
using SurrogateEngine.Design;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Fitting;

/// <summary>
/// Residuals of many points of the search cube at once: predicted minus measured released fraction, divided by the measured
/// standard deviation where there is one; or by how far a wish is missed.
/// </summary>
sealed class FitObjective(ICurveModel predictor, SearchSpace space, double[] times, double[] measured, double[]? deviation, FitWatch watch,
    IReadOnlyList<GoalPoint>? goals = null) : IBatchResiduals
{
    public FitObjective(ICurveModel predictor, SearchSpace space, FitData data, FitWatch watch)
        : this(predictor, space, data.Times, data.Released, data.Deviation, watch)
    {
        this.data = data;
    }

    /// <summary>Share of a derivative over which a curve's reading between its times is differentiated.</summary>
    const double Difference = 2e-3;

    readonly MonotoneCurve reader = new(predictor.Space.Times, times);
    readonly FitData? data;
    float[] curves = [];

    /// <summary>Measured points.</summary>
    public int Points => measured.Length;

    /// <summary>Times of the predicted curves.</summary>
    public IReadOnlyList<double> Times => predictor.Space.Times;

    /// <summary>Searched parameters.</summary>
    public int Dimensions => space.Free.Length;

    /// <inheritdoc/>
    public bool Weighted => deviation is not null;

    /// <inheritdoc/>
    public RobustLoss? Loss { get; set; }

    /// <summary>Curves predicted so far.</summary>
    public long Evaluations { get; private set; }

    /// <summary>Evaluates <paramref name="count"/> points.</summary>
    /// <param name="points">Shape [count, Dimensions], inside the unit cube.</param>
    /// <param name="count">How many.</param>
    /// <param name="residuals">Receives shape [count, Points].</param>
    /// <param name="sums">Receives the sum of squared residuals, shape [count]; infinite where there is no curve.</param>
    public void Evaluate(ReadOnlySpan<double> points, int count, Span<double> residuals, Span<double> sums)
    {
        Predict(points, count);
        for (int i = 0; i < count; i++)
        {
            var residual = residuals.Slice(i * Points, Points);
            reader.Read(Curve(i), residual);
            double sum = 0;
            for (int j = 0; j < Points; j++)
            {
                residual[j] = Residual(residual[j], j);
                sum += residual[j] * residual[j];
            }
            sums[i] = double.IsFinite(sum) ? sum : double.PositiveInfinity;
        }
    }

    /// <summary>
    /// Derivatives of the residuals by the coordinates of the cube, as exact as those of the predictor: see
    /// <see cref="ICurveModel.PredictWithGradient"/>. Reading between its times is differentiated along each of them.
    /// </summary>
    /// <param name="points">Shape [count, Dimensions], inside the unit cube.</param>
    /// <param name="count">How many.</param>
    /// <returns>Shape [Points, Dimensions] for each; 0 where there is none.</returns>
    public Matrix<double>[] Jacobians(ReadOnlySpan<double> points, int count)
    {
        int size = count * predictor.Space.Points, length = predictor.Space.Times.Count;
        double[] formulations = Formulations(points, count), gradient = new double[predictor.Space.Parameters.Count * size];
        float[] solved = new float[size];
        watch.Tries(count * Math.Max(1, Dimensions));
        predictor.PredictWithGradient(formulations, count, solved, gradient);
        Evaluations += count;
        var jacobians = new Matrix<double>[count];
        for (int i = 0; i < count; i++)
        {
            jacobians[i] = Matrix<double>.Build.Dense(Points, Dimensions);
            ReadOnlySpan<float> curve = solved.AsSpan(i * predictor.Space.Points, length);
            for (int j = 0; j < Dimensions; j++)
            {
                double perCoordinate = space.Derivative(points[i * Dimensions + j], j);
                int first = space.Free[j] * size + i * predictor.Space.Points;
                jacobians[i].SetColumn(j, Column(curve, gradient.AsSpan(first, length), perCoordinate));
            }
        }

        return jacobians;
    }

    /// <summary>What moving a curve along its derivative does to the residuals.</summary>
    double[] Column(ReadOnlySpan<float> curve, ReadOnlySpan<double> derivative, double factor)
    {
        float[] up = new float[curve.Length], down = new float[curve.Length];
        for (int k = 0; k < curve.Length; k++)
        {
            double move = Difference * factor * derivative[k];
            (up[k], down[k]) = ((float)(curve[k] + move), (float)(curve[k] - move));
        }

        double[] high = new double[Points], low = new double[Points], now = new double[Points];
        if (goals is not null)
            reader.Read(curve, now);
        reader.Read(up, high);
        reader.Read(down, low);
        for (int k = 0; k < Points; k++)
        {
            high[k] = (Residual(high[k], k) - Residual(low[k], k)) / (2 * Difference);
            // A limit that is kept pulls nowhere.
            bool idle = goals?[k] is { Kind: not GoalKind.Equal } goal && goal.Miss(now[k]) == 0;
            high[k] = double.IsFinite(high[k]) && !idle ? high[k] : 0;
        }

        return high;
    }

    /// <summary>The first point evaluated last, read at the measured times.</summary>
    public double[] ReadLast()
    {
        var values = new double[Points];
        reader.Read(Curve(0), values);
        return values;
    }

    double Residual(double predicted, int j)
    {
        double residual = data?.Residual(predicted, j).Value
            ?? (goals?[j].Miss(predicted) ?? predicted - measured[j]) / (deviation?[j] ?? 1);
        return Loss?.Root(residual) ?? residual;
    }

    /// <summary>First output of the i-th point evaluated last, shape [times of the predictor].</summary>
    public ReadOnlySpan<float> Curve(int i) => curves.AsSpan(i * predictor.Space.Points, predictor.Space.Times.Count);

    void Predict(ReadOnlySpan<double> points, int count)
    {
        watch.Tries(count);
        if (curves.Length < count * predictor.Space.Points)
            curves = new float[count * predictor.Space.Points];
        predictor.Predict(Formulations(points, count), count, curves.AsSpan(0, count * predictor.Space.Points));
        Evaluations += count;
    }

    double[] Formulations(ReadOnlySpan<double> points, int count)
    {
        int width = predictor.Space.Parameters.Count;
        double[] rows = new double[count * width];
        for (int i = 0; i < count; i++)
            space.ToFormulation(points.Slice(i * Dimensions, Dimensions), rows.AsSpan(i * width, width));
        return rows;
    }
}
