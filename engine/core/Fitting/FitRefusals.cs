using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Fitting;

/// <summary>Sentences said when a profile can't be fitted as asked.</summary>
static class FitRefusals
{
    public static RefusedException UnknownParameter(string name, IReadOnlyList<Parameter> parameters) => new(
        $"'{name}' is not a parameter of this surrogate; {Spelling.Suggest(name, [.. parameters.Select(parameter => parameter.Name)])}");

    public static RefusedException FixedOutside(Parameter p, double value) => new(
        $"{p.Name} is fixed at {Number(value)} {p.Unit}, outside the {Number(p.Low)} to {Number(p.High)} {p.Unit} that the predictor covers; take a value inside, or train a surrogate on a wider range.");

    public static RefusedException TooFewPoints(string profile, int used, int measured, double last, string unit) => new(
        used == measured
            ? $"{profile}: {used} measured {(used == 1 ? "point is" : "points are")} too few, a fit needs 3; give more of them."
            : $"{profile}: {used} of {measured} measured points lie between time 0 and the surrogate's last time, {Number(last)} {unit}, and a fit needs 3; train a surrogate over other times.");

    /// <summary>Where profiles to learn from came from, and that they are too few.</summary>
    public static RefusedException TooFewFormulations(IReadOnlyList<MeasuredProfile> profiles)
    {
        string[] origins = [.. profiles.Select(profile => profile.Origin).Distinct()];
        string where = origins.Length switch
        {
            0 => "No file",
            1 => origins[0],
            _ => $"{origins[0]} and {origins.Length - 1} more",
        };
        return new($"{where}: {profiles.Count} {(profiles.Count == 1 ? "profile" : "profiles")} of other formulations say too little of another; give {FittedFormulations.Fewest} or more.");
    }

    public static RefusedException NothingPredicted(string profile) => new(
        $"{profile}: the predictor gave no curve anywhere in its ranges; check it with 'surrogate evaluate'.");

    static string Number(double value) => NumberText.Digits(value, 6);
}
