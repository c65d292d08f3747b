using System.Globalization;
using SurrogateEngine.Profiles;
using SurrogateEngine.Statistics;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Fitting;

/// <summary>The measured points that a fit can use: after time zero, where every model says nothing is released yet, and within the
/// predictor's times.</summary>
sealed class FitData
{
    // Measured curves end a little above the dose now and then.
    const double MostReleased = 1.2;

    const string NothingReleased = "Nothing was released at any measured time, so f1 does not exist.";

    /// <exception cref="RefusedException">Fewer than three points are left.</exception>
    public FitData(MeasuredProfile profile, CurveSpace space)
    {
        Profile = profile;
        double[] all = profile.TimesIn(space.TimeUnit);
        double last = space.Times[^1];
        // A file's rounding must not cost its last point.
        const double slack = 1 + 1e-6;
        Used = [.. all.Select(time => time > 0 && time <= last * slack)];
        int[] kept = [.. Enumerable.Range(0, all.Length).Where(j => Used[j])];
        if (kept.Length < 3)
            throw FitRefusals.TooFewPoints(profile.Name, kept.Length, profile.Count, last, space.TimeUnit);
        Times = [.. kept.Select(j => Math.Min(all[j], last))];
        Released = [.. kept.Select(j => profile.Released[j])];
        Deviation = profile.Deviation is { } sd && kept.All(j => sd[j] > 0) ? [.. kept.Select(j => sd[j])] : null;

        Censored = profile.Censored is { } below ? [.. kept.Select(j => below[j])] : null;
        if (profile.Replicates is { } counts && Deviation is null && kept.Select(j => counts[j]).Distinct().Count() > 1)
        {
            double mean = kept.Average(j => counts[j]);
            Roots = [.. kept.Select(j => Math.Sqrt(counts[j] / mean))];
            Remarks.Add("Points weigh by how many measurements they are the mean of.");
        }

        int late = all.Count(time => time > last * slack);
        if (late > 0)
            Remarks.Add($"{late} of {all.Length} measured points lie after the surrogate's last time, {NumberText.Digits(last, 4)} {space.TimeUnit}, and were left out; a scenario with longer times would use them.");
        if (Released.Max() > MostReleased)
            Remarks.Add($"The largest release is {NumberText.Digits(100 * Released.Max(), 4)} % of the dose, which no parameter set reaches: check its unit, or what it was divided by.");
        if (all[0] == 0)
            Remarks.Add("The point at time zero was left out: every parameter set releases nothing there.");
        if (profile.Deviation is not null)
            Remarks.Add(Deviation is null
                ? "The standard deviations were not used because some are zero."
                : "Points were weighted by their standard deviations.");
    }

    /// <summary>The profile they come from.</summary>
    public MeasuredProfile Profile { get; }

    /// <summary>Which of its points are used.</summary>
    public bool[] Used { get; }

    /// <summary>Times of the used points, in the predictor's unit.</summary>
    public double[] Times { get; }

    /// <summary>Released fractions of the used points.</summary>
    public double[] Released { get; }

    /// <summary>Their standard deviations, or null when they can't weight the points.</summary>
    public double[]? Deviation { get; }

    /// <summary>Square roots of the weights by numbers of replicates, 1 on average; null where all weigh alike.</summary>
    public double[]? Roots { get; }

    /// <summary>Which are only known to lie below the value given; null where none is.</summary>
    public bool[]? Censored { get; }

    /// <summary>What the user should know.</summary>
    public List<string> Remarks { get; } = [];

    /// <summary>What the user fixed, and what is known of the profile's material where the predictor has such a parameter in its
    /// range.</summary>
    public Dictionary<string, double> WithKnown(CurveSpace space, IReadOnlyDictionary<string, double> asked)
    {
        var held = new Dictionary<string, double>(asked);
        foreach (var known in Profile.Known.Where(known => !asked.ContainsKey(known.Name)))
            if (space.Parameters.FirstOrDefault(p => p.Name == known.Name && p.Unit == known.Unit) is { } parameter
                && parameter.Low < parameter.High
                && known.Value >= parameter.Low && known.Value <= parameter.High)
            {
                held[known.Name] = known.Value;
                Remarks.Add(string.Create(CultureInfo.InvariantCulture,
                    $"{known.Name} was held at {known.Value:G4}{(known.Unit.Length > 0 ? " " : "")}{known.Unit}: {known.Why}."));
            }
        return held;
    }

    /// <summary>
    /// A weighted residual, and its derivative by the prediction; none where the measurement is only known to lie below a limit and the
    /// prediction does.
    /// </summary>
    public (double Value, double Slope) Residual(double predicted, int j)
    {
        double difference = predicted - Released[j], weight = (Roots?[j] ?? 1) / (Deviation?[j] ?? 1);
        if (difference <= 0 && Censored is not null && Censored[j])
            return predicted < 0 ? (predicted, 1) : (0, 0);
        return (difference * weight, weight);
    }

    /// <summary>The released fraction of a formulation: first output at the model's times.</summary>
    public static double[] Curve(ICurveModel model, double[] formulation)
    {
        float[] curves = new float[model.Space.Points];
        model.Predict(formulation, 1, curves);
        return [.. curves.Take(model.Space.Times.Count).Select(value => (double)value)];
    }

    /// <summary>Such a curve read at <see cref="Times"/>.</summary>
    public double[] Read(ICurveModel model, double[] curve)
    {
        double[] values = new double[Times.Length];
        new MonotoneCurve(model.Space.Times, Times).Read([.. curve.Select(value => (float)value)], values);
        return values;
    }

    /// <summary>How well values at <see cref="Times"/> agree with the measurements.</summary>
    public FitQuality Quality(double[] predicted)
    {
        double[] percent = [.. predicted.Select(value => 100 * value)];
        // A prediction below the limit of a measurement below it agrees.
        double[] measured = [.. Released
            .Select((value, j) => Censored is not null && Censored[j] ? Math.Clamp(percent[j], 0, 100 * value) : 100 * value)];
        int points = SimilarityFactors.PointsUpTo85(measured, percent);
        if (measured.All(value => value == 0) && Remarks.All(remark => remark != NothingReleased))
            Remarks.Add(NothingReleased);
        return new FitQuality(
            ErrorMetrics.Rmse(measured, percent), ErrorMetrics.R2(measured, percent),
            SimilarityFactors.F1(measured, percent),
            SimilarityFactors.F2(measured.AsSpan(0, points), percent.AsSpan(0, points)), points);
    }
}
