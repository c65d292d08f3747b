using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Design;

/// <summary>How a study is searched.</summary>
public sealed record ParetoOptions
{
    /// <summary>Designs wanted, spread along the front.</summary>
    public int Designs { get; init; } = 12;

    /// <summary>Points of a generation.</summary>
    public int Population { get; init; } = 200;

    /// <summary>Evaluations by the fast model at most; a design that is made with a spread counts once.</summary>
    public int Evaluations { get; init; } = 40_000;

    /// <summary>Evaluations by the mechanistic model that end the search, begun at what the fast model found: a limit that is met to the
    /// last digit by the one is broken by the other.</summary>
    public int Finishing { get; init; } = 6_000;

    /// <summary>Another seed takes another course.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether a formulation is like those that the surrogate learned; null where that is not known.</summary>
    public Func<double[], bool>? Applicable { get; init; }
}

/// <summary>A design of a front.</summary>
/// <param name="Formulation">Values in the order of the model's parameters.</param>
/// <param name="Values">Values of the objectives, then of the constraints, by the mechanistic model.</param>
/// <param name="Predicted">The same by the surrogate.</param>
/// <param name="Applicable">Whether the surrogate knows formulations like this one.</param>
public sealed record ParetoPoint(double[] Formulation, double[] Values, double[] Predicted, bool Applicable);

/// <summary>Designs of which none is better than another in everything.</summary>
/// <param name="Study">What was wanted.</param>
/// <param name="Space">Parameters over their searched ranges, outputs and times.</param>
/// <param name="Points">Designs by the first objective, the best first; all keep every limit, by the mechanistic model.</param>
/// <param name="Knee">Which of them gains most for what it gives up: the farthest below the plane through the ends of the front.</param>
/// <param name="Hypervolume">Share of the box between the best and the worst value of each objective that the front dominates.</param>
/// <param name="Nearest">Where no design keeps all limits: the one that comes nearest, else null.</param>
/// <param name="Evaluations">Curves that the fast model gave.</param>
/// <param name="Solved">Curves that the mechanistic model gave.</param>
public sealed record ParetoResult(
    DesignStudy Study, CurveSpace Space, IReadOnlyList<ParetoPoint> Points, int Knee, double Hypervolume, ParetoPoint? Nearest,
    long Evaluations, long Solved)
{
    /// <summary>A coordinate nearer to an end of its range than this lies at it.</summary>
    const double AtEnd = 2e-3;

    /// <summary>Parameters that every design has at the same end of their range: what is best does not lie inside it.</summary>
    public IReadOnlyList<(Parameter Parameter, bool High)> Ends =>
    [
        .. from at in Space.Parameters.Index()
           where Points.Count > 0 && at.Item.Low < at.Item.High
           from high in (bool[])[false, true]
           where Points.All(point => IsAtEnd(at.Item, point.Formulation[at.Index], high))
           select (at.Item, high),
    ];

    /// <summary>That in a sentence; empty where there are none.</summary>
    public string EndsInWords => Ends.Count == 0 ? ""
        : $"{(Points.Count > 1 ? "In every design at an end of its range" : "At an end of its range")}, so that no value inside is best and one beyond may be better: {string.Join(", ", Ends.Select(end => $"{end.Parameter.Name} ({(end.High ? "upper" : "lower")}, {NumberText.Digits(end.High ? end.Parameter.High : end.Parameter.Low, 4)}{(end.Parameter.Unit.Length > 0 ? " " : "")}{end.Parameter.Unit})"))}.";

    static bool IsAtEnd(Parameter parameter, double value, bool high)
    {
        (double near, double far) = high
            ? (parameter.At(1 - AtEnd), parameter.High) : (parameter.At(AtEnd), parameter.Low);
        return high ? value >= near && value <= far : value <= near && value >= far;
    }
}

