using SurrogateEngine.Trainers;

namespace SurrogateEngine.Design;

/// <summary>Judges formulations of a study by the curves that a model gives for them, many at once.</summary>
sealed class StudyEvaluator
{
    const int Batches = 32, MostCurves = 1 << 20, Share = 512;

    readonly DesignStudy study;
    readonly ICurveModel model;
    readonly StudySpace space;
    readonly double[][] errors;
    readonly CurveMetric[] metrics;

    /// <param name="study">What is wanted.</param>
    /// <param name="model">Whose curves count.</param>
    /// <param name="space">Where points lie.</param>
    /// <param name="seed">Of the errors with which batches are made: the same for every design, so that they can be compared.</param>
    public StudyEvaluator(DesignStudy study, ICurveModel model, StudySpace space, ulong seed)
    {
        (this.study, this.model, this.space) = (study, model, space);
        var random = new RandomStream(seed);
        errors = study.Spread > 0 ? [.. Enumerable.Range(0, Batches).Select(_ => space.Genes.Select(_ => random.Normal()).ToArray())]
            : [new double[space.Genes.Count]];
        metrics = [.. study.Objectives.Select(objective => objective.Metric), .. study.Constraints.Select(limit => limit.Metric)];
    }

    /// <summary>Curves asked for so far.</summary>
    public long Evaluations { get; private set; }

    /// <summary>What points of the unit box are worth.</summary>
    public Appraisal[] Appraise(IReadOnlyList<double[]> points) => [.. Values(points).Select(Appraise)];

    /// <summary>What values of objectives, then of constraints, are worth.</summary>
    public Appraisal Appraise(double[] values)
    {
        // Loops, because screening comes here a million times a second.
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

    /// <summary>Values of the objectives, then of the constraints, of each point; where there is a spread, those that the wanted share of
    /// batches is as good as.</summary>
    public double[][] Values(IReadOnlyList<double[]> points)
    {
        var values = new double[points.Count][];
        int chunk = Math.Max(1, MostCurves / (errors.Length * model.Space.Points));
        for (int first = 0; first < points.Count; first += chunk)
        {
            int count = Math.Min(chunk, points.Count - first);
            double[] rows = Rows(points, first, count);
            float[] curves = new float[rows.Length / space.Width * model.Space.Points];
            model.Predict(rows, rows.Length / space.Width, curves);
            Evaluations += rows.Length / space.Width;
            Parallel.For(0, (count + Share - 1) / Share, share =>
            {
                for (int i = share * Share; i < Math.Min(count, (share + 1) * Share); i++)
                    values[first + i] = Read(i, rows, curves);
            });
        }

        return values;
    }

    double[] Rows(IReadOnlyList<double[]> points, int first, int count)
    {
        double[] rows = new double[count * errors.Length * space.Width];
        Parallel.For(0, (count + Share - 1) / Share, share =>
        {
            for (int i = share * Share; i < Math.Min(count, (share + 1) * Share); i++)
            {
                for (int batch = 0; batch < errors.Length; batch++)
                {
                    double[] made = study.Spread > 0 ? space.Made(points[first + i], errors[batch], study.Spread) : points[first + i];
                    space.ToFormulation(made, rows.AsSpan((i * errors.Length + batch) * space.Width, space.Width));
                }
            }
        });
        return rows;
    }

    double[] Read(int point, double[] rows, float[] curves)
    {
        var values = new double[metrics.Length];
        double[] batches = new double[errors.Length];
        for (int k = 0; k < metrics.Length; k++)
        {
            for (int batch = 0; batch < errors.Length; batch++)
            {
                int row = point * errors.Length + batch;
                batches[batch] = metrics[k].Read(rows.AsSpan(row * space.Width, space.Width),
                    curves.AsSpan(row * model.Space.Points, model.Space.Points));
            }

            values[k] = batches.Length == 1 ? batches[0] : Worst(batches, largest: !Rises(k));
        }

        return values;
    }

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
