using SurrogateEngine.Design;
using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Workflows;

/// <summary>What a surrogate or a model expects of a campaign's experiments: outcomes are metrics such as <c>t50</c>, variables are
/// parameters; what is no variable stands in the middle of its range.</summary>
sealed class CampaignPrior : IDisposable
{
    readonly DesignModels models;
    readonly CurveMetric[] metrics;
    readonly int[] columns;
    readonly double[] middle;

    CampaignPrior(DesignModels models, CurveMetric[] metrics, int[] columns)
    {
        (this.models, this.metrics, this.columns) = (models, metrics, columns);
        middle = [.. models.Space.Parameters.Select(parameter => parameter.At(0.5))];
    }

    /// <summary>Opens the prior of a campaign; null where it has none.</summary>
    /// <exception cref="RefusedException">It can't be used, or an outcome or variable means nothing to it.</exception>
    public static CampaignPrior? Open(CampaignDefinition campaign, string where)
    {
        if (campaign.Prior is not { } word)
            return null;
        if (campaign.PriorHash is { } hash && File.Exists(word) && Provenance.HashOf(word) != hash)
            throw new RefusedException($"{where}: {word} is not the file that this campaign began with; put that one back, or begin a new campaign.");
        DesignModels models = DesignModels.Open(word, [], null, $"{where} --prior");
        try
        {
            var reader = new MetricReader(models.Space);
            CurveMetric[] metrics = [.. campaign.Outcomes().Select(outcome =>
                reader.Metric(outcome, new($"{where} --prior {word}", 0, 0, "")))];
            int[] columns = [.. campaign.Variables.Select(variable =>
                models.Space.Parameters.ToList().FindIndex(one => one.Name == variable.Name) is >= 0 and var column
                ? column : throw new RefusedException($"{where} --prior {word}: it has no parameter '{variable.Name}'; it has {string.Join(", ", models.Space.Parameters.Select(one => one.Name))}."))];
            return new(models, metrics, columns);
        }
        catch
        {
            models.Dispose();
            throw;
        }
    }

    /// <summary>The surrogate that it is; null where it is a model.</summary>
    public Surrogate? Surrogate => models.Fast as Surrogate;

    /// <summary>What each outcome is of a formulation and its curves.</summary>
    public IReadOnlyList<CurveMetric> Metrics => metrics;

    /// <summary>By how much an outcome is larger in a laboratory's table than as a metric: shares are written in percent.</summary>
    public double Factor(int outcome) => metrics[outcome].IsShare ? 100 : 1;

    /// <summary>The formulation of an experiment, shape [parameters].</summary>
    public double[] Formulation(double[] values)
    {
        double[] row = [.. middle];
        for (int k = 0; k < columns.Length; k++)
            row[columns[k]] = values[k];
        return row;
    }

    /// <summary>Outcomes expected at values of the variables; shares in percent, as laboratories write them.</summary>
    public double[] Expect(double[] values) => Expect(values, models.Fast);

    /// <summary>The same by another model of the same formulations.</summary>
    public double[] Expect(double[] values, ICurveModel by)
    {
        double[] row = Formulation(values);
        float[] curves = new float[models.Space.Points];
        by.Predict(row, 1, curves);
        return [.. metrics.Select((metric, k) => Factor(k) * metric.Read(row, curves))];
    }

    /// <inheritdoc/>
    public void Dispose() => models.Dispose();
}
