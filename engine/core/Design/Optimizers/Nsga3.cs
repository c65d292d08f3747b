using MathNet.Numerics.LinearAlgebra;

namespace SurrogateEngine.Design;

/// <summary>
/// NSGA-III (Deb &amp; Jain, IEEE Trans. Evol. Comput. 18 (2014) 577): NSGA-II whose last front is chosen by reference directions (Das
/// &amp; Dennis, SIAM J. Optim. 8 (1998) 631) spread over the objectives' simplex, because crowding loses its meaning above three
/// objectives.
/// </summary>
public static class Nsga3
{
    /// <summary>Searches for the front of smallest objectives; see <see cref="Nsga2.Minimize"/>.</summary>
    /// <param name="genes">The variables.</param>
    /// <param name="appraise">What a generation of points is worth, all at once.</param>
    /// <param name="options">How to search; the population is as many as there are directions, at most the number given.</param>
    /// <param name="cancellation">Stops between generations.</param>
    /// <returns>The last generation's feasible points that none dominates, spread over the directions; the least infeasible one where none
    /// is feasible.</returns>
    public static IReadOnlyList<FrontPoint> Minimize(IReadOnlyList<Gene> genes, Func<double[][], Appraisal[]> appraise,
        Nsga2Options? options = null, CancellationToken cancellation = default)
    {
        options ??= new();
        var random = new RandomStream(options.Seed);
        FrontPoint[] population = Nsga2.First(2, genes, appraise, random, []);
        double[][] directions = Directions(population[0].Appraisal.Objectives.Length, options.Population);
        int count = directions.Length + directions.Length % 2;
        population = [.. population, .. Nsga2.First(count - 2, genes, appraise, random, options.Start)];
        for (int used = count; used + count <= options.Evaluations; used += count)
        {
            cancellation.ThrowIfCancellationRequested();
            Nsga2.Ranked[] parents = [.. population.Select(point => new Nsga2.Ranked(point, 0, -point.Appraisal.Violation))];
            double[][] children = Nsga2.Offspring(parents, genes, options, random);
            FrontPoint[] all = [.. population, .. children.Zip(appraise(children), (point, worth) => new FrontPoint(point, worth))];
            population = Select(all, directions, count, random);
        }

        var found = new List<FrontPoint>();
        Nsga2.Keep(found, population);
        return found;
    }

    /// <summary>Points of the unit simplex with coordinates of whole multiples of 1/p, for the largest p that gives no more than <paramref
    /// name="most"/>.</summary>
    internal static double[][] Directions(int objectives, int most)
    {
        double[][] directions = [];
        for (int divisions = 1; divisions < 100; divisions++)
        {
            double[][] more =
                [.. Compositions(objectives, divisions).Select(parts => parts.Select(part => part / (double)divisions).ToArray())];
            if (more.Length > most && directions.Length > 0)
                break;
            directions = more;
        }

        return directions;
    }

    static IEnumerable<int[]> Compositions(int parts, int sum) => parts == 1 ? [[sum]]
        : Enumerable.Range(0, sum + 1).SelectMany(first => Compositions(parts - 1, sum - first).Select(rest => (int[])[first, .. rest]));

    static FrontPoint[] Select(FrontPoint[] all, double[][] directions, int count, RandomStream random)
    {
        var chosen = new List<int>();
        int[] last = [];
        foreach (int[] front in Nsga2.Fronts(all))
        {
            last = front;
            if (chosen.Count + front.Length > count)
                break;
            chosen.AddRange(front);
            last = [];
        }

        if (chosen.Count < count && last.Length > 0)
            Fill(all, chosen, last, directions, count, random);
        return [.. chosen.Select(i => all[i])];
    }

    /// <summary>Fills a generation from its last front, each time for the direction that has fewest points.</summary>
    static void Fill(FrontPoint[] all, List<int> chosen, int[] last, double[][] directions, int count, RandomStream random)
    {
        int[] considered = [.. chosen, .. last];
        double[][] normalized = Normalize([.. considered.Select(i => all[i].Appraisal.Objectives)]);
        var (direction, distance) = Associate(normalized, directions);
        int[] taken = new int[directions.Length];
        for (int k = 0; k < chosen.Count; k++)
            taken[direction[k]]++;
        List<int> open = [.. Enumerable.Range(chosen.Count, last.Length)];
        while (chosen.Count < count && open.Count > 0)
        {
            int[] possible = [.. open.Select(k => direction[k]).Distinct()];
            int fewest = possible.Min(j => taken[j]);
            int[] least = [.. possible.Where(j => taken[j] == fewest).Order()];
            int niche = least[(int)(random.Unit() * least.Length)];
            int[] members = [.. open.Where(k => direction[k] == niche)];
            int picked = taken[niche] == 0 ? members.MinBy(k => distance[k]) : members[(int)(random.Unit() * members.Length)];
            chosen.Add(considered[picked]);
            open.Remove(picked);
            taken[niche]++;
        }
    }

    /// <summary>Objectives from the ideal point, over the intercepts of the plane through the extreme points.</summary>
    static double[][] Normalize(double[][] objectives)
    {
        int m = objectives[0].Length;
        double[] ideal = [.. Enumerable.Range(0, m).Select(k => objectives.Min(f => f[k]))];
        double[][] moved = [.. objectives.Select(f => f.Select((value, k) => value - ideal[k]).ToArray())];
        // The extreme point of an objective has the least of all others.
        double[][] extremes = [.. Enumerable.Range(0, m).Select(k => moved.MinBy(f => f.Select((v, j) => j == k ? v : 1e6 * v).Max())!)];
        double[] most = [.. Enumerable.Range(0, m).Select(k => Math.Max(1e-12, moved.Max(f => f[k])))];
        double[] scale = most;
        var plane = Matrix<double>.Build.DenseOfRowArrays(extremes);
        if (Math.Abs(plane.Determinant()) > 1e-12)
        {
            double[] inverse = [.. plane.Solve(Vector<double>.Build.Dense(m, 1))];
            if (inverse.All(value => value > 1e-9 && double.IsFinite(value)))
                scale = [.. inverse.Select((value, k) => Math.Min(1 / value, most[k]))];
        }

        return [.. moved.Select(f => f.Select((value, k) => value / scale[k]).ToArray())];
    }

    /// <summary>The direction nearest to each point, and how far the point is from it.</summary>
    static (int[] Direction, double[] Distance) Associate(double[][] points, double[][] directions)
    {
        int[] nearest = new int[points.Length];
        double[] distance = new double[points.Length];
        double[] norms = [.. directions.Select(direction => direction.Sum(x => x * x))];
        for (int i = 0; i < points.Length; i++)
        {
            double best = double.PositiveInfinity, square = points[i].Sum(x => x * x);
            for (int j = 0; j < directions.Length; j++)
            {
                double along = 0;
                for (int k = 0; k < points[i].Length; k++)
                    along += points[i][k] * directions[j][k];
                double off = square - along * along / norms[j];
                if (off < best)
                    (best, nearest[i]) = (off, j);
            }

            distance[i] = best;
        }

        return (nearest, distance);
    }
}
