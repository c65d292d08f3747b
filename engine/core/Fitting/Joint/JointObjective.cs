using MathNet.Numerics.LinearAlgebra;
using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Fitting;

/// <summary>
/// Residuals of several profiles at once, predicted by the model itself at the measured times. Profiles that were measured at the same
/// times are solved in one batch; derivatives are the solver's exact sensitivities.
/// </summary>
sealed class JointObjective : IBatchResiduals
{
    /// <summary>Numbers of a batch's curves, about: more points are taken in pieces.</summary>
    const int PieceNumbers = 1 << 21;

    readonly ReleaseModel model;
    readonly JointSpace space;
    readonly FitData[] data;
    readonly Conditions[]? conditions;
    readonly IBatchSolver solver;
    readonly FitWatch watch;
    readonly (double[] Times, int[] Profiles)[] groups;
    readonly int[] first;

    /// <param name="model">The model.</param>
    /// <param name="space">What is searched.</param>
    /// <param name="data">Points of each profile.</param>
    /// <param name="conditions">Schedule of each profile; null takes the model's own.</param>
    /// <param name="solver">Where curves are solved.</param>
    /// <param name="watch">Counts parameter sets.</param>
    public JointObjective(
        ReleaseModel model, JointSpace space, FitData[] data, Conditions[]? conditions, IBatchSolver solver, FitWatch watch)
    {
        (this.model, this.space, this.data, this.conditions, this.solver, this.watch) = (model, space, data, conditions, solver, watch);
        groups = [.. Enumerable.Range(0, data.Length).GroupBy(i => string.Join(' ', data[i].Times.Select(time => time.ToString("R"))))
            .Select(group => (data[group.First()].Times, group.ToArray()))];
        first = new int[data.Length + 1];
        for (int i = 0; i < data.Length; i++)
            first[i + 1] = first[i] + data[i].Times.Length;
        Weighted = data.All(of => of.Deviation is not null);
    }

    /// <summary>How curves are solved; null means as the model recommends.</summary>
    public BatchOptions? Solving { get; set; }

    /// <inheritdoc/>
    public int Points => first[^1];

    /// <inheritdoc/>
    public int Dimensions => space.Coordinates.Count;

    /// <inheritdoc/>
    public bool Weighted { get; }

    /// <inheritdoc/>
    public RobustLoss? Loss { get; set; }

    /// <summary>Parameter sets solved so far.</summary>
    public long Evaluations { get; private set; }

