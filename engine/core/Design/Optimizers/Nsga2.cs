namespace SurrogateEngine.Design;

/// <summary>A variable of a search: continuous in the unit box, or one of some whole choices.</summary>
/// <param name="Choices">0 for a continuous variable, else how many values it may take.</param>
/// <param name="Ordered">Whether choices are steps of a number, or categories that have no order.</param>
public readonly record struct Gene(int Choices = 0, bool Ordered = true)
{
    /// <summary>The choice that a number in [0, 1] stands for.</summary>
    public int Choice(double value) => Math.Min(Choices - 1, (int)(value * Choices));

    /// <summary>The middle of a choice's share of [0, 1].</summary>
    internal double Snap(double value) => Choices == 0 ? value : (Choice(value) + 0.5) / Choices;
}

/// <summary>What a point is worth.</summary>
/// <param name="Objectives">Each to be small.</param>
/// <param name="Violation">How far it is from feasible, 0 where it is.</param>
public sealed record Appraisal(double[] Objectives, double Violation = 0);

/// <summary>A point of a front.</summary>
/// <param name="Point">In the unit box; a choice stands in the middle of its share.</param>
/// <param name="Appraisal">What it is worth.</param>
public sealed record FrontPoint(double[] Point, Appraisal Appraisal);

/// <summary>How <see cref="Nsga2"/> searches.</summary>
public sealed record Nsga2Options
{
    /// <summary>Points of a generation.</summary>
    public int Population { get; init; } = 100;

    /// <summary>Evaluations at most.</summary>
    public int Evaluations { get; init; } = 25_000;

    /// <summary>Distribution index of simulated binary crossover.</summary>
    public double CrossoverIndex { get; init; } = 15;

    /// <summary>Distribution index of polynomial mutation.</summary>
    public double MutationIndex { get; init; } = 20;

    /// <summary>Another seed takes another course.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Points that the first generation holds, as many of them as fit; the others are random.</summary>
    public IReadOnlyList<double[]> Start { get; init; } = [];
}

/// <summary>
/// NSGA-II (Deb, Pratap, Agarwal &amp; Meyarivan, IEEE Trans. Evol. Comput. 6 (2002) 182): non-dominated sorting, crowding, simulated
/// binary crossover, polynomial mutation, constraints by feasibility.
/// </summary>
public static class Nsga2
{
    /// <summary>Searches for the front of smallest objectives.</summary>
    /// <param name="genes">The variables.</param>
    /// <param name="appraise">What a generation of points is worth, all at once.</param>
    /// <param name="options">How to search; null is the usual way.</param>
    /// <param name="cancellation">Stops between generations.</param>
    /// <returns>Of all points ever appraised the feasible ones that none dominates; the least infeasible one where none is
    /// feasible.</returns>
    public static IReadOnlyList<FrontPoint> Minimize(IReadOnlyList<Gene> genes, Func<double[][], Appraisal[]> appraise,
        Nsga2Options? options = null, CancellationToken cancellation = default)
    {
        options ??= new();
        var random = new RandomStream(options.Seed);
        int count = options.Population + options.Population % 2;
        FrontPoint[] begun = First(count, genes, appraise, random, options.Start);
        List<Ranked> population = Rank(begun, count);
        var found = new List<FrontPoint>();
        Keep(found, begun);
        for (int used = count; used + count <= options.Evaluations; used += count)
        {
            cancellation.ThrowIfCancellationRequested();
            double[][] children = Offspring(population, genes, options, random);
            FrontPoint[] appraised = [.. children.Zip(appraise(children), (point, worth) => new FrontPoint(point, worth))];
            population = Rank([.. population.Select(one => one.Point), .. appraised], count);
            Keep(found, appraised);
        }

        return found;
    }

