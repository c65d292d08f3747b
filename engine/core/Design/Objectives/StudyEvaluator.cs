using MathNet.Numerics.Distributions;
using SurrogateEngine.Fitting;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Design;

/// <summary>Judges formulations of a study by the curves that a model gives for them, many at once.</summary>
sealed class StudyEvaluator
{
    /// <summary>Points of curves predicted at once: a megabyte of them, which stays in the second-level caches until it is read.</summary>
    const int MostPoints = 1 << 18;
    const double BandCoverage = 0.9;
    const int Batches = 32, Share = SearchSpace.MostAtOnce;

    readonly DesignStudy study;
    readonly ICurveModel model;
    readonly StudySpace space;
    readonly double[][] errors;
    readonly PointRange wanted;
    readonly double[] modelErrors;
    readonly BandLevel? band;
    readonly CurveMetric[] metrics;
    double[] rows = [];
    float[] curves = [];

    /// <param name="study">What is wanted.</param>
    /// <param name="model">Whose curves count.</param>
    /// <param name="space">Where points lie.</param>
    /// <param name="seed">Of the errors with which batches are made: the same for every design, so that they can be compared.</param>
    public StudyEvaluator(DesignStudy study, ICurveModel model, StudySpace space, ulong seed)
    {
        (this.study, this.model, this.space) = (study, model, space);
        var random = new RandomStream(seed);
        errors = study.Scatters ? [.. Enumerable.Range(0, Batches).Select(_ => space.Genes.Select(_ => random.Normal()).ToArray())]
            : [new double[space.Genes.Count]];
        metrics = [.. study.Objectives.Select(objective => objective.Metric), .. study.Constraints.Select(limit => limit.Metric)];
        wanted = metrics.Where(metric => metric.Outputs.Any()).Select(metric => metric.Points(model.Space.Times.Count))
            .DefaultIfEmpty().Aggregate((a, b) => a.Union(b));
        modelErrors = [.. errors.Select(_ => random.Normal())];
        if (study.Scatters && model is Surrogate { Card.Confidence: { } confidence })
            band = confidence.Levels.MinBy(level => Math.Abs(level.Coverage - BandCoverage));
    }

    /// <summary>Curves asked for so far.</summary>
    public long Evaluations { get; private set; }

    /// <summary>What points of the unit box are worth.</summary>
    public Appraisal[] Appraise(IReadOnlyList<double[]> points) => [.. Values(points).Select(values => Appraise(values))];

    /// <summary>What values of objectives, then of constraints, are worth.</summary>
    public Appraisal Appraise(ReadOnlySpan<double> values)
    {
        double[] costs = new double[study.Objectives.Count];
        double violation = 0;
        for (int k = 0; k < costs.Length; k++)
        {
            costs[k] = study.Objectives[k].Cost(values[k]);
            violation = double.IsNaN(costs[k]) ? double.PositiveInfinity : violation;
        }

        for (int k = 0; k < study.Constraints.Count; k++)
            violation += study.Constraints[k].Violation(values[costs.Length + k]);
        return new(costs, violation);
    }

    /// <summary>Objectives and constraints together.</summary>
    public int Metrics => metrics.Length;

    /// <summary>Whether values keep every limit, and the cost by the first objective; without making anything.</summary>
    public bool Keeps(ReadOnlySpan<double> values, out double cost)
    {
        cost = study.Objectives[0].Cost(values[0]);
        for (int k = 0; k < study.Objectives.Count; k++)
        {
            if (double.IsNaN(values[k]))
                return false;
        }

        for (int k = 0; k < study.Constraints.Count; k++)
        {
            if (study.Constraints[k].Violation(values[study.Objectives.Count + k]) > 0)
                return false;
        }

        return true;
    }

    /// <summary>Values of the objectives, then of the constraints, of each point; where there is a spread, those that the wanted share of
    /// batches is as good as.</summary>
    public double[][] Values(IReadOnlyList<double[]> points)
    {
        int genes = space.Genes.Count;
        double[] flat = new double[points.Count * genes], values = new double[points.Count * metrics.Length];
        for (int i = 0; i < points.Count; i++)
            points[i].AsSpan(0, genes).CopyTo(flat.AsSpan(i * genes));
        Values(flat, genes, points.Count, values);
        return [.. Enumerable.Range(0, points.Count).Select(i => values[(i * metrics.Length)..((i + 1) * metrics.Length)])];
    }

