using SurrogateEngine.Statistics;

namespace SurrogateEngine.Explain;

/// <summary>How predictions of one group of rows lean.</summary>
/// <param name="Column">Column of the group.</param>
/// <param name="Group">Its value.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Bias">Mean of predicted minus measured, in the outcome's unit; of classes, of the probability.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Mae">Mean absolute error.</param>
/// <param name="Probability">Of a bias as large by chance, by t, raised by Holm for all groups of the column.</param>
public sealed record GroupBias(string Column, string Group, int Rows, double Bias, double Low, double High, double Mae, double Probability)
{
    /// <summary>Bias of every group with two rows or more, the largest groups first.</summary>
    /// <param name="column">Name of the column.</param>
    /// <param name="groups">Group of each row.</param>
    /// <param name="predicted">Predictions of rows that were not learned from.</param>
    /// <param name="measured">What was measured.</param>
    public static GroupBias[] Of(string column, IReadOnlyList<string> groups, IReadOnlyList<double> predicted,
        IReadOnlyList<double> measured)
    {
        GroupBias[] found = [.. Enumerable.Range(0, groups.Count).GroupBy(row => groups[row]).Where(group => group.Count() > 1)
            .Select(group =>
            {
                double[] errors = [.. group.Select(row => predicted[row] - measured[row])];
                Description of = Description.Of(errors);
                double t = of.Mean / (of.Deviation / Math.Sqrt(of.Count));
                return new GroupBias(column, group.Key, of.Count, of.Mean, of.MeanLow, of.MeanHigh, errors.Average(Math.Abs),
                    of.Deviation > 0 ? Tails.TwoSidedT(t, of.Count - 1) : of.Mean == 0 ? 1 : 0);
            }).OrderByDescending(group => group.Rows)];
        double[] adjusted = MultipleTests.Holm([.. found.Select(group => group.Probability)]);
        return [.. found.Select((group, i) => group with { Probability = adjusted[i] })];
    }
}

/// <summary>
/// What a regulator asks of a model, on one page (Mitchell et al., FAT* 2019; EMA reflection paper on AI, 2024): what it is for, what it
/// was made of and tested on, how far it is off, for whom it leans, and where it must not be used.
/// </summary>
public sealed record ModelCard
{
    /// <summary>What it is for, in a sentence.</summary>
    public required string Purpose { get; init; }

    /// <summary>What it was learned from: files, rows, hashes.</summary>
    public required IReadOnlyList<(string Label, string Value)> Data { get; init; }

    /// <summary>How rows were split.</summary>
    public required string Split { get; init; }

    /// <summary>Errors on rows it did not learn from.</summary>
    public required IReadOnlyList<(string Label, string Value)> Errors { get; init; }

    /// <summary>Range of every input it may be asked in.</summary>
    public required IReadOnlyList<(string Input, string Range)> Ranges { get; init; }

    /// <summary>Groups for which it leans.</summary>
    public IReadOnlyList<GroupBias> Bias { get; init; } = [];

    /// <summary>Where it must not be used, and what is not known.</summary>
    public required IReadOnlyList<string> Limits { get; init; }
}
