namespace SurrogateEngine.Explain;

/// <summary>What to explain with, and how thoroughly.</summary>
public sealed record ExplainerOptions
{
    /// <summary>Rows at which the model is looked at, shape [rows][inputs]; for a table those it has not learned from.</summary>
    public required IReadOnlyList<double[]> Rows { get; init; }

    /// <summary>What was measured there, shape [rows][outputs]; null for the model's own predictions.</summary>
    public IReadOnlyList<double[]>? Truth { get; init; }

    /// <summary>The row whose prediction is traced.</summary>
    public required double[] Row { get; init; }

    /// <summary>Whether inputs may be drawn independently over their ranges, as the parameters of a simulation.</summary>
    public bool Independent { get; init; }

    /// <summary>Exact Shapley values of trees, where the model is made of them; null for other models.</summary>
    public Func<double[], Attribution>? Trees { get; init; }

    /// <summary>Groups of inputs by number, each permuted together as well.</summary>
    public IReadOnlyList<int[]> Together { get; init; } = [];

    /// <summary>Base samples of Sobol's indices.</summary>
    public int SobolSamples { get; init; } = 1024;

    /// <summary>Predictions that Shapley values and permutations may each ask for.</summary>
    public int Budget { get; init; } = 200_000;

    /// <summary>Rows that stand for not knowing.</summary>
    public int Background { get; init; } = 32;

    /// <summary>Another seed draws otherwise.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>Explains a model by every method that it allows.</summary>
public static class Explainer
{
    const int MostTraced = 64, FewestTraced = 8, MostRepeats = 10;

    /// <summary>Runs all methods.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">Where to look.</param>
    /// <param name="progress">Receives steps done, steps in all and what is done now.</param>
    /// <param name="cancellation">Stops it.</param>
    public static Explanation Of(IExplainable model, ExplainerOptions options, Action<int, int, string>? progress = null,
        CancellationToken cancellation = default)
    {
        const int steps = 6;
        IReadOnlyList<double[]> rows = options.Rows;
        string[] names = [.. model.Inputs.Select(input => input.Name)];
        double[][] background = Some(rows, options.Background, options.Seed);
        var importances = new List<MethodImportance>();
        SobolIndices? sobol = null;
        ElementaryEffects[]? morris = null;
        Begin(0, "variance");
        if (options.Independent)
        {
            sobol = SobolIndices.Of(model, options.SobolSamples, seed: options.Seed, cancellation: cancellation);
            morris = MorrisScreening.Of(model, seed: options.Seed);
            double[] variance = sobol.Variance;
            importances.Add(new("Sobol total", Importance.Of(sobol.Inputs
                .Select(input => (input.Input, Weighted(input.Total, variance), double.NaN)))));
            importances.Add(new("Morris", Importance.Of(morris.Select(of => (of.Input, of.MeanSize.Average(), of.Deviation.Average())))));
        }

        Begin(1, "permutation");
        int repeats = Math.Clamp(options.Budget / (rows.Count * names.Length), 2, MostRepeats);
        importances.Add(new("permutation", PermutationImportance.Of(model, rows, options.Truth ?? model.Predict(rows), null, repeats,
            options.Seed, cancellation)));
        IReadOnlyList<double[]> truth = options.Truth ?? model.Predict(rows);
        Importance[] together = options.Together.Count == 0 ? [] : PermutationImportance.Of(model, rows, truth,
            [.. options.Together, .. Rest(options.Together, names.Length)], repeats, options.Seed, cancellation);
        Begin(2, "Shapley values");
        Attribution[] shapley = Shapley(model, options, background, cancellation);
        importances.Add(new(options.Trees is null ? "SHAP" : "TreeSHAP", Importance.Of(names, shapley)));
        var traces = new List<Trace> { ShapleyTrace(model, options, background, cancellation) };
        Begin(3, "gradients");
        if (PathGradients.Serve(model, options.Row))
        {
            double[][] baselines = Some(rows, 8, options.Seed);
            // A solved model costs a solution a node; a network of a table costs nothing.
            traces.Add(new("expected gradients", options.Row, PathGradients.Expected(model, options.Row, baselines,
                model.Embedded is null ? 1e-4 : 1e-6, cancellation)));
            importances.Add(new("gradients", Importance.Of(names, [.. Some(rows, 2 * FewestTraced, options.Seed + 1)
                .Select(row => PathGradients.Expected(model, row, baselines, 1e-3, cancellation))])));
        }

        Begin(4, "effects");
        double[][] some = Some(rows, 200, options.Seed);
        var explanation = new Explanation
        {
            Model = model,
            Importances = importances,
            Sobol = sobol,
            Morris = morris,
            Traces = traces,
            Together = together,
            Dependence = [.. names.Select((_, i) => EffectCurves.PartialDependence(model, some, i, 15))],
            LocalEffects = [.. names.Select((_, i) => EffectCurves.AccumulatedLocal(model, rows, i))],
        };
        Begin(steps, "");
        return explanation;

        void Begin(int step, string what)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Invoke(step, steps, what);
        }
    }

    /// <summary>Every input that is in no group.</summary>
    static IEnumerable<int[]> Rest(IReadOnlyList<int[]> groups, int inputs) =>
        Enumerable.Range(0, inputs).Where(i => groups.All(group => !group.Contains(i))).Select(i => new[] { i });

    static Attribution[] Shapley(IExplainable model, ExplainerOptions options, double[][] background, CancellationToken cancellation)
    {
        if (options.Trees is { } exact)
            return [.. Some(options.Rows, 10 * MostTraced, options.Seed).Select(exact)];
        int m = model.Inputs.Count, coalitions = m < 11 ? 1 << m : KernelShap.MostCoalitions;
        double[][] few = [.. background.Take(Math.Max(4, background.Length / 4))];
        double[][] traced = Some(options.Rows, Math.Clamp(options.Budget / (coalitions * few.Length), FewestTraced, MostTraced),
            options.Seed + 1);
        return [.. traced.Select(row => KernelShap.Of(model, row, few, options.Seed, cancellation))];
    }

    static Trace ShapleyTrace(IExplainable model, ExplainerOptions options, double[][] background, CancellationToken cancellation) =>
        options.Trees is { } exact ? new("exact TreeSHAP", options.Row, exact(options.Row))
            : new(model.Inputs.Count <= 11 ? "exact Shapley values" : "Kernel SHAP", options.Row,
                KernelShap.Of(model, options.Row, background, options.Seed, cancellation));

    /// <summary>Rows drawn at random: those at even distances in the list may be of one kind, as every 32nd point of Sobol's sequence is.
    /// </summary>
    static double[][] Some(IReadOnlyList<double[]> rows, int most, ulong seed) => rows.Count <= most ? [.. rows]
        : [.. Enumerable.Range(0, rows.Count).OrderBy(row => SplitMix64.Hash(seed, (ulong)row)).Take(most).Select(row => rows[row])];

    /// <summary>Mean over outputs, each by its variance; those that do not vary are left out.</summary>
    static double Weighted(double[] shares, double[] variance) =>
        shares.Zip(variance).Where(at => !double.IsNaN(at.First)).Sum(at => at.First * at.Second) / variance.Sum();
}
