using SurrogateEngine.Profiles;

namespace SurrogateEngine.Fitting;

/// <summary>A family's part in a forecast.</summary>
/// <param name="Name">The family.</param>
/// <param name="Weight">Its probability among the families, by their evidence.</param>
/// <param name="EffectiveDraws">Independent draws that its posterior is worth.</param>
/// <param name="Mean">Its own forecast at the result's times, released fraction.</param>
public sealed record ForecastMember(string Name, double Weight, double EffectiveDraws, double[] Mean);

/// <summary>How a forecast did on measurements that it had not seen.</summary>
/// <param name="Points">How many.</param>
/// <param name="RmsePercent">Root mean square difference of the forecast, percent of the dose.</param>
/// <param name="LastValueRmsePercent">The same of the last value seen, kept.</param>
/// <param name="Held">Share of them in the band.</param>
public sealed record ForecastScore(int Points, double RmsePercent, double LastValueRmsePercent, double Held);

/// <summary>The rest of a profile from its first part.</summary>
public sealed record ForecastResult
{
    /// <summary>The whole profile.</summary>
    public required MeasuredProfile Profile { get; init; }

    /// <summary>Measurements up to this time were seen, in <see cref="TimeUnit"/>.</summary>
    public required double Until { get; init; }

    /// <summary>How many these were.</summary>
    public required int Seen { get; init; }

    /// <summary>Unit of all times here: the profile's own.</summary>
    public required string TimeUnit { get; init; }

    /// <summary>Times of the forecast, ascending.</summary>
    public required double[] Times { get; init; }

    /// <summary>Expected released fraction at them.</summary>
    public required double[] Mean { get; init; }

    /// <summary>Lower end of the band that holds a measurement with the probability <see cref="Confidence"/>.</summary>
    public required double[] Low { get; init; }

    /// <summary>Upper end.</summary>
    public required double[] High { get; init; }

    /// <summary>Confidence of the band at each time, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>The families, the most probable first.</summary>
    public required IReadOnlyList<ForecastMember> Members { get; init; }

    /// <summary>How it did where the profile goes on after <see cref="Until"/>; null where it does not.</summary>
    public ForecastScore? Score { get; init; }

    /// <summary>What the user should know, one sentence each.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }

    /// <summary>The same with its band widened.</summary>
    public ForecastResult Widened(BandCalibration by)
    {
        double least = Math.Min(1, SeenReleases()[^1]), most = Most;
        (double Low, double High)[] ends = [.. Mean.Select((mean, j) => by.Widened(mean, Low[j], High[j], least, most))];
        ForecastResult wide = this with { Low = [.. ends.Select(end => end.Low)], High = [.. ends.Select(end => end.High)] };
        return Score is null ? wide : wide with
        {
            Score = Score with
            {
                Held = wide.After().Count(at => at.Value >= ends[at.At].Low && at.Value <= ends[at.At].High) / (double)Score.Points,
            },
        };
    }

    /// <summary>What no release is expected to pass: the dose, or the largest release seen.</summary>
    internal double Most => Math.Max(1, SeenReleases().Max());

    double[] SeenReleases() => [.. Profile.TimesIn(TimeUnit).Zip(Profile.Released)
        .Where(at => at.First > 0 && at.First <= Until * (1 + 1e-9)).Select(at => at.Second)];

    /// <summary>The measurements after what was seen, each with its place among the times.</summary>
    internal IEnumerable<(double Value, int At)> After()
    {
        double[] all = Profile.TimesIn(TimeUnit);
        for (int j = 0; j < all.Length; j++)
            if (all[j] > Until * (1 + 1e-9) && Array.BinarySearch(Times, all[j]) is >= 0 and int at)
                yield return (Profile.Released[j], at);
    }

    /// <summary>What was seen, what is forecast, and how it did, for a person.</summary>
    public string Sentence
    {
        get
        {
            string from = $"From {Seen} {(Seen == 1 ? "measurement" : "measurements")} up to {NumberText.Short(Until)} {TimeUnit}: ";
            string ahead = $"at {NumberText.Short(Times[^1])} {TimeUnit} {Percent(Mean[^1])} % of the dose, between {Percent(Low[^1])} and {Percent(High[^1])} % with a probability of {Percent(Confidence)} %.";
            return from + ahead + (Score is null ? ""
                : $" The {Score.Points} measurements after it: RMSE {NumberText.Short(Score.RmsePercent)} % of the dose, {NumberText.Short(Score.LastValueRmsePercent)} % by the last value; the band holds {Percent(Score.Held)} %.");
        }
    }

    static string Percent(double share) => NumberText.Short(100 * share);
}
