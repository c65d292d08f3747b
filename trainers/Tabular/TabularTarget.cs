namespace SurrogateEngine.Trainers.Tabular;

/// <summary>What is asked of a row.</summary>
public enum TabularTask
{
    /// <summary>A number.</summary>
    Regression,

    /// <summary>Which of two classes.</summary>
    Binary,

    /// <summary>Which of three classes or more.</summary>
    MultiClass,
}

/// <summary>The outcome that a model predicts.</summary>
/// <param name="Name">Name of the column it was measured in.</param>
/// <param name="Unit">Its unit; empty where none is named.</param>
/// <param name="Task">Number or class.</param>
/// <param name="Classes">Names of the classes, of which the second is the positive one of two; empty for numbers.</param>
public sealed record TabularOutcome(string Name, string Unit, TabularTask Task, IReadOnlyList<string> Classes)
{
    /// <summary>Whether the logarithm of a number is learned, because factors matter and not differences; predictions are its exponential,
    /// rather a median than a mean.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>Numbers that a model gives for one row: one, or a probability for each class.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int Outputs => Task == TabularTask.Regression ? 1 : Classes.Count;
}

/// <summary>An outcome and its measured values.</summary>
/// <param name="Outcome">What was measured.</param>
/// <param name="Values">One a row: the number, or the index of the class.</param>
public sealed record TabularTarget(TabularOutcome Outcome, double[] Values)
{
    /// <summary>The outcome in a column: a number, or a class where the column holds categories.</summary>
    /// <exception cref="RefusedException">A row has no value, or all rows have one class.</exception>
    public static TabularTarget From(TabularColumn column)
    {
        for (int row = 0; row < column.Count; row++)
            if (column.IsMissing(row))
                throw new RefusedException($"{column.Name}, row {row + 1}: the target is missing here; leave such rows out.");
        if (column.IsNumeric)
            return new(new(column.Name, column.Unit, TabularTask.Regression, []), column.Values);
        // Classes in the order of their names, so that which one is positive does not hang on the order of rows.
        string[] classes = [.. column.Codes.Distinct().Select(code => column.Levels[code]).Order(StringComparer.Ordinal)];
        if (classes.Length == 0)
            throw new RefusedException($"{column.Name}: there is no row to learn from; give a table that has some.");
        if (classes.Length < 2)
            throw new RefusedException($"{column.Name}: every row is of the class '{classes[0]}', so there is nothing to learn; choose another target.");
        TabularTask task = classes.Length == 2 ? TabularTask.Binary : TabularTask.MultiClass;
        return new(new(column.Name, "", task, classes), [.. column.CodesIn(classes).Select(code => (double)code)]);
    }

    /// <summary>The same number, to be learned by its logarithm.</summary>
    /// <exception cref="RefusedException">It is not above zero in every row, or is a class.</exception>
    public TabularTarget Logarithmic() => Outcome.Task == TabularTask.Regression && Values.All(value => value > 0)
        ? this with { Outcome = Outcome with { IsLogarithmic = true } }
        : throw new RefusedException($"{Outcome.Name}: a logarithm needs numbers above zero in every row; learn it as it stands.");

    /// <summary>Some rows in their order.</summary>
    public TabularTarget Rows(IReadOnlyList<int> rows) => this with { Values = [.. rows.Select(row => Values[row])] };
}
