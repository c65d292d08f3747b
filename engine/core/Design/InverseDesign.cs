using MathNet.Numerics.LinearAlgebra;
using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Design;

/// <summary>How designs are searched for.</summary>
public sealed record DesignOptions
{
    /// <summary>Distinct designs wanted.</summary>
    public int Designs { get; init; } = 5;

    /// <summary>Miss that counts as met: root mean square, fraction of the dose.</summary>
    public double Tolerance { get; init; } = 0.01;

    /// <summary>Coefficient of variation with which each parameter is made, for the robustness.</summary>
    public double Spread { get; init; } = 0.05;

    /// <summary>Parameters that are given, by name, in their units.</summary>
    public IReadOnlyDictionary<string, double> Fixed { get; init; } = new Dictionary<string, double>();

    /// <summary>Formulations that the search begins with.</summary>
    public int Candidates { get; init; } = 16_384;

    /// <summary>Another seed begins with others.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether a formulation is like those that the surrogate learned; null where that is not known.</summary>
    public Func<double[], bool>? Applicable { get; init; }
}

/// <summary>
/// From a wanted release back to formulations: many candidates through the fast surrogate, least squares from the best of each
/// neighborhood, the mechanistic model finishing each search and judging its end; distinct ends are kept and ranked by the mechanistic
/// model's miss.
/// </summary>
public static class InverseDesign
{
    const double BandCoverage = 0.9;
    const int StartsPerDesign = 5, RobustDraws = 128, PlaySteps = 24;

    /// <summary>Two designs are distinct if one parameter differs by this share of its searched range, on its scale.</summary>
    public const double Apart = StartPoints.Apart;

    /// <summary>Searches.</summary>
    /// <param name="goal">What is wanted.</param>
    /// <param name="surrogate">Fast curves; its ranges are searched.</param>
    /// <param name="mechanistic">The model that judges.</param>
    /// <param name="options">How to search; null is the usual way.</param>
    /// <param name="progress">Told how many of the designs are finished.</param>
    /// <param name="cancellation">Stops between designs.</param>
    public static DesignResult Run(DesignGoal goal, ICurveModel surrogate, IMechanisticModel mechanistic, DesignOptions? options = null,
        Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        options ??= new();
        var space = new SearchSpace(surrogate.Space.Parameters, options.Fixed);
        var watch = new FitWatch(0, null, cancellation);
        FitObjective fast = Objective(goal, surrogate, space, watch), judge = Objective(goal, mechanistic.At(goal.Times), space, watch);
        var (candidates, sums) = StartPoints.Spread(fast, options.Candidates, options.Seed);
        (double[] Point, double Sum)[] ends =
            new LeastSquares(fast).Refine(StartPoints.Best(candidates, sums, options.Designs * StartsPerDesign));
        cancellation.ThrowIfCancellationRequested();
        // The best point of an approximation is where it flatters the goal most: the model itself finishes the search.
        List<double[]> chosen = Distinct(ends, options.Designs * 2);
        (double[] Point, double Sum)[] judged = chosen.Count == 0 ? [] : new LeastSquares(judge).Refine(chosen);
        List<double[]> kept = Distinct(judged, options.Designs);
        var designs = new List<DesignedFormulation>();
        progress?.Invoke(0, kept.Count);
        foreach (double[] point in kept)
        {
            cancellation.ThrowIfCancellationRequested();
            designs.Add(Describe(point, goal, fast, judge, space, surrogate, options));
            progress?.Invoke(designs.Count, kept.Count);
        }

        return new(goal, surrogate.Space.Model, surrogate.Space.Parameters, surrogate.Space.TimeUnit,
            [.. designs.OrderBy(design => design.Miss)], options.Tolerance, fast.Evaluations);
    }

    static FitObjective Objective(DesignGoal goal, ICurveModel model, SearchSpace space, FitWatch watch) => new(model, space,
        [.. goal.Points.Select(point => point.Time)], [.. goal.Points.Select(point => point.Released)], null, watch, goal.Points);

    static List<double[]> Distinct((double[] Point, double Sum)[] ends, int count)
    {
        (double[] Point, double Sum)[] solved = [.. ends.Where(end => double.IsFinite(end.Sum))];
        return StartPoints.Best([.. solved.Select(end => end.Point)], [.. solved.Select(end => end.Sum)], count);
    }

    static DesignedFormulation Describe(double[] point, DesignGoal goal, FitObjective fast, FitObjective judge, SearchSpace space,
        ICurveModel surrogate, DesignOptions options)
    {
        double[] formulation = space.ToFormulation(point);
        double[] model = Residuals(judge, point), predicted = Residuals(fast, point);
        double[] released = Releases(judge, goal), expected = Releases(fast, goal);
        Matrix<double>? jacobian = point.Length == 0 ? null : judge.Jacobians(point, 1)[0] / Math.Sqrt(judge.Points);
        var sensitivity = new double[formulation.Length];
        for (int j = 0; j < point.Length; j++)
            sensitivity[space.Free[j]] = jacobian!.Column(j).L2Norm();
        return new(formulation, Rms(model), Rms(predicted), released, expected, Robust(point, fast, space, options),
            options.Applicable?.Invoke(formulation) ?? true, Play(point, formulation, fast, space, options.Tolerance),
            jacobian is null ? [] : FreeDirections(jacobian, space, surrogate.Space.Parameters.Count, options))
        {
            Band = Band(formulation, goal, surrogate),
            Sensitivity = sensitivity,
        };
    }

