using SurrogateEngine.Fitting;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Design;

/// <summary>How designs are generated.</summary>
public sealed record GenerationOptions
{
    /// <summary>Valid designs wanted.</summary>
    public int Designs { get; init; } = 20;

    /// <summary>Miss that counts as met: root mean square, share of the dose.</summary>
    public double Tolerance { get; init; } = 0.02;

    /// <summary>Limits that a valid design keeps, such as manufacturable sizes.</summary>
    public IReadOnlyList<DesignConstraint> Constraints { get; init; } = [];

    /// <summary>Another seed gives other designs.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>A generated design as the mechanistic model sees it.</summary>
/// <param name="Formulation">Values in the order of the model's parameters.</param>
/// <param name="Curve">The mechanistic curve, shape [outputs, times].</param>
/// <param name="Miss">Root mean squared miss of that curve at the goal's times, share of the dose.</param>
/// <param name="Novelty">Distance to the training designs, every varied range from -1 to 1, per root of their number.</param>
public sealed record GeneratedDesign(double[] Formulation, float[] Curve, double Miss, double Novelty);

/// <summary>
/// Designs generated for a goal. Diversity is the mean distance between two of them, every varied range from -1 to 1, per root of their
/// number; that of the training set for an equal target is the same among the training designs whose curve meets the goal within the
/// tolerance.
/// </summary>
/// <param name="Goal">What was wanted.</param>
/// <param name="Designs">The valid ones, the smallest miss first.</param>
/// <param name="Drawn">Designs drawn to get them.</param>
/// <param name="Valid">Of those drawn, how many the model can be solved for and keep the limits.</param>
/// <param name="Target">The whole curve that was asked for.</param>
public sealed record GenerationResult(DesignGoal Goal, IReadOnlyList<GeneratedDesign> Designs, int Drawn, int Valid, TargetCurve Target)
{
    /// <summary>The model's parameters over the trained ranges.</summary>
    public required IReadOnlyList<Kernels.Parameter> Parameters { get; init; }

    /// <summary>Miss that counts as met.</summary>
    public required double Tolerance { get; init; }

    /// <summary>Mean distance between two of the designs; NaN for one alone.</summary>
    public required double Diversity { get; init; }

    /// <summary>Mean distance between two training designs whose curves meet the goal; NaN where fewer than two do.</summary>
    public required double TrainingDiversity { get; init; }

    /// <summary>Training designs whose curves meet the goal.</summary>
    public required int TrainingMet { get; init; }

    /// <summary>Median miss, share of the dose.</summary>
    public double MedianMiss => MathNet.Numerics.Statistics.Statistics.Median(Designs.Select(design => design.Miss));

    /// <summary>Designs that meet the goal.</summary>
    public int Met => Designs.Count(design => design.Miss <= Tolerance);
}

/// <summary>Draws designs from a generator for a wanted release and solves each with the mechanistic model.</summary>
public static class DesignGeneration
{
    /// <summary>Designs that are drawn at most for each that is wanted.</summary>
    const int MostDraws = 50;

    /// <summary>Draws until there are enough valid designs, or a hundred draws for a hundred seem enough.</summary>
    /// <param name="goal">What is wanted.</param>
    /// <param name="generator">Who draws.</param>
    /// <param name="model">The model that judges, over the generator's times.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told how many of the designs are found.</param>
    /// <param name="cancellation">Stops between draws.</param>
    /// <exception cref="RefusedException">No design that was drawn is valid.</exception>
    public static GenerationResult Run(DesignGoal goal, Generator generator, IMechanisticModel model, GenerationOptions options,
        Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        TargetCurve target = TargetCurve.Of(goal, generator);
        int width = generator.Space.Parameters.Count, drawn = 0, valid = 0;
        List<GeneratedDesign> found = [];
        while (found.Count < options.Designs && drawn < MostDraws * options.Designs)
        {
            cancellation.ThrowIfCancellationRequested();
            double[] rows = generator.Decode(Prior(generator, drawn, options.Designs, options.Seed), target.Curve);
            GeneratedDesign?[] judged = Judge(goal, generator, model, rows, width, options.Constraints);
            drawn += judged.Length;
            valid += judged.Count(design => design is not null);
            found.AddRange(judged.OfType<GeneratedDesign>());
            progress?.Invoke(Math.Min(found.Count, options.Designs), options.Designs);
        }

        if (found.Count == 0)
            throw new RefusedException($"None of {drawn} generated designs keeps {string.Join(", ", options.Constraints.Select(limit => limit.Text))} and can be solved; relax a limit or the target.");
        return Result(goal, generator, [.. found.Take(options.Designs).OrderBy(design => design.Miss)], drawn, valid, target, options);
    }