    /// <summary>The points given, and random ones.</summary>
    internal static FrontPoint[] First(int count, IReadOnlyList<Gene> genes, Func<double[][], Appraisal[]> appraise, RandomStream random,
        IReadOnlyList<double[]> start)
    {
        double[][] first = [.. start.Take(count), .. Enumerable.Range(0, Math.Max(0, count - start.Count))
            .Select(_ => genes.Select(gene => gene.Snap(random.Unit())).ToArray())];
        return [.. first.Zip(appraise(first), (point, worth) => new FrontPoint(point, worth))];
    }

    /// <summary>Whether one is better than another: feasible before infeasible, less infeasible before more, else none worse and one
    /// better.</summary>
    public static bool Dominates(Appraisal a, Appraisal b)
    {
        if (a.Violation > 0 || b.Violation > 0)
            return a.Violation < b.Violation;
        bool better = false;
        for (int k = 0; k < a.Objectives.Length; k++)
        {
            if (!(a.Objectives[k] <= b.Objectives[k]))
                return false;
            better |= a.Objectives[k] < b.Objectives[k];
        }

        return better;
    }

    /// <summary>Takes points into a set of which none dominates another.</summary>
    internal static void Keep(List<FrontPoint> found, FrontPoint[] points)
    {
        foreach (FrontPoint point in points)
        {
            if (found.Any(other => Dominates(other.Appraisal, point.Appraisal) || other.Appraisal.Objectives.AsSpan()
                .SequenceEqual(point.Appraisal.Objectives)))
                continue;
            found.RemoveAll(other => Dominates(point.Appraisal, other.Appraisal));
            found.Add(point);
        }
    }

    static List<Ranked> Rank(FrontPoint[] all, int keep)
    {
        var kept = new List<Ranked>();
        foreach ((int rank, int[] whole) in Fronts(all).Index())
        {
            if (kept.Count == keep)
                break;
            int[] front = Spread(whole, i => all[i].Appraisal.Objectives, keep - kept.Count);
            double[] crowding = Crowding([.. front.Select(i => all[i].Appraisal.Objectives)]);
            kept.AddRange(front.Select((i, k) => new Ranked(all[i], rank, crowding[k])));
        }

        return kept;
    }

    /// <summary>Non-dominated sorting: those that none dominates, then those that only these do, and so on.</summary>
    internal static IEnumerable<int[]> Fronts(FrontPoint[] all)
    {
        int[] dominators = new int[all.Length];
        var dominated = new List<int>[all.Length];
        for (int i = 0; i < all.Length; i++)
        {
            dominated[i] = [];
            for (int j = 0; j < all.Length; j++)
            {
                if (Dominates(all[i].Appraisal, all[j].Appraisal))
                    dominated[i].Add(j);
                else if (Dominates(all[j].Appraisal, all[i].Appraisal))
                    dominators[i]++;
            }
        }

        for (int[] front = [.. Enumerable.Range(0, all.Length).Where(i => dominators[i] == 0)]; front.Length > 0;
            front = [.. front.SelectMany(i => dominated[i]).Where(j => --dominators[j] == 0)])
            yield return front;
    }

    /// <summary>Points spread along a front: takes away the most crowded one, one after the other: at once, neighbors would go together and
    /// leave a gap (Kukkonen &amp; Deb, CEC 2006).</summary>
    internal static int[] Spread(IReadOnlyList<int> front, Func<int, double[]> objectives, int keep)
    {
        List<int> left = [.. front];
        while (left.Count > keep)
        {
            double[] crowding = Crowding([.. left.Select(objectives)]);
            left.RemoveAt(Array.IndexOf(crowding, crowding.Min()));
        }

        return [.. left];
    }

    static double[] Crowding(double[][] objectives)
    {
        var distance = new double[objectives.Length];
        for (int k = 0; k < objectives[0].Length; k++)
        {
            int[] order = [.. Enumerable.Range(0, objectives.Length).OrderBy(i => objectives[i][k])];
            double range = objectives[order[^1]][k] - objectives[order[0]][k];
            distance[order[0]] = distance[order[^1]] = double.PositiveInfinity;
            for (int at = 1; at < order.Length - 1 && range > 0; at++)
                distance[order[at]] += (objectives[order[at + 1]][k] - objectives[order[at - 1]][k]) / range;
        }

        return distance;
    }

