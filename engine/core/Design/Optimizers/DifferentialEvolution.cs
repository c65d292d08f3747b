namespace SurrogateEngine.Design;

/// <summary>How <see cref="DifferentialEvolution"/> searches.</summary>
public sealed record DifferentialEvolutionOptions
{
    /// <summary>Evaluations at most.</summary>
    public int Evaluations { get; init; } = 20_000;

    /// <summary>Points of a generation; 0 takes ten times the variables.</summary>
    public int Population { get; init; }

    /// <summary>A value that is good enough.</summary>
    public double Target { get; init; } = double.NegativeInfinity;

    /// <summary>Another seed takes another course.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>
/// Differential evolution rand/1/bin with weight and crossover drawn anew for each point (Storn &amp; Price, J. Global Optim. 11 (1997)
/// 341; self-adaptation by Brest et al., IEEE Trans. Evol. Comput. 10 (2006) 646), in the unit box.
/// </summary>
public static class DifferentialEvolution
{
    /// <summary>Searches for the smallest value; the arguments are those of <see cref="CmaEs.Minimize"/>.</summary>
    public static Minimum Minimize(int dimension, Func<double[][], double[]> evaluate, DifferentialEvolutionOptions? options = null,
        CancellationToken cancellation = default)
    {
        options ??= new();
        int count = options.Population > 0 ? options.Population : Math.Max(16, 10 * dimension);
        var random = new RandomStream(options.Seed);
        double[][] points = [.. Enumerable.Range(0, count)
            .Select(_ => Enumerable.Range(0, dimension).Select(_ => random.Unit()).ToArray())];
        double[] values = evaluate(points), weight = new double[count], crossover = new double[count];
        Array.Fill(weight, 0.5);
        Array.Fill(crossover, 0.9);
        int evaluations = count;
        while (evaluations < options.Evaluations && !values.Any(value => value <= options.Target))
        {
            cancellation.ThrowIfCancellationRequested();
            double[] newWeight = [.. weight.Select(old => random.Unit() < 0.1 ? 0.1 + 0.9 * random.Unit() : old)];
            double[] newCrossover = [.. crossover.Select(old => random.Unit() < 0.1 ? random.Unit() : old)];
            double[][] trials = [.. Enumerable.Range(0, count).Select(i => Trial(points, i, newWeight[i], newCrossover[i], random))];
            double[] tried = evaluate(trials);
            evaluations += count;
            for (int i = 0; i < count; i++)
            {
                if (!(tried[i] <= values[i]) && !double.IsNaN(values[i]))
                    continue;
                (points[i], values[i], weight[i], crossover[i]) = (trials[i], tried[i], newWeight[i], newCrossover[i]);
            }
        }

        int best = Enumerable.Range(0, count).MinBy(i => double.IsNaN(values[i]) ? double.PositiveInfinity : values[i]);
        return new(points[best], values[best], evaluations);
    }

    static double[] Trial(double[][] points, int i, double weight, double crossover, RandomStream random)
    {
        int n = points[i].Length;
        int a = Other(points.Length, random, i), b = Other(points.Length, random, i, a), c = Other(points.Length, random, i, a, b);
        int certain = (int)(random.Unit() * n);
        double[] trial = [.. points[i]];
        for (int k = 0; k < n; k++)
        {
            if (k != certain && random.Unit() >= crossover)
                continue;
            double moved = points[a][k] + weight * (points[b][k] - points[c][k]);
            // Back inside by a random step between the border and where the point came from.
            trial[k] = moved < 0 ? points[i][k] * random.Unit() : moved > 1 ? 1 - (1 - points[i][k]) * random.Unit() : moved;
        }

        return trial;
    }

    static int Other(int count, RandomStream random, params ReadOnlySpan<int> taken)
    {
        while (true)
        {
            int drawn = (int)(random.Unit() * count);
            if (!taken.Contains(drawn))
                return drawn;
        }
    }
}
