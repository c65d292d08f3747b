using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Design;

/// <summary>What formulations are changed stepwise for.</summary>
public sealed record FormulationTask
{
    /// <summary>What is wanted: each objective is a term of the reward, such as a release, the exposure of a target organ or a peak that
    /// does harm.</summary>
    public required DesignStudy Study { get; init; }

    /// <summary>Values that a continuous variable takes, evenly over its range on its scale.</summary>
    public int Levels { get; init; } = 7;

    /// <summary>Experiments of an episode after the first.</summary>
    public int Budget { get; init; } = 12;

    /// <summary>Parameters that nobody can choose or see: each episode has others, such as another patient's.</summary>
    public IReadOnlyList<string> Hidden { get; init; } = [];
}

/// <summary>
/// How good formulations on a grid are: the mean over the objectives of how far each is along the span from the worst to the best that a
/// sample of the grid shows, minus how far constraints are violated, at most 1. A formulation that cannot be solved has -1.
/// </summary>
public sealed class FormulationScore
{
    const int Sampled = 512;
    const double Unsolved = -1;

    readonly FormulationTask task;
    readonly ICurveModel model;
    readonly StudySpace space;
    readonly int[] hidden;
    readonly double[] worst, best;
    readonly Dictionary<string, double[]> known = [];

    /// <exception cref="RefusedException">Nothing is left to change, or a hidden parameter is none of the model's or does not
    /// vary.</exception>
    public FormulationScore(FormulationTask task, ICurveModel model)
    {
        (this.task, this.model) = (task, model);
        hidden = [.. task.Hidden.Select(name => Column(name, model.Space))];
        var held = new Dictionary<string, double>(task.Study.Fixed);
        foreach (int p in hidden)
            held[model.Space.Parameters[p].Name] = model.Space.Parameters[p].Middle;
        space = new StudySpace(model.Space.Parameters, task.Study with { Fixed = held });
        Levels = [.. space.Genes.Select(gene => gene.Choices > 0 ? gene.Choices : task.Levels)];
        if (Levels.Count == 0)
            throw new RefusedException("No parameter is left to change; fix fewer of them.");
        Variables = [.. Enumerable.Range(0, model.Space.Parameters.Count).Where(p => model.Space.Parameters[p] is { } one
            && one.Low < one.High && !held.ContainsKey(one.Name)).Select(p => model.Space.Parameters[p])];
        (worst, best) = Span();
    }

    /// <summary>Parameters that are changed.</summary>
    public IReadOnlyList<Parameter> Variables { get; }

    /// <summary>Values that each of them takes.</summary>
    public IReadOnlyList<int> Levels { get; }

    /// <summary>Numbers that <see cref="Judge"/> gives: the score, each objective's share of its span, and the violation.</summary>
    public int Width => 2 + task.Study.Objectives.Count;

    /// <summary>Parameters that each episode has others of.</summary>
    public int HiddenCount => hidden.Length;

    /// <summary>Formulations that the model was asked for.</summary>
    public long Experiments { get; private set; }

    /// <summary>Formulations on the grid.</summary>
    public double Size => Levels.Aggregate(1.0, (product, count) => product * count);

    /// <summary>Judges formulations.</summary>
    /// <param name="places">Level of each variable, shape [rows, variables].</param>
    /// <param name="unseen">Hidden parameters as shares of their ranges, shape [rows, hidden].</param>
    /// <returns>Shape [rows][<see cref="Width"/>].</returns>
    public double[][] Judge(ReadOnlySpan<int> places, ReadOnlySpan<double> unseen)
    {
        int rows = places.Length / Levels.Count;
        var judged = new double[rows][];
        var asked = new List<int>();
        var keys = new string[rows];
        for (int row = 0; row < rows; row++)
        {
            keys[row] = hidden.Length > 0 ? "" : string.Join(',', places.Slice(row * Levels.Count, Levels.Count).ToArray());
            if (hidden.Length > 0 || !known.TryGetValue(keys[row], out judged[row]!))
                asked.Add(row);
        }

        double[][] formulations = new double[asked.Count][];
        foreach (var (k, row) in asked.Index())
            formulations[k] = Formulation(places.Slice(row * Levels.Count, Levels.Count),
                unseen.Slice(row * hidden.Length, hidden.Length));
        foreach (var (k, values) in Values(formulations).Index())
        {
            judged[asked[k]] = Shares(values);
            if (hidden.Length == 0)
                known[keys[asked[k]]] = judged[asked[k]];
        }

        return judged;
    }

