using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Fitting;

/// <summary>What the conditions of profiles are to a model: levels of its inputs, or values of its parameters.</summary>
static class MeasuredConditions
{
    static readonly string[][] Aliases = [["T", "temp", "temperature", "media temp", "medium temperature"],
        ["pH", "media pH", "medium pH"]];

    const double Zero = 273.15;

    /// <summary>
    /// What holds over time for each profile: its schedule, with what its conditions say in place of levels that the schedule leaves as
    /// they usually are. Without a schedule the conditions hold from beginning to end and doses come as they usually do. Null where
    /// nothing is said.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="profiles">The profiles.</param>
    /// <param name="schedules">None, one for all, or one each.</param>
    /// <exception cref="RefusedException">Some profiles say an input and others do not, the model holds for no such level, or a profile
    /// and its schedule contradict each other.</exception>
    public static Conditions[]? Of(ReleaseModel model, IReadOnlyList<MeasuredProfile> profiles, IReadOnlyList<Conditions> schedules)
    {
        if (schedules.Count > 1 && schedules.Count != profiles.Count)
            throw new RefusedException($"surrogate fit --schedule: there are {schedules.Count} schedules and {profiles.Count} profiles; give one for all, or one each in their order: {string.Join(", ", profiles.Select(profile => profile.Name))}.");
        double?[][] said = [.. model.Inputs.Select(input => Said(model, input, profiles))];
        if (schedules.Count == 0 && said.All(levels => levels.All(level => level is null)))
            return null;
        return [.. profiles.Select((profile, i) =>
        {
            double?[] own = [.. said.Select(levels => levels[i])];
            return schedules.Count == 0 ? Usual(model, own) : Under(schedules[schedules.Count == 1 ? 0 : i], model, own, profile);
        })];
    }

    /// <summary>What each profile says of an input; nothing of a dose, which has a time.</summary>
    static double?[] Said(ReleaseModel model, Input input, IReadOnlyList<MeasuredProfile> profiles)
    {
        if (input.Kind == InputKind.Dose || profiles.All(profile => Find(profile, input.Name) is null))
            return new double?[profiles.Count];
        return [.. profiles.Select(profile =>
        {
            ProfileCondition condition = Find(profile, input.Name)
                ?? throw new RefusedException($"{profile.Name}: its {input.Name} is not given, and that of other profiles is; give it for each, or for none.");
            double level = In(condition, input.Unit, profile);
            return input.InDomain(level) ? (double?)level : throw new RefusedException($"{profile.Name}: {model.Name} does not hold for {input.Name} {NumberText.Short(level)}; leave the profile out.");
        })];
    }

    /// <summary>Levels as said or as usual, doses when they usually come.</summary>
    static Conditions Usual(ReleaseModel model, double?[] said)
    {
        Conditions usual = Conditions.Of(model.DefaultSchedule)!;
        int width = model.Inputs.Count;
        int[] kept = [.. Enumerable.Range(0, usual.Events.Count).Where(e => e == 0 || Enumerable.Range(0, width).Any(k =>
            model.Inputs[k].Kind == InputKind.Dose && usual.Levels[e * width + k] != 0))];
        return new Conditions([.. kept.Select(e => usual.Events[e])], [.. kept.SelectMany(e => Enumerable.Range(0, width).Select(k =>
            model.Inputs[k].Kind == InputKind.Dose ? usual.Levels[e * width + k] : said[k] ?? model.Inputs[k].Usual))]);
    }

    static Conditions Under(Conditions schedule, ReleaseModel model, double?[] said, MeasuredProfile profile)
    {
        double[] levels = [.. schedule.Levels];
        int width = model.Inputs.Count;
        for (int at = 0; at < levels.Length; at++)
            if (said[at % width] is { } level)
            {
                Input input = model.Inputs[at % width];
                if (levels[at] != input.Usual && Math.Abs(levels[at] - level) > 1e-9 * Math.Abs(level))
                    throw new RefusedException($"{profile.Name}: its {input.Name} is {NumberText.Short(level)} by the file and {NumberText.Short(levels[at])} by its schedule; leave one of them out.");
                levels[at] = level;
            }

        return schedule with { Levels = levels };
    }

    /// <summary>Values of the model's parameters that a profile's conditions say.</summary>
    public static Dictionary<string, double> Parameters(ReleaseModel model, MeasuredProfile profile)
    {
        var values = new Dictionary<string, double>();
        foreach (Parameter parameter in model.Parameters)
            if (model.Inputs.All(input => input.Name != parameter.Name) && Find(profile, parameter.Name) is { } condition
                && (condition.Unit.Length > 0 || parameter.Unit.Length == 0))
                values[parameter.Name] = In(condition, parameter.Unit, profile);
        return values;
    }

    /// <summary>Temperature of each profile, degC; empty where one does not say it.</summary>
    public static double[] Temperatures(IReadOnlyList<MeasuredProfile> profiles) =>
        profiles.All(profile => Find(profile, "T") is not null)
            ? [.. profiles.Select(profile => In(Find(profile, "T")!, "degC", profile))] : [];

    static ProfileCondition? Find(MeasuredProfile profile, string name)
    {
        string[] names = Aliases.FirstOrDefault(alias => alias.Contains(name)) ?? [name];
        return profile.Conditions.FirstOrDefault(condition => names.Contains(Plain(condition.Name), StringComparer.OrdinalIgnoreCase));
    }

    static string Plain(string name) => name.Replace('_', ' ').Trim();

    static double In(ProfileCondition condition, string unit, MeasuredProfile profile)
    {
        string written = condition.Unit.Replace("°C", "degC").Replace("°c", "degC");
        if (written.Length == 0 || written.Equals(unit, StringComparison.OrdinalIgnoreCase) || (unit == "degC" && written is "C" or "c"))
            return condition.Value;
        if (unit == "degC" && written is "K" or "k")
            return condition.Value - Zero;
        return Quantity.Read(FormattableString.Invariant($"{condition.Value:R} {written}"),
            new Place($"{profile.Name}, {condition.Name}", 0, 0, ""), Unit.TryParse(unit)!, condition.Name);
    }
}