    /// <summary>As many children as parents.</summary>
    internal static double[][] Offspring(IReadOnlyList<Ranked> parents, IReadOnlyList<Gene> genes, Nsga2Options options,
        RandomStream random)
    {
        var children = new double[parents.Count][];
        for (int i = 0; i < children.Length; i += 2)
        {
            double[] a = [.. Tournament(parents, random).Point.Point], b = [.. Tournament(parents, random).Point.Point];
            if (random.Unit() < 0.9)
                Cross(a, b, genes, options.CrossoverIndex, random);
            Mutate(a, genes, options.MutationIndex, random);
            Mutate(b, genes, options.MutationIndex, random);
            (children[i], children[i + 1]) = (a, b);
        }

        return children;
    }

    static Ranked Tournament(IReadOnlyList<Ranked> parents, RandomStream random)
    {
        Ranked a = parents[(int)(random.Unit() * parents.Count)], b = parents[(int)(random.Unit() * parents.Count)];
        return a.Front < b.Front || (a.Front == b.Front && a.Crowding > b.Crowding) ? a : b;
    }

    /// <summary>Simulated binary crossover within bounds (Deb &amp; Agrawal 1995), variable by variable; categories are
    /// exchanged.</summary>
    static void Cross(double[] a, double[] b, IReadOnlyList<Gene> genes, double index, RandomStream random)
    {
        for (int k = 0; k < a.Length; k++)
        {
            if (random.Unit() >= 0.5)
                continue;
            if (genes[k] is { Choices: > 0, Ordered: false })
                (a[k], b[k]) = (b[k], a[k]);
            else if (Math.Abs(a[k] - b[k]) > 1e-14)
            {
                double low = Math.Min(a[k], b[k]), high = Math.Max(a[k], b[k]), u = random.Unit();
                double toLow = Spread(u, 1 + 2 * low / (high - low), index), toHigh = Spread(u, 1 + 2 * (1 - high) / (high - low), index);
                double first = Math.Clamp((low + high - toLow * (high - low)) / 2, 0, 1);
                double second = Math.Clamp((low + high + toHigh * (high - low)) / 2, 0, 1);
                (a[k], b[k]) = random.Unit() < 0.5 ? (first, second) : (second, first);
                (a[k], b[k]) = (genes[k].Snap(a[k]), genes[k].Snap(b[k]));
            }
        }
    }

    static double Spread(double u, double beta, double index)
    {
        double alpha = 2 - Math.Pow(beta, -(index + 1));
        return u <= 1 / alpha ? Math.Pow(u * alpha, 1 / (index + 1)) : Math.Pow(1 / (2 - u * alpha), 1 / (index + 1));
    }

    /// <summary>Polynomial mutation of one variable in n, on average; a category is drawn anew.</summary>
    static void Mutate(double[] point, IReadOnlyList<Gene> genes, double index, RandomStream random)
    {
        for (int k = 0; k < point.Length; k++)
        {
            if (random.Unit() >= 1.0 / point.Length)
                continue;
            if (genes[k] is { Choices: > 0, Ordered: false })
            {
                point[k] = genes[k].Snap(random.Unit());
                continue;
            }

            double u = random.Unit(), x = point[k];
            double moved = u < 0.5
                ? Math.Pow(2 * u + (1 - 2 * u) * Math.Pow(1 - x, index + 1), 1 / (index + 1)) - 1
                : 1 - Math.Pow(2 * (1 - u) + (2 * u - 1) * Math.Pow(x, index + 1), 1 / (index + 1));
            point[k] = genes[k].Snap(Math.Clamp(x + moved, 0, 1));
        }
    }

    /// <summary>A point of a population: which front it is of, and how much room it has there.</summary>
    internal sealed record Ranked(FrontPoint Point, int Front, double Crowding);
}