    /// <summary>
    /// A strip of designs from one goal to another: latent variables go along the sphere between two draws (White, "Sampling generative
    /// networks", 2016), the wanted curve straight. A design's miss is that of the wanted curve at its place.
    /// </summary>
    /// <exception cref="RefusedException">One of the designs is not valid.</exception>
    public static GenerationResult Strip(DesignGoal from, DesignGoal to, Generator generator, IMechanisticModel model,
        GenerationOptions options)
    {
        TargetCurve first = TargetCurve.Of(from, generator), last = TargetCurve.Of(to, generator);
        float[] ends = generator.Prior(2, options.Seed);
        List<GeneratedDesign> found = [];
        for (int i = 0; i < options.Designs; i++)
        {
            double place = i / (options.Designs - 1.0);
            float[] wanted = [.. first.Curve.Zip(last.Curve, (a, b) => (float)(a + (b - a) * place))];
            double[] row = generator.Decode(Along(ends[..generator.Latent], ends[generator.Latent..], place), wanted);
            var goal = new DesignGoal(from.Name, [.. generator.Space.Times.Index().Where(at => at.Item > 0)
                .Select(at => new GoalPoint(at.Item, wanted[at.Index]))]);
            found.Add(Judge(goal, generator, model, row, row.Length, options.Constraints)[0]
                ?? throw new RefusedException($"Design {i + 1} of the strip does not keep {string.Join(", ", options.Constraints.Select(limit => limit.Text))} or cannot be solved; relax a limit or take another --seed."));
        }

        return Result(from, generator, found, options.Designs, options.Designs, first, options);
    }

    /// <summary>A point on the great circle between two latent points, its length between theirs.</summary>
    internal static float[] Along(float[] from, float[] to, double place)
    {
        double a = Norm(from), b = Norm(to);
        double angle = Math.Acos(Math.Clamp(from.Zip(to, (x, y) => (double)x * y).Sum() / (a * b), -1, 1));
        if (angle < 1e-6)
            return from;
        double length = a + (b - a) * place;
        double first = Math.Sin((1 - place) * angle) / Math.Sin(angle), second = Math.Sin(place * angle) / Math.Sin(angle);
        return [.. from.Zip(to, (x, y) => (float)(length * (first * x / a + second * y / b)))];
    }

    static double Norm(float[] values) => Math.Sqrt(values.Sum(value => (double)value * value));

    static GenerationResult Result(DesignGoal goal, Generator generator, IReadOnlyList<GeneratedDesign> kept, int drawn, int valid,
        TargetCurve target, GenerationOptions options)
    {
        int width = generator.Space.Parameters.Count;
        double[] met = TrainingDesigns(goal, generator, options.Tolerance);
        return new(goal, kept, drawn, valid, target)
        {
            Parameters = generator.Space.Parameters,
            Tolerance = options.Tolerance,
            Diversity = generator.Diversity([.. kept.SelectMany(design => design.Formulation)]),
            TrainingDiversity = generator.Diversity(met),
            TrainingMet = met.Length / width,
        };
    }

    /// <summary>Latent variables of the next draws; a longer run begins with the draws of a shorter one.</summary>
    static float[] Prior(Generator generator, int drawn, int count, ulong seed) =>
        generator.Prior(drawn + count, seed)[(drawn * generator.Latent)..];

    /// <summary>Each design with its curve; null for one that is not valid.</summary>
    static GeneratedDesign?[] Judge(DesignGoal goal, Generator generator, IMechanisticModel model, double[] rows, int width,
        IReadOnlyList<DesignConstraint> constraints)
    {
        int count = rows.Length / width, points = generator.Space.Points;
        float[] curves = new float[count * points], novelty = generator.Novelty(rows);
        model.Predict(rows, count, curves);
        ICurveModel at = model.At(goal.Times);
        float[] wanted = new float[count * at.Space.Points];
        at.Predict(rows, count, wanted);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            double[] row = rows[(i * width)..((i + 1) * width)];
            float[] curve = curves[(i * points)..((i + 1) * points)];
            double[] released = [.. wanted.Skip(i * at.Space.Points).Take(goal.Times.Length).Select(value => (double)value)];
            bool keeps = curve.All(float.IsFinite) && constraints.All(limit => limit.Violation(limit.Metric.Read(row, curve)) == 0)
                && row.Index().All(p => CurveSpace.Holds(generator.Space.Parameters[p.Index], p.Item));
            return keeps ? new GeneratedDesign(row, curve, TargetCurve.Miss(goal, released), novelty[i]) : null;
        })];
    }

    /// <summary>Training designs whose curves meet the goal, shape [rows, parameters].</summary>
    static double[] TrainingDesigns(DesignGoal goal, Generator generator, double tolerance)
    {
        var reader = new MonotoneCurve(generator.Space.Times, goal.Times);
        double[] read = new double[goal.Times.Length];
        List<double> met = [];
        for (int row = 0; row < generator.ReferenceCount; row++)
        {
            reader.Read(generator.ReferenceCurve(row), read);
            if (TargetCurve.Miss(goal, read) <= tolerance)
                met.AddRange(generator.ReferenceDesign(row));
        }

        return [.. met];
    }
}
