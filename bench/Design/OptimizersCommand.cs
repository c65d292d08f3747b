using System.CommandLine;
using System.Text.Json;
using MathNet.Numerics.Statistics;
using SurrogateEngine.Design;

namespace SurrogateEngine.Bench.Design;

/// <summary><c>optimizers</c>: every optimizer on the problems by which its field knows it, over several seeds, beside random points in
/// equal number.</summary>
static class OptimizersCommand
{
    /// <summary>A problem with the optimizer that is proven on it.</summary>
    /// <param name="Name">Problem.</param>
    /// <param name="Optimizer">Who solves it.</param>
    /// <param name="Evaluations">How many values it may ask for.</param>
    /// <param name="Bar">What the median has to reach: at most, or at least where <paramref name="Larger"/>.</param>
    /// <param name="Larger">Whether more is better, as of a hypervolume.</param>
    /// <param name="Run">The result of a seed.</param>
    /// <param name="Chance">That of random points.</param>
    sealed record Problem(string Name, string Optimizer, int Evaluations, double Bar, bool Larger, Func<ulong, double> Run,
        Func<ulong, double> Chance);

    static readonly Option<string[]> Names = new("--problem") { Description = "Some of them; all without", AllowMultipleArgumentsPerToken = true };
    static readonly Option<int> Seeds = new("--seeds") { Description = "Runs of each", DefaultValueFactory = _ => 20 };
    static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line" };

    static readonly Problem[] All =
    [
        Single("rosenbrock-10", "cma-es", 10, 30_000, 1e-8, StandardProblems.Rosenbrock, (f, seed) =>
            CmaEs.Minimize(10, Each(f), new() { Evaluations = 30_000, Target = 1e-8, Seed = seed }).Value),
        Single("rastrigin-10", "cma-es", 10, 200_000, 1e-6, StandardProblems.Rastrigin, (f, seed) =>
            CmaEs.Minimize(10, Each(f), new() { Evaluations = 200_000, Target = 1e-8, Seed = seed }).Value),
        Single("rastrigin-10", "differential evolution", 10, 60_000, 1e-5, StandardProblems.Rastrigin, (f, seed) =>
            DifferentialEvolution.Minimize(10, Each(f), new() { Evaluations = 60_000, Target = 1e-6, Seed = seed }).Value),
        Zdt("zdt1"), Zdt("zdt2"), Zdt("zdt3"),
        new("dtlz2", "nsga-2", 25_000, 0.66, Larger: true,
            seed => Hypervolume.Of(Nsga2.Minimize(new Gene[12], points => [.. points.Select(x => new Appraisal(StandardProblems.Dtlz2(x)))],
                new() { Seed = seed }).Select(at => at.Appraisal.Objectives), [1.1, 1.1, 1.1]),
            seed => Hypervolume.Of(Front(StandardProblems.Random(12, 25_000, seed).Select(x => StandardProblems.Dtlz2(x))),
                [1.1, 1.1, 1.1])),
        Single("branin", "expected improvement", 2, 30, 0.397887 + 0.01, StandardProblems.Branin, (f, seed) => Bayes(2, 6, 30, seed, f)),
        Single("hartmann-6", "expected improvement", 6, 60, -3.2, StandardProblems.Hartmann6, (f, seed) => Bayes(6, 12, 60, seed, f)),
    ];

    public static Command Create()
    {
        var command = new Command("optimizers", "Medians over seeds on the standard problems, beside random points in equal number.") { Names, Seeds, Json };
        command.SetAction(given => Refusable.Run(() => Run(given)));
        return command;
    }

    static void Run(ParseResult given)
    {
        Refusable.RequireAtLeast(1, given.GetValue(Seeds), Seeds);
        string[] asked = given.GetValue(Names) ?? [];
        if (asked.FirstOrDefault(name => All.All(problem => problem.Name != name)) is { } unknown)
            throw new RefusedException($"--problem {unknown}: give some of {string.Join(", ", All.Select(problem => problem.Name).Distinct())}.");
        ulong[] seeds = [.. Enumerable.Range(1, given.GetValue(Seeds)).Select(seed => (ulong)seed)];
        foreach (Problem problem in All.Where(problem => asked.Length == 0 || asked.Contains(problem.Name)))
        {
            double[] values = [.. seeds.Select(problem.Run)], chance = [.. seeds.Select(problem.Chance)];
            double median = values.Median();
            var line = new
            {
                kind = "optimizers",
                problem = problem.Name,
                optimizer = problem.Optimizer,
                evaluations = problem.Evaluations,
                seeds = seeds.Length,
                median,
                best = problem.Larger ? values.Max() : values.Min(),
                worst = problem.Larger ? values.Min() : values.Max(),
                quartiles = (double[])[values.LowerQuartile(), values.UpperQuartile()],
                bar = problem.Bar,
                reached = problem.Larger ? median >= problem.Bar : median <= problem.Bar,
                reached_share = values.Count(value => problem.Larger ? value >= problem.Bar : value <= problem.Bar) / (double)values.Length,
                random_median = chance.Median(),
            };
            given.InvocationConfiguration.Output.WriteLine(given.GetValue(Json) ? JsonSerializer.Serialize(line)
                : FormattableString.Invariant($"{problem.Name,-14} {problem.Optimizer,-24} median {median:G4} of {seeds.Length} seeds ({line.best:G4} to {line.worst:G4}), wanted {problem.Bar:G4}; random points {line.random_median:G4}"));
        }
    }

    static Problem Single(string name, string optimizer, int variables, int evaluations, double bar, Func<double[], double> f,
        Func<Func<double[], double>, ulong, double> run) => new(name, optimizer, evaluations, bar, Larger: false, seed => run(f, seed),
            seed => StandardProblems.Random(variables, evaluations, seed).Min(f));

    static Problem Zdt(string name)
    {
        Func<double[], double[]> f = StandardProblems.Zdt(name);
        return new(name, "nsga-2", 25_000, 0.99 * StandardProblems.ZdtVolume(name), Larger: true,
            seed => Hypervolume.Of(Nsga2.Minimize(new Gene[30], points => [.. points.Select(x => new Appraisal(f(x)))],
                new() { Seed = seed }).Select(at => at.Appraisal.Objectives), [1.1, 1.1]),
            seed => Hypervolume.Of(StandardProblems.Random(30, 25_000, seed).Select(f), [1.1, 1.1]));
    }

    /// <summary>Points that none dominates, of very many.</summary>
    static List<double[]> Front(IEnumerable<double[]> points)
    {
        var front = new List<double[]>();
        foreach (double[] point in points.OrderBy(point => point.Sum()))
        {
            if (!front.Any(other => other.Zip(point, (a, b) => a <= b).All(less => less)))
                front.Add(point);
        }

        return front;
    }

    /// <summary>Expected improvement from some random points on.</summary>
    public static double Bayes(int n, int first, int all, ulong seed, Func<double[], double> f)
    {
        List<double[]> points = [.. StandardProblems.Random(n, first, seed)];
        List<double> values = [.. points.Select(f)];
        while (points.Count < all)
        {
            double[] next = BayesianOptimization.Suggest([.. points], [.. values], seed: seed)[0];
            points.Add(next);
            values.Add(f(next));
        }

        return values.Min();
    }

    static Func<double[][], double[]> Each(Func<double[], double> f) => points => [.. points.Select(f)];
}
