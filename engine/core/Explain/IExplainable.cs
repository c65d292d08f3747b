namespace SurrogateEngine.Explain;

/// <summary>One input of what is explained.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Its unit; empty for none.</param>
/// <param name="Low">Where its range begins.</param>
/// <param name="High">Where it ends.</param>
/// <param name="IsLog">Whether factors matter and not differences.</param>
/// <param name="Levels">Names of its categories, which a row holds by number; empty for a number.</param>
public sealed record ExplainedInput(string Name, string Unit, double Low, double High, bool IsLog, IReadOnlyList<string> Levels)
{
    /// <summary>Whether it is a number.</summary>
    public bool IsNumeric => Levels.Count == 0;

    /// <summary>The value at a share of the range, on its scale.</summary>
    public double At(double share) => !IsNumeric ? Math.Min(Levels.Count - 1, Math.Floor(share * Levels.Count))
        : IsLog ? Low * Math.Pow(High / Low, share) : Low + share * (High - Low);

    /// <summary>A value for a person.</summary>
    public string Text(double value) => !IsNumeric ? (int)value >= 0 && (int)value < Levels.Count ? Levels[(int)value] : "missing"
        : double.IsNaN(value) ? "missing" : Unit.Length > 0 ? $"{NumberText.Short(value)} {Unit}" : NumberText.Short(value);
}

/// <summary>
/// A function of rows of numbers that can be explained: a curve model with an output a time, or a model of a table with the outcome or the
/// probability of each class. Every method here asks this and nothing more.
/// </summary>
public interface IExplainable
{
    /// <summary>What it depends on.</summary>
    IReadOnlyList<ExplainedInput> Inputs { get; }

    /// <summary>What each output is called.</summary>
    IReadOnlyList<string> Outputs { get; }

    /// <summary>Predicts rows.</summary>
    /// <param name="rows">Shape [rows][inputs].</param>
    /// <returns>Shape [rows][outputs].</returns>
    double[][] Predict(IReadOnlyList<double[]> rows);

    /// <summary>Derivatives of rows, shape [rows][inputs][outputs]; null where the function has none, as trees.</summary>
    double[][][]? Gradients(IReadOnlyList<double[]> rows) => null;

    /// <summary>Numbers behind the inputs, for functions of categories; null where the way from one row to another goes along the inputs
    /// themselves.</summary>
    EmbeddedInputs? Embedded => null;
}

/// <summary>Numbers that stand for inputs, along which a way from one row to another is straight, also from one category to another.
/// </summary>
/// <param name="Owners">The input that each stands for.</param>
/// <param name="Embed">Rows, shape [rows][inputs], as these numbers, shape [rows][numbers].</param>
/// <param name="Gradients">Derivatives of the outputs by these numbers, shape [points][numbers][outputs].</param>
public sealed record EmbeddedInputs(IReadOnlyList<int> Owners, Func<IReadOnlyList<double[]>, double[][]> Embed,
    Func<IReadOnlyList<double[]>, double[][][]> Gradients);

/// <summary>How much an input matters.</summary>
/// <param name="Input">Its name, or those of a group.</param>
/// <param name="Value">By the method's own measure.</param>
/// <param name="Deviation">Standard deviation of the value over repetitions or rows; NaN where there is one only.</param>
/// <param name="Share">Share of all inputs, 0 to 1; what is below zero by chance counts as none. All shares add up to one.</param>
public sealed record Importance(string Input, double Value, double Deviation, double Share)
{
    /// <summary>Adds the shares.</summary>
    internal static Importance[] Of(IEnumerable<(string Input, double Value, double Deviation)> found)
    {
        (string Input, double Value, double Deviation)[] all = [.. found];
        double sum = all.Sum(one => Math.Max(0, one.Value));
        return [.. all.Select(one => new Importance(one.Input, one.Value, one.Deviation,
            sum > 0 ? Math.Max(0, one.Value) / sum : 1.0 / all.Length))];
    }

    /// <summary>Mean size of contributions over rows and outputs.</summary>
    /// <param name="inputs">Names.</param>
    /// <param name="attributions">One a row.</param>
    public static Importance[] Of(IReadOnlyList<string> inputs, IReadOnlyList<Attribution> attributions) => Of(inputs.Select((name, i) =>
    {
        double[] sizes = [.. attributions.Select(row => row.Contributions[i].Average(Math.Abs))];
        return (name, sizes.Average(), Statistics.Description.StandardDeviation(sizes));
    }));
}

/// <summary>
/// One prediction taken apart: the base, which knows nothing of the row, and what each input adds to it; they add up to the prediction.
/// </summary>
/// <param name="Base">Shape [outputs].</param>
/// <param name="Contributions">Shape [inputs][outputs].</param>
/// <param name="Prediction">Shape [outputs].</param>
public sealed record Attribution(double[] Base, double[][] Contributions, double[] Prediction)
{
    /// <summary>Largest difference over the outputs between the prediction and the sum of base and contributions.</summary>
    public double Residual => Enumerable.Range(0, Base.Length)
        .Max(o => Math.Abs(Prediction[o] - Base[o] - Contributions.Sum(contribution => contribution[o])));
}