/// <summary>
/// Searches the front of a study's objectives with a fast model, NSGA-II for up to three objectives and NSGA-III for more, CMA-ES for one
/// objective without choices; then goes on from there with the mechanistic model, which has the last word.
/// </summary>
public static class ParetoDesign
{
    /// <summary>Searches.</summary>
    /// <param name="study">What is wanted.</param>
    /// <param name="fast">Fast curves; its ranges are searched.</param>
    /// <param name="mechanistic">The model that judges, at the times of <paramref name="fast"/>.</param>
    /// <param name="options">How to search; null is the usual way.</param>
    /// <param name="progress">Told how many evaluations are done, of how many.</param>
    /// <param name="cancellation">Stops between generations.</param>
    public static ParetoResult Run(DesignStudy study, ICurveModel fast, ICurveModel mechanistic, ParetoOptions? options = null,
        Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        options ??= new();
        var space = new StudySpace(fast.Space.Parameters, study);
        StudyEvaluator judge = new(study, mechanistic, space, options.Seed), quick = new(study, fast, space, options.Seed);
        double[][] found = [.. Search(study, space, quick, options, progress, cancellation)];
        cancellation.ThrowIfCancellationRequested();
        if (!ReferenceEquals(fast, mechanistic) && space.Genes.Count > 0)
            found = [.. Finish(space, judge, found, quick.Appraise(found), options, cancellation)];
        double[][] values = judge.Values(found), predicted = ReferenceEquals(fast, mechanistic) ? values : quick.Values(found);
        Appraisal[] worth = [.. values.Select(value => judge.Appraise(value))];
        int[] standing = [.. Enumerable.Range(0, found.Length).Where(i => worth[i].Violation == 0
            && !worth.Any(other => Nsga2.Dominates(other, worth[i])))];
        int[] kept = [.. Nsga2.Spread(standing, i => worth[i].Objectives, options.Designs).OrderBy(i => worth[i].Objectives[0])];
        int nearest = standing.Length > 0 ? -1 : Enumerable.Range(0, found.Length).MinBy(i => worth[i].Violation);
        double[][] costs = [.. standing.Select(i => worth[i].Objectives)];
        return new(study, fast.Space, [.. kept.Select(Point)], Knee([.. kept.Select(i => worth[i].Objectives)]), Volume(costs),
            nearest < 0 ? null : Point(nearest), quick.Evaluations, judge.Evaluations);

        ParetoPoint Point(int i)
        {
            double[] row = new double[space.Width];
            space.ToFormulation(found[i], row);
            return new(row, values[i], predicted[i], options.Applicable?.Invoke(row) ?? true);
        }
    }

    static IEnumerable<double[]> Search(DesignStudy study, StudySpace space, StudyEvaluator quick, ParetoOptions options,
        Action<int, int>? progress, CancellationToken cancellation)
    {
        int done = 0;
        Appraisal[] Appraise(double[][] points)
        {
            Appraisal[] worth = quick.Appraise(points);
            progress?.Invoke(Math.Min(done += points.Length, options.Evaluations), options.Evaluations);
            return worth;
        }

        if (space.Genes.Count == 0)
            return [[]];
        if (study.Objectives.Count == 1 && space.Genes.All(gene => gene.Choices == 0))
            return [CmaEs.Minimize(space.Genes.Count, points => [.. Appraise(points).Select(Penalized)], new()
            {
                Evaluations = options.Evaluations,
                Seed = options.Seed,
                Smallest = 1e-6,
            }, cancellation).Point];
        var search = new Nsga2Options { Population = options.Population, Evaluations = options.Evaluations, Seed = options.Seed };
        return (study.Objectives.Count > 3 ? Nsga3.Minimize(space.Genes, Appraise, search, cancellation)
            : Nsga2.Minimize(space.Genes, Appraise, search, cancellation)).Select(at => at.Point);
    }

    static IEnumerable<double[]> Finish(StudySpace space, StudyEvaluator judge, double[][] found, Appraisal[] worth,
        ParetoOptions options, CancellationToken cancellation)
    {
        int[] start = Nsga2.Spread([.. Enumerable.Range(0, found.Length)], i => worth[i].Objectives, options.Population / 2);
        var search = new Nsga2Options
        {
            Population = Math.Min(options.Population, options.Finishing / 4),
            Evaluations = options.Finishing,
            Seed = options.Seed + 1,
            Start = [.. start.Select(i => found[i])],
        };
        return Nsga2.Minimize(space.Genes, points => judge.Appraise(points), search, cancellation).Select(at => at.Point);
    }

    /// <summary>One number for CMA-ES, which asks for the order alone: what breaks a limit stands behind all that keeps them.</summary>
    static double Penalized(Appraisal worth) =>
        worth.Violation > 0 ? 1e9 * (1 + Math.Min(worth.Violation, 1e6)) : worth.Objectives[0];

    /// <summary>Each objective over its range within the front, 0 for the best.</summary>
    static double[][] Normalized(double[][] costs)
    {
        if (costs.Length == 0)
            return [];
        double[] low = [.. costs[0].Select((_, k) => costs.Min(cost => cost[k]))];
        double[] range = [.. costs[0].Select((_, k) => costs.Max(cost => cost[k]) - low[k])];
        return [.. costs.Select(cost => cost.Select((value, k) => range[k] > 0 ? (value - low[k]) / range[k] : 0).ToArray())];
    }

    static int Knee(double[][] costs) => costs.Length == 0 ? -1 : Normalized(costs).Index().MinBy(at => at.Item.Sum()).Index;

    static double Volume(double[][] costs) => costs.Length < 2 || costs[0].Length is < 2 or > 3 ? double.NaN
        : Hypervolume.Of(Normalized(costs), [.. costs[0].Select(_ => 1.0)]);
}
