using MathNet.Numerics.LinearAlgebra;
using SurrogateEngine.Fitting.Empirical;
using SurrogateEngine.Profiles;
using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Fitting;

/// <summary>
/// What a formulation's features say of its release before any of it is measured: for each empirical model its parameters by ridge
/// regression from the features of other formulations, and the covariance of what that misses on formulations it has not learned from,
/// group by group. Per parameter the penalty, or the plain mean, is that of the least such error.
/// </summary>
public sealed class FormulationPrior
{
    const int Parts = 5;

    /// <summary>Deviations are this much wider than those seen: their number is small.</summary>
    const double Inflation = 1.1;

    static readonly ITabularLearner[] learners =
    [
        TabularLearners.All.Get("mean"),
        .. new[] { 0.1, 1, 10 }.Select(penalty => TabularLearners.All.Get("ridge").With(new Dictionary<string, double>
        {
            ["penalty"] = penalty,
        })),
    ];

    readonly FittedFormulations from;
    readonly List<(EmpiricalModel Model, ITabularModel[] Means, Matrix<double> Factor)> families = [];

    FormulationPrior(FittedFormulations from, int count) => (this.from, Count) = (from, count);

    /// <summary>Formulations it was learned from.</summary>
    public int Count { get; }

    /// <summary>Names of the features it asks for.</summary>
    public IReadOnlyList<string> Features => from.Features;

    /// <summary>Learns.</summary>
    /// <param name="from">The formulations.</param>
    /// <param name="rows">Which of them; null for all.</param>
    /// <exception cref="RefusedException">There are too few.</exception>
    public static FormulationPrior Learn(FittedFormulations from, IReadOnlyList<int>? rows = null)
    {
        rows ??= [.. Enumerable.Range(0, from.Profiles.Count)];
        MeasuredProfile[] profiles = [.. rows.Select(i => from.Profiles[i])];
        FittedFormulations.RequireEnough(profiles);
        var prior = new FormulationPrior(from, rows.Count);
        TabularData table = from.Table(profiles, [.. profiles.Select(profile => profile.Days[^1])]);
        int[] part = from.Parts(rows, Parts), parts = [.. rows.Select(i => part[i])];
        double[] weights = [.. rows.Select(i => 1 / Math.Sqrt(rows.Count(j => from.Groups[j] == from.Groups[i])))];
        for (int m = 0; m < from.Models.Count; m++)
        {
            int d = from.Models[m].Parameters.Count;
            var means = new ITabularModel[d];
            double[][] misses = new double[d][];
            for (int j = 0; j < d; j++)
            {
                double[] values = [.. rows.Select(i => from.Coordinates[m][i][j])];
                (means[j], misses[j]) = Best(table, values, parts, weights);
            }

            prior.families.Add((from.Models[m], means, Covariance(misses, weights).Cholesky().Factor));
        }

        return prior;
    }

    /// <summary>The families with their prior for one formulation.</summary>
    /// <param name="profile">Its features; its measurements are not looked at.</param>
    /// <param name="days">Times of the curves, days.</param>
    /// <param name="last">How long it is to be measured, days.</param>
    internal IEnumerable<IForecastFamily> Families(MeasuredProfile profile, double[] days, double last)
    {
        TabularData table = from.Table([profile], [last]);
        return families.Select(family => new LearnedFamily(family.Model, days, [.. family.Means.Select(mean => mean.Predict(table)[0][0])],
            family.Factor));
    }

    static (ITabularModel Model, double[] Misses) Best(TabularData table, double[] values, int[] parts, double[] weights)
    {
        var target = new TabularTarget(new TabularOutcome("coordinate", "", TabularTask.Regression, []), values);
        (ITabularLearner Learner, double[] Misses, double Loss) best = (learners[0], [], double.PositiveInfinity);
        foreach (ITabularLearner learner in learners)
        {
            double[] misses = new double[values.Length];
            foreach (int part in parts.Distinct())
            {
                int[] kept = [.. Enumerable.Range(0, values.Length).Where(i => parts[i] != part)],
                    left = [.. Enumerable.Range(0, values.Length).Where(i => parts[i] == part)];
                double[][] predicted = learner.Fit(table.Rows(kept), target.Rows(kept)).Predict(table.Rows(left));
                for (int k = 0; k < left.Length; k++)
                    misses[left[k]] = values[left[k]] - predicted[k][0];
            }

            double loss = misses.Zip(weights, (miss, weight) => weight * miss * miss).Sum();
            if (loss < best.Loss)
                best = (learner, misses, loss);
        }

        return (best.Learner.Fit(table, target), best.Misses);
    }

    static Matrix<double> Covariance(double[][] misses, double[] weights)
    {
        int d = misses.Length;
        double total = weights.Sum();
        var covariance = Matrix<double>.Build.Dense(d, d, (a, b) =>
            Inflation * Inflation * Enumerable.Range(0, weights.Length).Sum(i => weights[i] * misses[a][i] * misses[b][i]) / total);
        return covariance + 1e-4 * Matrix<double>.Build.DenseIdentity(d);
    }
}
