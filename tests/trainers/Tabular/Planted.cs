using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Tests.Tabular;

/// <summary>Tables whose truth is known: y = 3 x1 + x2^2 and 1.5 more for one of two solvents; x3 is noise.</summary>
static class Planted
{
    public static (TabularData Features, TabularTarget Target) Table(int rows, TabularTask task, ulong seed, double noise = 0.1)
    {
        var random = new RandomStream(seed);
        double[] x1 = new double[rows], x2 = new double[rows], x3 = new double[rows], y = new double[rows];
        string[] solvent = new string[rows];
        for (int i = 0; i < rows; i++)
        {
            (x1[i], x2[i], x3[i]) = (2 * random.Unit() - 1, 2 * random.Unit() - 1, 2 * random.Unit() - 1);
            solvent[i] = random.Unit() < 0.5 ? "acetone" : "water";
            y[i] = 3 * x1[i] + x2[i] * x2[i] + (solvent[i] == "water" ? 1.5 : 0) + noise * random.Normal();
        }

        TabularData features = new([TabularColumn.Numeric("x1", x1), TabularColumn.Numeric("x2", x2), TabularColumn.Numeric("x3", x3),
            TabularColumn.Categorical("solvent", solvent)]);
        TabularColumn target = task switch
        {
            TabularTask.Regression => TabularColumn.Numeric("y", y, "nm"),
            TabularTask.Binary => TabularColumn.Categorical("y", y.Select(value => value > 1 ? "high" : "low")),
            _ => TabularColumn.Categorical("y", y.Select(value => value > 2 ? "high" : value > 0 ? "middle" : "low")),
        };
        return (features, TabularTarget.From(target));
    }

    /// <summary>Root mean square error, or minus the mean logarithm of the true class's probability.</summary>
    public static double Error(ITabularLearner learner, TabularData features, TabularTarget target, int[] train, int[] test)
    {
        double[][] predicted = learner.Fit(features.Rows(train), target.Rows(train)).Predict(features.Rows(test));
        double[] truth = target.Rows(test).Values;
        return target.Outcome.Task == TabularTask.Regression
            ? Math.Sqrt(predicted.Select((row, i) => Math.Pow(row[0] - truth[i], 2)).Average())
            : predicted.Select((row, i) => -Math.Log(Math.Max(row[(int)truth[i]], 1e-3))).Average();
    }
}
