using MathNet.Numerics.Distributions;

namespace SurrogateEngine.Design;

/// <summary>What is expected of an experiment.</summary>
/// <param name="Mean">Of each outcome; of one that is learned on a logarithmic scale the median.</param>
/// <param name="Deviation">Standard deviation of each outcome, without the noise of measuring it.</param>
/// <param name="Feasible">Probability that it can be made and keeps every limit.</param>
public sealed record Expectation(double[] Mean, double[] Deviation, double Feasible)
{
    /// <summary>Mean and deviation of each outcome on the scale on which it is learned, where it is normally distributed.</summary>
    internal (double Mean, double Deviation)[] Scaled { get; init; } = [];
}

/// <summary>
/// What a campaign has learned: a Gaussian process for each outcome, of how it differs from the prior where there is one, and one for
/// whether an experiment succeeds, as soon as one has failed.
/// </summary>
sealed class CampaignModel
{
    readonly CampaignDefinition campaign;
    readonly Func<double[], double[]>? prior;
    readonly OutcomeProcess[] outcomes;
    readonly GaussianProcess? success;

    CampaignModel(CampaignDefinition campaign, Func<double[], double[]>? prior, OutcomeProcess[] outcomes, GaussianProcess? success) =>
        (this.campaign, this.prior, this.outcomes, this.success) = (campaign, prior, outcomes, success);

    /// <summary>Learns from experiments; null where an outcome was measured fewer than twice.</summary>
    /// <param name="campaign">What is measured.</param>
    /// <param name="experiments">Experiments; open ones are left out.</param>
    /// <param name="prior">Expectation of the outcomes from values of the variables; null for none.</param>
    public static CampaignModel? Fit(CampaignDefinition campaign, IReadOnlyList<Experiment> experiments, Func<double[], double[]>? prior)
    {
        Experiment[] measured = [.. experiments.Where(one => one.Status == ExperimentStatus.Measured)];
        var processes = new OutcomeProcess[campaign.Outcomes().Count];
        double[][] expected = [.. measured.Select(one => prior?.Invoke(one.Values) ?? new double[processes.Length])];
        double[][] points = [.. measured.Select(one => campaign.Encode(one.Values))];
        for (int k = 0; k < processes.Length; k++)
        {
            int[] known = [.. Enumerable.Range(0, measured.Length).Where(i => double.IsFinite(measured[i].Outcomes[k] - expected[i][k]))];
            if (known.Length < 2)
                return null;
            processes[k] = OutcomeProcess.Fit([.. known.Select(i => points[i])],
                [.. known.Select(i => measured[i].Outcomes[k] - expected[i][k])], mayBeLog: prior is null, campaign.Seed);
        }

        Experiment[] tried = [.. experiments.Where(one => one.Status != ExperimentStatus.Open)];
        return new(campaign, prior, processes, tried.Length == measured.Length ? null : GaussianProcess.Fit(
            [.. tried.Select(one => campaign.Encode(one.Values))],
            [.. tried.Select(one => one.Status == ExperimentStatus.Measured ? 1.0 : 0)], noisy: true, campaign.Seed));
    }

    /// <summary>R2 of predicting each measured value of an outcome from all others; NaN where it never varies.</summary>
    public double LeaveOneOutR2(int outcome) => outcomes[outcome].Process.LeaveOneOutR2();

    /// <summary>What is expected of values of the variables.</summary>
    public Expectation Expect(double[] values)
    {
        double[] point = campaign.Encode(values), expected = prior?.Invoke(values) ?? new double[outcomes.Length];
        (double Mean, double Deviation)[] scaled = [.. outcomes.Select((outcome, k) => outcome.Predict(point, expected[k]))];
        double[] mean = [.. outcomes.Select((outcome, k) => outcome.Unscaled(scaled[k].Mean))];
        double[] deviation = [.. outcomes.Select((outcome, k) => outcome.IsLog ? mean[k] * scaled[k].Deviation : scaled[k].Deviation)];
        return new(mean, deviation, Feasible(point, scaled)) { Scaled = scaled };
    }

    double Feasible(double[] point, (double Mean, double Deviation)[] scaled)
    {
        double feasible = 1;
        foreach (CampaignLimit limit in campaign.Limits)
        {
            int k = campaign.Outcomes().ToList().IndexOf(limit.Outcome);
            double below = Normal.CDF(0, 1, (outcomes[k].Scaled(limit.Limit) - scaled[k].Mean) / scaled[k].Deviation);
            feasible *= limit.AtMost ? below : 1 - below;
        }

        if (success is not null)
        {
            var (made, spread) = success.Predict(point);
            feasible *= Normal.CDF(0, 1, (made - 0.5) / Math.Max(spread, 0.1));
        }

        return feasible;
    }
}

/// <summary>An outcome as a Gaussian process, of its logarithm where that is likelier.</summary>
/// <param name="Process">The process.</param>
/// <param name="IsLog">Whether it is one of the logarithm.</param>
readonly record struct OutcomeProcess(GaussianProcess Process, bool IsLog)
{
    /// <summary>Learns values at points, shape [count, coordinates] and [count].</summary>
    public static OutcomeProcess Fit(double[][] points, double[] values, bool mayBeLog, ulong seed)
    {
        var plain = new OutcomeProcess(GaussianProcess.Fit(points, values, noisy: true, seed), false);
        if (!mayBeLog || values.Any(value => value <= 0))
            return plain;
        double[] logs = [.. values.Select(value => Math.Log(value))];
        var log = new OutcomeProcess(GaussianProcess.Fit(points, logs, noisy: true, seed), true);
        // Densities of the values themselves: of standardized ones, over the scale, and for logarithms over the value.
        return log.Process.LogLikelihood - values.Length * Math.Log(log.Process.Scale) - logs.Sum()
            > plain.Process.LogLikelihood - values.Length * Math.Log(plain.Process.Scale) ? log : plain;
    }

    /// <summary>Mean and deviation on the scale of the process, with what a prior expects.</summary>
    public (double Mean, double Deviation) Predict(double[] point, double expected)
    {
        var (mean, deviation) = Process.Predict(point);
        return (mean + expected, deviation);
    }

    /// <summary>A value on the scale of the process.</summary>
    public double Scaled(double value) => !IsLog ? value : value > 0 ? Math.Log(value) : double.NegativeInfinity;

    /// <summary>The value that one on the scale of the process stands for.</summary>
    public double Unscaled(double scaled) => IsLog ? Math.Exp(scaled) : scaled;
}
