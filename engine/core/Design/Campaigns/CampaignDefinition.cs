using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Design;

/// <summary>Something that is measured in every experiment and is to be small or large.</summary>
/// <param name="Outcome">Column of its values.</param>
/// <param name="Maximize">Whether to be large.</param>
public sealed record CampaignGoal(string Outcome, bool Maximize);

/// <summary>A limit that a measured outcome should keep.</summary>
/// <param name="Outcome">Column of its values.</param>
/// <param name="AtMost">Whether values must not exceed it, or reach it.</param>
/// <param name="Limit">The limit, in the unit of the column.</param>
public sealed record CampaignLimit(string Outcome, bool AtMost, double Limit)
{
    /// <summary>In words.</summary>
    public string Text => $"{Outcome} {(AtMost ? "<=" : ">=")} {NumberText.Short(Limit)}";

    /// <summary>Whether a value keeps it.</summary>
    public bool Holds(double value) => AtMost ? value <= Limit : value >= Limit;

    /// <summary>Reads <c>pdi &lt;= 0.2</c>.</summary>
    /// <exception cref="RefusedException">It has no such form.</exception>
    public static CampaignLimit Parse(string word, string where)
    {
        foreach (string sign in (string[])["<=", ">="])
        {
            if (word.Split(sign, StringSplitOptions.TrimEntries) is [{ Length: > 0 } outcome, var limit]
                && NumberText.Read(limit) is { } value)
                return new(outcome, sign == "<=", value);
        }

        throw new RefusedException($"{where} \"{word}\": write OUTCOME <= NUMBER or OUTCOME >= NUMBER, in the unit of the column, e.g. \"pdi <= 0.2\".");
    }
}

/// <summary>What a campaign looks for, and among what: made once, the same for months.</summary>
public sealed record CampaignDefinition
{
    const int CostsLooked = 256;

    /// <summary>What can be chosen.</summary>
    public required IReadOnlyList<CampaignVariable> Variables { get; init; }

    /// <summary>Names of variables whose values are shares of a whole: they add up to 1.</summary>
    public IReadOnlyList<string> Mixture { get; init; } = [];

    /// <summary>What is wanted: one to three outcomes.</summary>
    public required IReadOnlyList<CampaignGoal> Goals { get; init; }

    /// <summary>Limits on outcomes.</summary>
    public IReadOnlyList<CampaignLimit> Limits { get; init; } = [];

    /// <summary>Surrogate, or name of a model, whose answers are the expectation that experiments correct; null for none.</summary>
    public string? Prior { get; init; }

    /// <summary>SHA-256 of a surrogate that is the prior; null for none.</summary>
    public string? PriorHash { get; init; }

    /// <summary>What an experiment costs, in the variables, e.g. <c>10 + 300 * peg</c>; null where all cost the same.</summary>
    public string? Cost { get; init; }

    /// <summary>Another seed begins elsewhere.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>What an experiment of some values costs; 1 where all cost the same.</summary>
    /// <param name="where">What a refusal calls the place.</param>
    /// <exception cref="RefusedException">The cost names something that is no variable with numbers.</exception>
    public Func<double[], double> CostOf(string where)
    {
        if (Cost is not { } words)
            return _ => 1;
        CurveMetric cost = MetricExpression.Read(words.Trim(), word =>
        {
            int column = Variables.ToList().FindIndex(variable => variable.Name == word && variable.Names.Count == 0);
            return column >= 0 ? new ParameterMetric(word, "", column) : throw new RefusedException($"{where} --cost \"{words}\": '{word}' is no variable with numbers; write numbers and variables with + - * / between spaces, e.g. \"10 + 300 * peg\".");
        });
        return values => cost.Read(values, []);
    }

    /// <summary>Measured columns, goals first.</summary>
    public IReadOnlyList<string> Outcomes() =>
        [.. Goals.Select(goal => goal.Outcome).Concat(Limits.Select(limit => limit.Outcome)).Distinct()];

    /// <summary>Coordinates that a Gaussian process sees.</summary>
    public int Width() => Variables.Sum(variable => variable.Width);