    /// <summary>The same of points and values in one array each, for screening, which comes here a million times a second.</summary>
    /// <param name="points">Shape [count, stride], a point's genes first.</param>
    /// <param name="stride">Numbers from one point to the next.</param>
    /// <param name="count">Points.</param>
    /// <param name="values">Receives the values, shape [count, metrics].</param>
    public void Values(double[] points, int stride, int count, double[] values)
    {
        int chunk = Math.Max(1, MostPoints / (errors.Length * model.Space.Points)), most = Math.Min(chunk, count) * errors.Length;
        if (rows.Length < most * space.Width || curves.Length < most * model.Space.Points)
            (rows, curves) = (new double[most * space.Width], new float[most * model.Space.Points]);
        for (int begin = 0; begin < count; begin += chunk)
        {
            int first = begin, some = Math.Min(chunk, count - begin), formulations = some * errors.Length;
            InShares(some, (from, end) => Make(points.AsSpan((first + from) * stride), stride, from, end));
            model.PredictPoints(rows.AsSpan(0, formulations * space.Width), formulations, wanted,
                curves.AsSpan(0, formulations * model.Space.Points));
            Evaluations += formulations;
            if (band is not null)
                Err(band, formulations);
            InShares(some, (from, end) =>
            {
                for (int i = from; i < end; i++)
                    Read(i, values.AsSpan((first + i) * metrics.Length, metrics.Length));
            });
        }
    }

    /// <summary>Moves each batch's curve by an error of the surrogate: normal, of the width of its conformal band, all points the same
    /// way.</summary>
    void Err(BandLevel level, int formulations)
    {
        int points = model.Space.Points, times = points / model.Space.Outputs.Count;
        float[] plain = new float[formulations * points], lower = new float[plain.Length], upper = new float[plain.Length];
        ((Surrogate)model).PredictBands(rows.AsSpan(0, formulations * space.Width), formulations, level, wholeCurve: false, plain,
            lower, upper);
        double deviations = Normal.InvCDF(0, 1, 0.5 * (1 + level.Coverage));
        for (int i = 0; i < plain.Length; i++)
        {
            // An end that is cut to what the output can be says nothing of the width.
            double half = Math.Max(upper[i] - plain[i], plain[i] - lower[i]);
            double moved = plain[i] + modelErrors[i / points % errors.Length] * half / deviations;
            bool share = model.Space.Outputs[i % points / times].Unit.Length == 0;
            curves[i] = (float)(share ? Math.Clamp(moved, 0, 1) : Math.Max(Math.Min(0, plain[i]), moved));
        }
    }

    static void InShares(int count, Action<int, int> some) => Parallel.For(0, (count + Share - 1) / Share, share =>
        some(share * Share, Math.Min(count, (share + 1) * Share)));

    /// <summary>Writes the formulations of some points, one for each batch.</summary>
    void Make(ReadOnlySpan<double> points, int stride, int from, int end)
    {
        if (!study.Scatters)
        {
            space.ToFormulations(points, stride, end - from, rows.AsSpan(from * space.Width));
            return;
        }

        for (int at = from * errors.Length; at < end * errors.Length; at++)
            space.ToFormulation(space.Made(points.Slice((at / errors.Length - from) * stride, space.Genes.Count),
                errors[at % errors.Length]), rows.AsSpan(at * space.Width, space.Width));
    }

    void Read(int point, Span<double> values)
    {
        for (int k = 0; k < metrics.Length; k++)
        {
            if (errors.Length == 1)
            {
                values[k] = ReadOne(k, point);
                continue;
            }

            double[] batches = new double[errors.Length];
            for (int batch = 0; batch < errors.Length; batch++)
                batches[batch] = ReadOne(k, point * errors.Length + batch);
            values[k] = Worst(batches, largest: !Rises(k));
        }
    }

    double ReadOne(int metric, int row) => metrics[metric].Read(
        rows.AsSpan(row * space.Width, space.Width), curves.AsSpan(row * model.Space.Points, model.Space.Points));

    /// <summary>Whether more of a metric is better.</summary>
    bool Rises(int metric) => metric < study.Objectives.Count ? study.Objectives[metric].Maximize
        : !study.Constraints[metric - study.Objectives.Count].AtMost;

    /// <summary>The value that the wanted share of batches is as good as; a batch without a curve is the worst of all.</summary>
    double Worst(double[] batches, bool largest)
    {
        if (batches.Any(double.IsNaN))
            return double.NaN;
        Array.Sort(batches);
        int at = (int)Math.Ceiling(study.Quantile * batches.Length) - 1;
        return largest ? batches[at] : batches[batches.Length - 1 - at];
    }
}
