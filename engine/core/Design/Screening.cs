using SurrogateEngine.Kernels;
using SurrogateEngine.Sampling;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Design;

/// <summary>How far a screening is: the candidates seen, and of these the numbers of the best.</summary>
/// <param name="Next">Number of the next candidate.</param>
/// <param name="Feasible">Candidates that kept every limit.</param>
/// <param name="Best">Numbers of those kept: the best first where there is one objective, else the front.</param>
public sealed record ScreeningState(long Next, long Feasible, IReadOnlyList<long> Best);

/// <summary>A candidate that was kept.</summary>
/// <param name="Number">Its number in the sequence of candidates.</param>
/// <param name="Point">Where it lies in the box of the study.</param>
/// <param name="Formulation">Values in the order of the parameters.</param>
/// <param name="Values">Values of the objectives, then of the limits, by the model that screened.</param>
/// <param name="Worth">What they are worth.</param>
sealed record Candidate(long Number, double[] Point, double[] Formulation, double[] Values, Appraisal Worth);

/// <summary>
/// Looks at very many formulations, each once, and keeps the best: for one objective so many, for several the front of those that none
/// dominates. Candidates are numbered points of a low-discrepancy sequence, so that what is kept is known by its number and a screening
/// goes on from any point.
/// </summary>
sealed class Screening
{
    /// <summary>Candidates predicted at once.</summary>
    const int Chunk = 1 << 14;

    readonly DesignStudy study;
    readonly ICurveModel model;
    readonly StudySpace space;
    readonly StudyEvaluator evaluator;
    readonly SobolSampler sampler;
    readonly int keep;
    readonly double[] points, values;
    List<Candidate> best = [];

    /// <param name="study">What is wanted.</param>
    /// <param name="model">Whose curves count.</param>
    /// <param name="keep">Candidates to keep at most.</param>
    /// <param name="seed">Of the sequence.</param>
    public Screening(DesignStudy study, ICurveModel model, int keep, ulong seed)
    {
        (this.study, this.model, this.keep) = (study, model, keep);
        space = new StudySpace(model.Space.Parameters, study);
        evaluator = new StudyEvaluator(study, model, space, seed);
        sampler = new SobolSampler(Math.Max(1, space.Genes.Count), seed);
        (points, values) = (new double[Chunk * sampler.Dimensions], new double[Chunk * evaluator.Metrics]);
    }

    /// <summary>Candidates seen.</summary>
    public long Seen { get; private set; }

    /// <summary>Candidates that kept every limit.</summary>
    public long Feasible { get; private set; }

    /// <summary>What was kept, the best by the first objective first.</summary>
    public IReadOnlyList<Candidate> Best => [.. best.OrderBy(one => one.Worth.Objectives[0]).ThenBy(one => one.Number)];

    /// <summary>How far it is.</summary>
    public ScreeningState State => new(Seen, Feasible, [.. Best.Select(one => one.Number)]);

    /// <summary>Goes on from an earlier state.</summary>
    public void Resume(ScreeningState state)
    {
        double[][] kept = [.. state.Best.Select(Point)], known = evaluator.Values(kept);
        best = [.. state.Best.Select((number, i) => Make(number, kept[i], known[i]))];
        (Seen, Feasible) = (state.Next, state.Feasible);
    }

    /// <summary>Looks at candidates up to a number, exclusive.</summary>
    /// <param name="end">The number.</param>
    /// <param name="after">Called after each chunk.</param>
    /// <param name="cancellation">Stops between chunks.</param>
    public void Run(long end, Action? after = null, CancellationToken cancellation = default)
    {
        while (Seen < end)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = (int)Math.Min(Chunk, end - Seen);
            int stride = sampler.Dimensions, metrics = evaluator.Metrics;
            FillPoints(Seen, count);
            evaluator.Values(points, stride, count, values);
            var good = new List<Candidate>();
            for (int i = 0; i < count; i++)
            {
                Span<double> own = values.AsSpan(i * metrics, metrics);
                if (!evaluator.Keeps(own, out double cost))
                    continue;
                Feasible++;
                if (study.Objectives.Count > 1 || best.Count < keep || cost < best[^1].Worth.Objectives[0])
                    good.Add(Make(Seen + i, points[(i * stride)..(i * stride + space.Genes.Count)], own.ToArray()));
            }

            Seen += count;
            Keep(good);
            after?.Invoke();
        }
    }

    Candidate Make(long number, double[] point, double[] values)
    {
        double[] row = new double[space.Width];
        space.ToFormulation(point, row);
        return new(number, point, row, values, evaluator.Appraise(values));
    }

    /// <summary>Points of the sequence, in shares for several threads.</summary>
    void FillPoints(long first, int count)
    {
        int share = Math.Max(1, count / (4 * Environment.ProcessorCount)), stride = sampler.Dimensions;
        Parallel.For(0, (count + share - 1) / share, k =>
        {
            int begin = k * share, some = Math.Min(share, count - begin);
            sampler.Fill(first + begin, some, points.AsSpan(begin * stride, some * stride));
        });
    }

    double[] Point(long number)
    {
        double[] point = new double[sampler.Dimensions];
        sampler.Fill(number, 1, point);
        return point[..space.Genes.Count];
    }

    void Keep(List<Candidate> more)
    {
        IEnumerable<Candidate> all = best.Concat(more).OrderBy(one => one.Worth.Objectives[0]).ThenBy(one => one.Number);
        if (study.Objectives.Count == 1)
        {
            best = [.. all.Take(keep)];
            return;
        }

        // By the first objective, so that a point is only ever dominated by one before it.
        var front = new List<Candidate>();
        foreach (Candidate one in all)
        {
            if (!front.Any(other => Nsga2.Dominates(other.Worth, one.Worth) || other.Worth.Objectives.AsSpan()
                .SequenceEqual(one.Worth.Objectives)))
                front.Add(one);
        }

        best = front.Count <= keep ? front
            : [.. Nsga2.Spread([.. Enumerable.Range(0, front.Count)], i => front[i].Worth.Objectives, keep).Order().Select(i => front[i])];
    }
}