    /// <summary>Values at a point of the unit box of the search, shares of a mixture made to add up to 1.</summary>
    public double[] Values(ReadOnlySpan<double> point)
    {
        double[] values = new double[Variables.Count];
        for (int k = 0; k < values.Length; k++)
            values[k] = Variables[k].Value(point[k]);
        return Mixed(values);
    }

    /// <summary>What a Gaussian process sees of an experiment's values.</summary>
    public double[] Encode(ReadOnlySpan<double> values)
    {
        double[] coordinates = new double[Width()];
        int at = 0;
        for (int k = 0; k < values.Length; k++)
        {
            Variables[k].Encode(values[k], coordinates.AsSpan(at, Variables[k].Width));
            at += Variables[k].Width;
        }

        return coordinates;
    }

    /// <summary>Refuses a cost that is not above zero somewhere in the box, looked at its corners and within.</summary>
    void RequireCost(string where)
    {
        Func<double[], double> cost = CostOf(where);
        double[] flat = new double[CostsLooked * Variables.Count];
        new Sampling.SobolSampler(Variables.Count, Seed).Fill(0, CostsLooked, flat);
        double[][] within = [.. flat.Chunk(Variables.Count)];
        double[][] corners = [.. within.Select(point => point.Select(x => Math.Round(x)).ToArray())];
        foreach (double[] point in within.Concat(corners))
        {
            if (!(cost(Values(point)) > 0))
                throw new RefusedException($"{where} --cost \"{Cost}\": an experiment with {string.Join(", ", Variables.Zip(Values(point), (variable, value) => $"{variable.Name} = {variable.Show(value)}"))} would cost {NumberText.Digits(cost(Values(point)), 4)}; every experiment costs something above 0.");
        }
    }

    double[] Mixed(double[] values)
    {
        int[] shares = [.. Enumerable.Range(0, Variables.Count).Where(k => Mixture.Contains(Variables[k].Name))];
        double sum = shares.Sum(k => values[k]);
        foreach (int k in shares)
            values[k] = sum > 0 ? values[k] / sum : 1.0 / shares.Length;
        return values;
    }

    /// <summary>Refuses a definition that no experiment can serve.</summary>
    /// <param name="where">What a refusal calls the place.</param>
    public void Require(string where)
    {
        if (Variables.Count == 0)
            throw new RefusedException($"{where}: there is nothing to choose; give --variable, e.g. --variable \"size=80..200nm\".");
        if (Goals.Count is 0 or > 3)
            throw new RefusedException($"{where}: {Goals.Count} outcomes are to be small or large; give one to three with --minimize and --maximize.");
        string[] names = [.. Variables.Select(variable => variable.Name), .. Outcomes(), .. ExperimentTable.OwnColumns];
        if (names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new RefusedException($"{where}: '{twice.Key}' stands for two things; give every variable and outcome a name of its own, other than {string.Join(", ", ExperimentTable.OwnColumns)}.");
        if (Goals.GroupBy(goal => goal.Outcome).FirstOrDefault(group => group.Count() > 1) is { } both)
            throw new RefusedException($"{where}: {both.Key} is asked for twice; once is enough, as small or as large.");
        foreach (string share in Mixture)
        {
            if (Variables.FirstOrDefault(variable => variable.Name == share) is not
                { Names.Count: 0, Numbers.Count: 0, Log: false, Low: >= 0, High: <= 1 })
                throw new RefusedException($"{where} --mixture: '{share}' is no variable with a range between 0 and 1; shares of a mixture are.");
        }

        RequireCost(where);
        if (Mixture.Count == 1)
            throw new RefusedException($"{where} --mixture: one share alone is 1; name two or more.");
        foreach (CampaignLimit least in Limits.Where(limit => !limit.AtMost))
        {
            if (Limits.FirstOrDefault(limit => limit.AtMost && limit.Outcome == least.Outcome && limit.Limit < least.Limit) is { } most)
                throw new RefusedException($"{where}: {least.Text} and {most.Text} contradict each other; relax one.");
        }
    }
}