    /// <summary>The formulation at a place of the grid, shape [parameters].</summary>
    public double[] Formulation(ReadOnlySpan<int> places, ReadOnlySpan<double> unseen)
    {
        Span<double> point = stackalloc double[Levels.Count];
        for (int j = 0; j < point.Length; j++)
            point[j] = space.Genes[j].Choices > 0 ? (places[j] + 0.5) / Levels[j] : places[j] / Math.Max(1.0, Levels[j] - 1);
        var row = new double[space.Width];
        space.ToFormulation(point, row);
        for (int k = 0; k < hidden.Length; k++)
            row[hidden[k]] = model.Space.Parameters[hidden[k]].At(unseen[k]);
        return row;
    }

    /// <summary>The best of the whole grid.</summary>
    /// <exception cref="InvalidOperationException">The grid has more than a hundred thousand formulations, or parameters are
    /// hidden.</exception>
    public (int[] Places, double Score) Optimum()
    {
        if (Size > 100_000 || hidden.Length > 0)
            throw new InvalidOperationException($"A grid of {Size} formulations with {hidden.Length} hidden parameters is not enumerated.");
        int[] places = [.. Enumerable.Range(0, (int)Size).SelectMany(PlaceOf)];
        double[][] judged = Judge(places, []);
        int best = Enumerable.Range(0, judged.Length).MaxBy(row => judged[row][0]);
        return (PlaceOf(best), judged[best][0]);
    }

    int[] PlaceOf(int number)
    {
        var place = new int[Levels.Count];
        for (int j = 0; j < place.Length; j++)
            (number, place[j]) = (number / Levels[j], number % Levels[j]);
        return place;
    }

    static int Column(string name, CurveSpace space) =>
        space.Parameters.ToList().FindIndex(one => one.Name == name && one.Low < one.High) is >= 0 and var column ? column
            : throw new RefusedException($"{space.Model} has no parameter '{name}' that varies; {Spelling.Suggest(name, [.. space.Parameters.Where(one => one.Low < one.High).Select(one => one.Name)])}");

    /// <summary>Costs of the objectives, then the violation; costs are NaN where there is no curve.</summary>
    IEnumerable<double[]> Values(double[][] formulations)
    {
        if (formulations.Length == 0)
            return [];
        Experiments += formulations.Length;
        int points = model.Space.Points;
        float[] curves = new float[formulations.Length * points];
        model.Predict([.. formulations.SelectMany(row => row)], formulations.Length, curves);
        return [.. formulations.Select((row, i) =>
        {
            float[] curve = curves[(i * points)..((i + 1) * points)];
            return (double[])
            [
                .. task.Study.Objectives.Select(objective => objective.Cost(objective.Metric.Read(row, curve))),
                task.Study.Constraints.Sum(limit => limit.Violation(limit.Metric.Read(row, curve))),
            ];
        })];
    }

    double[] Shares(double[] values)
    {
        int count = task.Study.Objectives.Count;
        if (values.Any(double.IsNaN))
            return [Unsolved, .. new double[count], 1];
        double[] shares = [.. Enumerable.Range(0, count).Select(k =>
            best[k] == worst[k] ? 0 : (worst[k] - values[k]) / (worst[k] - best[k]))];
        double violation = Math.Min(1, values[count]);
        return [shares.Average() - violation, .. shares, violation];
    }

    /// <summary>Largest and smallest cost of each objective over a sample of the grid.</summary>
    (double[] Worst, double[] Best) Span()
    {
        var random = new RandomStream(1);
        double[][] sample = [.. Enumerable.Range(0, (int)Math.Min(Sampled, Size)).Select(number =>
            Formulation(Size <= Sampled ? PlaceOf(number) : [.. Levels.Select(count => (int)(random.Unit() * count))],
                [.. hidden.Select(_ => random.Unit())]))];
        double[][] values = [.. Values(sample).Where(one => one.All(double.IsFinite))];
        if (values.Length == 0)
            throw new RefusedException("No formulation of the grid can be solved; narrow the ranges.");
        return ([.. Enumerable.Range(0, task.Study.Objectives.Count).Select(k => values.Max(one => one[k]))],
            [.. Enumerable.Range(0, task.Study.Objectives.Count).Select(k => values.Min(one => one[k]))]);
    }
}