    static IReadOnlyList<(double Low, double High)> Band(double[] formulation, DesignGoal goal, ICurveModel model)
    {
        if (model is not Surrogate { Card.Confidence: { } confidence } surrogate
            || confidence.Levels.FirstOrDefault(one => Math.Abs(one.Coverage - BandCoverage) < 1e-9) is not { } level)
            return [];
        CurveSpace space = surrogate.Space;
        float[] curve = new float[space.Points], lower = new float[space.Points], upper = new float[space.Points];
        surrogate.PredictBands(formulation, 1, level, wholeCurve: true, curve, lower, upper);
        var reader = new MonotoneCurve(space.Times, goal.Times);
        double[] low = new double[goal.Times.Length], high = new double[low.Length];
        reader.Read(lower.AsSpan(0, space.Times.Count), low);
        reader.Read(upper.AsSpan(0, space.Times.Count), high);
        return [.. low.Zip(high)];
    }

    static double[] Residuals(FitObjective objective, double[] point)
    {
        var residuals = new double[objective.Points];
        objective.Evaluate(point, 1, residuals, new double[1]);
        return residuals;
    }

    /// <summary>Released fractions at the goal's times of the point evaluated last.</summary>
    static double[] Releases(FitObjective objective, DesignGoal goal)
    {
        double[] read = objective.ReadLast();
        return [.. goal.Times.Select(time => read[goal.Points.Index().First(at => at.Item.Time == time).Index])];
    }

    /// <summary>Each parameter made with a normal relative error.</summary>
    static double Robust(double[] point, FitObjective objective, SearchSpace space, DesignOptions options)
    {
        var random = new RandomStream(options.Seed);
        int d = point.Length;
        var flat = new double[RobustDraws * d];
        for (int i = 0; i < flat.Length; i++)
            flat[i] = Math.Clamp(space.Scaled(point, i % d, 1 + options.Spread * random.Normal()), 0, 1);
        double[] residuals = new double[RobustDraws * objective.Points];
        objective.Evaluate(flat, RobustDraws, residuals, new double[RobustDraws]);
        double[] misses = [.. residuals.Chunk(objective.Points).Select(Rms).Order()];
        return misses[(int)(0.95 * RobustDraws)];
    }

    static (double, double)[] Play(double[] point, double[] formulation, FitObjective objective, SearchSpace space, double tolerance)
    {
        int d = point.Length;
        var play = formulation.Select(value => (Low: value, High: value)).ToArray();
        double[] flat = [.. Enumerable.Range(0, d).SelectMany(j => Enumerable.Range(0, PlaySteps + 1).SelectMany(step =>
            point.Select((x, k) => k == j ? step / (double)PlaySteps : x)))];
        int count = d * (PlaySteps + 1);
        double[] residuals = new double[count * objective.Points];
        objective.Evaluate(flat, count, residuals, new double[count]);
        for (int j = 0; j < d; j++)
        {
            bool Holds(int step) =>
                Rms(residuals.AsSpan((j * (PlaySteps + 1) + step) * objective.Points, objective.Points).ToArray()) <= tolerance;
            int low = (int)Math.Ceiling(point[j] * PlaySteps), high = (int)Math.Floor(point[j] * PlaySteps);
            while (low > 0 && Holds(low - 1))
                low--;
            while (high < PlaySteps && Holds(high + 1))
                high++;
            double At(int step) => space.ToFormulation([.. point.Select((x, k) => k == j ? step / (double)PlaySteps : x)])[space.Free[j]];
            play[space.Free[j]] = (Math.Min(formulation[space.Free[j]], At(low)), Math.Max(formulation[space.Free[j]], At(high)));
        }

        return play;
    }

    /// <summary>Right singular vectors of the Jacobian whose whole range changes the releases by less than the tolerance.</summary>
    static List<FreeDirection> FreeDirections(Matrix<double> jacobian, SearchSpace space, int parameters, DesignOptions options)
    {
        int count = space.Free.Length;
        var svd = jacobian.TransposeThisAndMultiply(jacobian).Evd(Symmetricity.Symmetric);
        var free = new List<FreeDirection>();
        for (int k = 0; k < count; k++)
        {
            double effect = Math.Sqrt(Math.Max(0, svd.EigenValues[k].Real));
            if (effect > options.Tolerance)
                continue;
            Vector<double> vector = svd.EigenVectors.Column(k);
            double largest = vector[vector.AbsoluteMaximumIndex()];
            var change = new double[parameters];
            for (int j = 0; j < count; j++)
                change[space.Free[j]] = vector[j] / largest;
            free.Add(new(change, effect));
        }

        return free;
    }

    static double Rms(double[] residuals) => Math.Sqrt(residuals.Average(value => value * value));
}