    /// <summary>The residuals of a profile: from, to.</summary>
    public Range Of(int profile) => first[profile]..first[profile + 1];

    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<double> points, int count, Span<double> residuals, Span<double> sums)
    {
        int d = Dimensions, n = Points, piece = Math.Max(1, PieceNumbers / Math.Max(1, n * model.Outputs.Count));
        for (int from = 0; from < count; from += piece)
        {
            int some = Math.Min(piece, count - from);
            Predict(points.Slice(from * d, some * d), some, residuals.Slice(from * n, some * n));
            for (int i = from; i < from + some; i++)
            {
                double sum = 0;
                for (int j = i * n; j < (i + 1) * n; j++)
                {
                    residuals[j] = Loss?.Root(residuals[j]) ?? residuals[j];
                    sum += residuals[j] * residuals[j];
                }

                sums[i] = double.IsFinite(sum) ? sum : double.PositiveInfinity;
            }
        }
    }

    /// <inheritdoc/>
    public Matrix<double>[] Jacobians(ReadOnlySpan<double> points, int count)
    {
        int d = Dimensions;
        double[][] each = [.. points.ToArray().Chunk(Math.Max(1, d))];
        var jacobians = new Matrix<double>[count];
        for (int i = 0; i < count; i++)
            jacobians[i] = Matrix<double>.Build.Dense(Points, d);
        foreach ((double[] times, int[] profiles) in groups)
        {
            int rows = count * profiles.Length, length = model.Outputs.Count * times.Length;
            double[] curves = new double[rows * length], slopes = new double[space.Free.Length * curves.Length];
            watch.Tries(rows * space.Free.Length);
            Evaluations += rows;
            solver.SolveWithSensitivities(model, Rows(points, count, profiles), space.Free, times, curves, slopes, new Outcome[rows],
                Options(count, profiles));
            for (int row = 0; row < rows; row++)
            {
                int point = row / profiles.Length, profile = profiles[row % profiles.Length];
                double[] factors = [.. times.Select((_, j) => Slope(curves[row * length + j], profile, j))];
                for (int k = 0; k < space.Free.Length; k++)
                    foreach ((int coordinate, double derivative) in space.Derivatives(each[point], profile, space.Free[k]))
                        for (int j = 0; j < times.Length; j++)
                            if (slopes[k * curves.Length + row * length + j] * derivative * factors[j] is var value
                                && double.IsFinite(value))
                                jacobians[point][first[profile] + j, coordinate] += value;
            }
        }

        return jacobians;
    }

    /// <summary>Released fractions of a profile at some times, shape [count][times].</summary>
    public double[][] Curves(double[][] points, int profile, double[] times)
    {
        int rows = points.Length, length = model.Outputs.Count * times.Length;
        double[] curves = new double[rows * length];
        solver.Solve(model, Rows([.. points.SelectMany(point => point)], rows, [profile]), times, curves, new Outcome[rows],
            Options(rows, [profile]));
        return [.. curves.Chunk(length).Select(curve => curve[..times.Length])];
    }

    /// <summary>Derivatives of a profile's released fraction by the coordinates, shape [times, Dimensions].</summary>
    public Matrix<double> Sensitivities(double[] point, int profile, double[] times)
    {
        int length = model.Outputs.Count * times.Length;
        double[] slopes = new double[space.Free.Length * length];
        solver.SolveWithSensitivities(model, Rows(point, 1, [profile]), space.Free, times, new double[length], slopes, new Outcome[1],
            Options(1, [profile]));
        Matrix<double> jacobian = Matrix<double>.Build.Dense(times.Length, Dimensions);
        for (int k = 0; k < space.Free.Length; k++)
            foreach ((int coordinate, double derivative) in space.Derivatives(point, profile, space.Free[k]))
                for (int j = 0; j < times.Length; j++)
                    jacobian[j, coordinate] += slopes[k * length + j] * derivative;
        return jacobian;
    }

    /// <summary>Parameters of a profile, in the model's units.</summary>
    public double[] Values(double[] point, int profile)
    {
        double[] row = new double[model.Parameters.Count];
        space.Row(point, profile, row);
        return row;
    }

    /// <summary>Residuals before the loss, shape [count, Points].</summary>
    void Predict(ReadOnlySpan<double> points, int count, Span<double> residuals)
    {
        foreach ((double[] times, int[] profiles) in groups)
        {
            int rows = count * profiles.Length, length = model.Outputs.Count * times.Length;
            double[] curves = new double[rows * length];
            watch.Tries(rows);
            Evaluations += rows;
            solver.Solve(model, Rows(points, count, profiles), times, curves, new Outcome[rows], Options(count, profiles));
            for (int row = 0; row < rows; row++)
            {
                int profile = profiles[row % profiles.Length], start = row / profiles.Length * Points + first[profile];
                for (int j = 0; j < times.Length; j++)
                    residuals[start + j] = data[profile].Residual(curves[row * length + j], j).Value;
            }
        }
    }

    /// <summary>Derivative of a residual, after the loss, by the prediction.</summary>
    double Slope(double predicted, int profile, int j)
    {
        (double value, double slope) = data[profile].Residual(predicted, j);
        return slope * (Loss?.RootDerivative(value) ?? 1);
    }

    double[] Rows(ReadOnlySpan<double> points, int count, int[] profiles)
    {
        int width = model.Parameters.Count, d = Dimensions;
        double[] rows = new double[count * profiles.Length * width];
        for (int row = 0; row < count * profiles.Length; row++)
            space.Row(points.Slice(row / profiles.Length * d, d), profiles[row % profiles.Length], rows.AsSpan(row * width, width));
        return rows;
    }

    BatchOptions? Options(int count, int[] profiles)
    {
        if (conditions is null)
            return Solving;
        Conditions[] rows = [.. Enumerable.Range(0, count * profiles.Length).Select(row => conditions[profiles[row % profiles.Length]])];
        // A schedule with fewer events than others ends with some that never come.
        int events = rows.Max(row => row.Events.Count), inputs = model.Inputs.Count;
        return (Solving ?? new()) with
        {
            Schedule = Schedule.PerSample(rows.Length,
                [.. rows.SelectMany(row => row.Events.Concat(Enumerable.Repeat(double.PositiveInfinity, events - row.Events.Count)))],
                [.. rows.SelectMany(row => row.Levels.Concat(Enumerable.Repeat(0.0, (events - row.Events.Count) * inputs)))]),
        };
    }
}
