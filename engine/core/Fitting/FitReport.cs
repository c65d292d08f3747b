using System.Globalization;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Fitting;

/// <summary>Puts what a fit found into words and numbers for a person.</summary>
static class FitReport
{
    /// <summary>Closer than this to an end of the searched range, on its scale of 0 to 1, counts as being at it.</summary>
    const double AtEnd = 1e-3;

    public static FitResult Of(
        FitData data, ICurveModel surrogate, SearchSpace space, FitObjective objective,
        FitOptions options, double[] best, LikelihoodRegion? region)
    {
        double[] formulation = space.ToFormulation(best);
        double[] curve = FitData.Curve(surrogate, formulation);
        var parameters = Parameters(surrogate, space, best, formulation, region);
        // Where the data say nothing about a parameter, its being at an end says nothing either.
        foreach (var parameter in parameters.Where(p => p.AtBound && p.Identifiability != Identifiability.NotPinnedDown))
            data.Remarks.Add($"{parameter.About.Name} ended at the end of its searched range, {Number(parameter.Value)} {parameter.About.Unit}".TrimEnd() + "; a wider range may fit better.");
        string[] loose = [.. parameters.Where(p => p.Identifiability == Identifiability.NotPinnedDown).Select(p => p.About.Name)];
        if (loose.Length > 0)
            data.Remarks.Add($"The data do not pin down {string.Join(", ", loose)}: fix what you know, or measure more points.");
        return new FitResult
        {
            Profile = data.Profile,
            Model = surrogate.Space.Model,
            Parameters = parameters,
            Quality = data.Quality(data.Read(surrogate, curve)),
            Used = data.Used,
            Times = [.. surrogate.Space.Times],
            TimeUnit = surrogate.Space.TimeUnit,
            Curve = curve,
            BandLow = region?.CurveLow,
            BandHigh = region?.CurveHigh,
            Confidence = options.Confidence,
            BandMeaning = Meaning(objective, options, region),
            Evaluations = objective.Evaluations,
            Remarks = [.. data.Profile.Remarks, .. data.Remarks],
        };
    }

    static List<FittedParameter> Parameters(
        ICurveModel surrogate, SearchSpace space, double[] best, double[] formulation, LikelihoodRegion? region)
    {
        var parameters = surrogate.Space.Parameters
            .Select((about, p) => new FittedParameter(about, formulation[p], formulation[p], formulation[p], Identifiability.Fixed, false)).ToList();
        for (int j = 0; j < space.Free.Length; j++)
        {
            int p = space.Free[j];
            var about = surrogate.Space.Parameters[p];
            parameters[p] = parameters[p] with
            {
                Low = region is null ? double.NaN : about.At(region.Low[j]),
                High = region is null ? double.NaN : about.At(region.High[j]),
                Identifiability = region is null ? Identifiability.Unknown : Evaluate(region.High[j] - region.Low[j]),
                AtBound = best[j] is < AtEnd or > 1 - AtEnd,
            };
        }
        return parameters;
    }

    static Identifiability Evaluate(double share) => share switch
    {
        < 0.2 => Identifiability.PinnedDown,
        < 0.6 => Identifiability.Partly,
        _ => Identifiability.NotPinnedDown,
    };

    static string Meaning(FitObjective objective, FitOptions options, LikelihoodRegion? region)
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
            + $"{Number(100 * options.Confidence)} % confidence region ({test}).";
    }

    static string Number(double value) => NumberText.Digits(value, 4);
}
