using SurrogateEngine.Profiles;

namespace SurrogateEngine.Design;

/// <summary>What is wanted of a release at one time.</summary>
public enum GoalKind
{
    /// <summary>This much.</summary>
    Equal,

    /// <summary>No more than this.</summary>
    AtMost,

    /// <summary>No less than this.</summary>
    AtLeast,
}

/// <summary>One wish: a released fraction at a time.</summary>
/// <param name="Time">In the model's time unit.</param>
/// <param name="Released">Fraction of the dose.</param>
/// <param name="Kind">This much, at most or at least.</param>
public sealed record GoalPoint(double Time, double Released, GoalKind Kind = GoalKind.Equal)
{
    /// <summary>How far a release is from it; 0 where it is met.</summary>
    public double Miss(double released) => Kind switch
    {
        GoalKind.AtMost => Math.Max(0, released - Released),
        GoalKind.AtLeast => Math.Min(0, released - Released),
        _ => released - Released,
    };
}

/// <summary>What a release should look like: points to meet, limits to keep. A wanted t50 is half of the dose at that time; a limited
/// burst is at most so much at an early one.</summary>
/// <param name="Name">What reports call it.</param>
/// <param name="Points">Wishes, in any order.</param>
public sealed record DesignGoal(string Name, IReadOnlyList<GoalPoint> Points)
{
    /// <summary>Times at which there is a wish, ascending, each once.</summary>
    public double[] Times { get; } = [.. Points.Select(point => point.Time).Distinct().Order()];

    /// <summary>A profile to match, in a model's time unit.</summary>
    public static DesignGoal Match(MeasuredProfile profile, string timeUnit) => new(profile.Name,
        [.. profile.TimesIn(timeUnit).Zip(profile.Released, (time, released) => new GoalPoint(time, released))
            .Where(point => point.Time > 0)]);

    /// <summary>Refuses a goal that no release can meet, or that a model cannot answer.</summary>
    /// <param name="last">Last time that the model answers for.</param>
    /// <param name="unit">The model's time unit.</param>
    /// <param name="place">What a refusal names.</param>
    public void Require(double last, string unit, string place)
    {
        if (Points.Count == 0)
            throw new RefusedException($"{place}: nothing is wanted; give a target profile, or wishes such as --release 1d=20%.");
        foreach (GoalPoint point in Points)
        {
            if (!(point.Time > 0 && point.Time <= last * (1 + 1e-6)))
                throw new RefusedException($"{place}: a release is wanted at {NumberText.Digits(point.Time, 4)} {unit}, and curves here run from 0 to {NumberText.Digits(last, 4)} {unit}; give a time within.");
            if (!(point.Released is >= -0.05 and <= 1.2))
                throw new RefusedException($"{place}: {NumberText.Percent(point.Released)} of the dose is wanted at {NumberText.Digits(point.Time, 4)} {unit}; give 0 to 100 %.");
        }

        RequireOrder(unit, place);
    }

    /// <summary>A release never falls: what is wanted early may not exceed what is allowed later.</summary>
    void RequireOrder(string unit, string place)
    {
        foreach (GoalPoint early in Points.Where(point => point.Kind != GoalKind.AtMost))
            foreach (GoalPoint late in Points.Where(point => point.Kind == GoalKind.AtMost && point.Time >= early.Time))
            {
                if (early.Released > late.Released + 1e-9)
                    throw new RefusedException($"{place}: {NumberText.Percent(early.Released)} is wanted by {NumberText.Digits(early.Time, 4)} {unit} and at most {NumberText.Percent(late.Released)} at {NumberText.Digits(late.Time, 4)} {unit}, which contradicts it; relax one.");
            }
    }
}
