using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Tables.Validation;

/// <summary>Whether rows that are predicted are known from those learned, so that the error comes out too small.</summary>
public static class LeakageCheck
{
    /// <summary>Distance of two rows, in standard deviations of the inputs, that is none.</summary>
    const double Near = 0.02;

    /// <summary>Share of the test rows from which on near-duplicates are worth a word.</summary>
    const double NearShare = 0.05;

    const double Outcomes = 1e-9;

    /// <summary>Looks at all folds together.</summary>
    /// <param name="features">What is learned from.</param>
    /// <param name="target">The outcome.</param>
    /// <param name="folds">The splits.</param>
    /// <param name="groups">Columns that say what belongs together: paper, drug, batch; also those that are not learned from.</param>
    /// <returns>One sentence for each finding; none where nothing leaks.</returns>
    public static IReadOnlyList<string> Of(TabularData features, TabularTarget target, IReadOnlyList<TableFold> folds,
        IReadOnlyList<TabularColumn> groups)
    {
        List<string> found = [];
        foreach (TabularColumn group in groups)
        {
            int shared = 0, tested = 0;
            string example = "";
            foreach (TableFold fold in folds)
            {
                var known = fold.Train.Where(row => !group.IsMissing(row)).Select(group.Text).ToHashSet();
                string[] both = [.. fold.Test.Where(row => !group.IsMissing(row)).Select(group.Text).Where(known.Contains)];
                shared += both.Length;
                tested += fold.Test.Length;
                example = example.Length > 0 || both.Length == 0 ? example : both[0];
            }

            if (shared > 0)
                found.Add($"{NumberText.Percent((double)shared / tested)} of the test rows have a '{group.Name}' that training rows have too, e.g. '{example}': what is learned of it is tested on itself; keep its rows together with --group {ShellText.Quoted(group.Name)}.");
        }

        found.AddRange(Duplicates(features, target, folds));
        return found;
    }

    static IEnumerable<string> Duplicates(TabularData features, TabularTarget target, IReadOnlyList<TableFold> folds)
    {
        double[][] rows = FeatureEncoding.Fit(features, scaled: true).Apply(features);
        int equal = 0, copied = 0, near = 0, tested = 0;
        double deviation = Math.Max(Deviation(target.Values), 1e-300);
        foreach (TableFold fold in folds)
        {
            tested += fold.Test.Length;
            foreach (int row in fold.Test)
            {
                double least = double.PositiveInfinity;
                bool same = false;
                foreach (int other in fold.Train)
                {
                    double distance = System.Numerics.Tensors.TensorPrimitives.Distance<double>(rows[row], rows[other]);
                    least = Math.Min(least, distance);
                    same |= distance == 0 && Math.Abs(target.Values[row] - target.Values[other]) <= Outcomes * deviation;
                }

                equal += least == 0 ? 1 : 0;
                copied += same ? 1 : 0;
                near += least is > 0 and < Near ? 1 : 0;
            }
        }

        if (copied > 0)
            yield return $"{copied} of {tested} test rows are copies of training rows, features and outcome: the table was extended or has duplicates; drop them before the split.";
        else if (equal > NearShare * tested)
            yield return $"{equal} of {tested} test rows have the features of a training row: repeats of one formulation stand on both sides; keep them together.";
        if (near > NearShare * tested)
            yield return $"{near} of {tested} test rows are nearly those of training rows (closer than {Near} standard deviations), as rows are that were made from others; keep each with its original, or drop it.";
    }

    static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }
}
