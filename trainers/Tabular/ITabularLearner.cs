using System.Text.Json;

namespace SurrogateEngine.Trainers.Tabular;

/// <summary>A setting of a learner that tuning may vary.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Usual">Its value where none is given.</param>
/// <param name="Low">The least value worth trying.</param>
/// <param name="High">The largest.</param>
/// <param name="Logarithmic">Whether factors matter and not differences.</param>
/// <param name="Whole">Whether it is a whole number.</param>
public sealed record TabularSetting(string Name, double Usual, double Low, double High, bool Logarithmic = false, bool Whole = false);

/// <summary>A method that learns an outcome from the other columns of a table. Each is one file; <see cref="TabularLearners.All"/> finds
/// it.</summary>
public interface ITabularLearner : INamed
{
    /// <summary>What it is called in a report.</summary>
    string Title { get; }

    /// <summary>Its settings, with the ranges that tuning searches.</summary>
    IReadOnlyList<TabularSetting> Settings { get; }

    /// <summary>Whether it can learn such an outcome.</summary>
    bool Serves(TabularTask task);

    /// <summary>Whether there is anything for it in such a table: an image for a network of images, blocks for a fusion of
    /// blocks.</summary>
    bool Suits(TabularData features) => true;

    /// <summary>The same learner with other settings; those not named keep their values.</summary>
    /// <exception cref="RefusedException">It has no setting of that name.</exception>
    ITabularLearner With(IReadOnlyDictionary<string, double> settings);

    /// <summary>Learns. Whatever it needs to know of the features (means, categories, what stands for missing values) it takes from these
    /// rows and no others.</summary>
    /// <param name="features">Columns to learn from.</param>
    /// <param name="target">The outcome of the same rows.</param>
    /// <param name="seed">Same seed, same model.</param>
    ITabularModel Fit(TabularData features, TabularTarget target, ulong seed = 1, CancellationToken cancellation = default);

    /// <summary>The model that <see cref="ITabularModel.State"/> describes.</summary>
    ITabularModel Restore(JsonElement state);
}

/// <summary>What a learner made of a table.</summary>
public interface ITabularModel
{
    /// <summary>Name of the learner.</summary>
    string Learner { get; }

    /// <summary>What it predicts.</summary>
    TabularOutcome Outcome { get; }

    /// <summary>The columns that it wants, as they were when it learned.</summary>
    IReadOnlyList<TabularFeature> Features { get; }

    /// <summary>Predicts rows of a table, which may have other columns too; a missing value or a category never seen is allowed.</summary>
    /// <returns>Shape [rows, 1] in the outcome's unit, or [rows, classes] probabilities that sum to one.</returns>
    /// <exception cref="RefusedException">The table lacks a feature, or has text where numbers were learned.</exception>
    double[][] Predict(TabularData data);

    /// <summary>All that <see cref="ITabularLearner.Restore"/> needs.</summary>
    JsonElement State();
}

/// <summary>A column that a model wants.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Its unit as the table named it.</param>
/// <param name="Levels">Its categories as they were learned; empty for numbers.</param>
public sealed record TabularFeature(string Name, string Unit, IReadOnlyList<string> Levels)
{
    /// <summary>What a column is to a model.</summary>
    public static TabularFeature Of(TabularColumn column) => new(column.Name, column.Unit, column.Levels);

    /// <summary>This feature's column of a table.</summary>
    /// <exception cref="RefusedException">The table lacks it, or has text where numbers were learned or numbers for categories.</exception>
    public TabularColumn In(TabularData data)
    {
        TabularColumn column = data.Find(Name)
            ?? throw new RefusedException($"{Name}: the model needs this column and the table lacks it; {Spelling.Suggest(Name, data.Names)}");
        if (column.IsNumeric == (Levels.Count == 0))
            return column;
        // Categories that look like numbers, or a column all of whose cells are empty.
        if (column.IsNumeric)
            return TabularColumn.Categorical(Name, Enumerable.Range(0, column.Count).Select(column.Text));
        return Enumerable.Range(0, column.Count).All(column.IsMissing)
            ? TabularColumn.Numeric(Name, [.. Enumerable.Repeat(double.NaN, column.Count)])
            : throw new RefusedException($"{Name}: the model learned numbers in this column and the table has words there; give numbers.");
    }
}

/// <summary>Every learner, found by its name.</summary>
public static class TabularLearners
{
    /// <summary>All, simple ones first.</summary>
    public static Registry<ITabularLearner> All { get; } =
        new Registry<ITabularLearner>("learner of tables").Register(typeof(TabularLearners).Assembly);
}
