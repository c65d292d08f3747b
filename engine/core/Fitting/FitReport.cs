using System.Globalization;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Fitting;

/// <summary>Puts what a fit found into words and numbers for a person.</summary>
static class FitReport
{
    /// <summary>Closer than this to an end of the searched range, on its scale of 0 to 1, counts as being at it.</summary>
    const double AtEnd = 1e-3;

    /// <summary>Closer than this to an end, a sampled region counts as cut off there.</summary>
    const double CutAt = 0.01;

    /// <summary>Errors of the surrogate's reading between its times that are mentioned, in percent of the dose.</summary>
    const double WorthSaying = 0.1;

    public static FitResult Of(
        FitData data, ICurveModel surrogate, SearchSpace space, FitObjective objective,
        FitOptions options, double[] best, LikelihoodRegion? region, MechanisticCheck? check)
    {
        double[] formulation = space.ToFormulation(best);
        double[] curve = FitData.Curve(surrogate, formulation), read = data.Read(surrogate, curve);
        FitQuality quality = data.Quality(read), reported = check?.Refined.Quality ?? quality;
        double[] atPoints = check?.Refined.AtPoints ?? read;
        RemarkOnTimes(data, surrogate.Space, check);
        IReadOnlyList<double> values = check?.Refined.Values ?? formulation;
        var parameters = Parameters(surrogate, space, check?.Refined.Point ?? best, formulation, region);
        var band = region?.BandAt(surrogate.Space.Times);
        var bandAtPoints = check is null ? null : region?.BandAt(data.Times);
        // Where the data say nothing about a parameter, its being at an end says nothing either.
        foreach (var (parameter, value) in parameters.Zip(values)
            .Where(at => at.First.AtBound && at.First.Identifiability != Identifiability.NotPinnedDown))
            data.Remarks.Add(EndOfRange.Remark(parameter.About, value));
        string[] loose = [.. parameters.Where(p => p.Identifiability == Identifiability.NotPinnedDown).Select(p => p.About.Name)];
        if (loose.Length > 0)
            data.Remarks.Add($"The data do not pin down {string.Join(", ", loose)}: fix what you know, or measure more points.");
        return new FitResult
        {
            Profile = data.Profile,
            Model = surrogate.Space.Model,
            Parameters = parameters,
            Quality = quality,
            Check = check,
            AtPoints = atPoints,
            Verdict = FitVerdict.Of(data, check?.Refined.Residuals ?? FitResiduals.Of(objective, best), reported, space.Free.Length),
            Statistics = Statistics(data, surrogate.Space, check?.Refined.Curve ?? curve, atPoints, reported, space.Free.Length),
            Used = data.Used,
            Times = [.. surrogate.Space.Times],
            TimeUnit = surrogate.Space.TimeUnit,
            Curve = curve,
            BandLow = band?.Low,
            BandHigh = band?.High,
            BandLowAtPoints = bandAtPoints?.Low,
            BandHighAtPoints = bandAtPoints?.High,
            Confidence = options.Confidence,
            BandMeaning = Meaning(objective, options, region, check is not null),
            Evaluations = objective.Evaluations,
            Remarks = [.. data.Profile.Remarks, .. data.Remarks],
        };
    }

    /// <summary>Measured times that the surrogate has no output at, and what reading it there costs.</summary>
    static void RemarkOnTimes(FitData data, CurveSpace space, MechanisticCheck? check)
    {
        double first = space.Times.FirstOrDefault(time => time > 0);
        int early = data.Times.Count(time => time < first);
        if (early > 0)
            data.Remarks.Add(
                $"{early} of {data.Times.Length} used points lie before the surrogate's first output time, {Number(first)} {space.TimeUnit}, where it knows only a straight line from the start.");
        if (space.Conditions is { } conditions && conditions.Events.Any(time => time > 0 && time < space.Times[^1]
            && !space.Times.Contains(time)))
            data.Remarks.Add(
                "Doses or changes of the conditions fall between the surrogate's output times; it is read straight across them, and only the model itself is solved from one to the next.");
        if (check is { InterpolationErrorPercent: > WorthSaying })
            data.Remarks.Add(
                $"Reading the surrogate between its {space.Times.Count} output times costs up to {Number(check.InterpolationErrorPercent)} % of the dose at the measured times; the model itself was solved at these times. More output times in the scenario, or the measured ones, make the surrogate as good there.");
    }

    static FitStatistics Statistics(FitData data, CurveSpace space, double[] curve, double[] atPoints, FitQuality quality, int parameters)
    {
        double last = data.Times[^1];
        (double Time, double Released)[] all = [.. space.Times.Zip(curve).Concat(data.Times.Zip(atPoints))
            .Where(at => at.First > 0 && at.First <= last).DistinctBy(at => at.First).OrderBy(at => at.First)];
        return FitStatistics.Of([.. all.Select(at => at.Time)], [.. all.Select(at => at.Released)], quality, data.Times.Length, parameters);
    }

    static List<FittedParameter> Parameters(
        ICurveModel surrogate, SearchSpace space, double[] best, double[] formulation, LikelihoodRegion? region)
    {
        var parameters = surrogate.Space.Parameters
            .Select((about, p) => new FittedParameter(about, formulation[p], formulation[p], formulation[p], Identifiability.Fixed, false))
                .ToList();
        for (int j = 0; j < space.Free.Length; j++)
        {
            int p = space.Free[j];
            var about = surrogate.Space.Parameters[p];
            parameters[p] = parameters[p] with
            {
                Low = region is null ? double.NaN : about.At(region.Low[j]),
                High = region is null ? double.NaN : about.At(region.High[j]),
                Identifiability = region is null ? Identifiability.Unknown : Evaluate(region.Low[j], region.High[j]),
                AtBound = best[j] is < AtEnd or > 1 - AtEnd,
            };
        }
        return parameters;
    }

    /// <summary>What an interval says that covers this part of the searched range, on its scale of 0 to 1.</summary>
    public static Identifiability Evaluate(double low, double high) => (high - low) switch
    {
        < 0.6 when high > 1 - CutAt => Identifiability.AtLeast,
        < 0.6 when low < CutAt => Identifiability.AtMost,
        < 0.2 => Identifiability.PinnedDown,
        < 0.6 => Identifiability.Partly,
        _ => Identifiability.NotPinnedDown,
    };

    static string Meaning(FitObjective objective, FitOptions options, LikelihoodRegion? region, bool byModel)
    {
        int n = objective.Points, p = objective.Dimensions;
        if (region is null)
            return p == 0
                ? "No band: every parameter is fixed."
                : $"No band: {n} points cannot determine {p} free parameters; fix some of them or measure more points.";
        string test = objective.Weighted
            ? $"chi-square test on {p} parameters with the measured standard deviations"
            : $"F-test on {p} parameters and {n} points, errors taken as independent and equally large";
        return $"Pointwise smallest and largest curve among {region.Members.ToString("N0", CultureInfo.InvariantCulture)} sampled parameter sets inside the joint "
            + $"{Number(100 * options.Confidence)} % confidence region ({test}){(byModel ? ", each solved by the model itself" : "")}.";
    }

    static string Number(double value) => NumberText.Digits(value, 4);
}
