using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Fitting;

/// <summary>What the conditions of profiles are to a model: levels of its inputs, or values of its parameters.</summary>
static class MeasuredConditions
{
    static readonly string[][] Aliases = [["T", "temp", "temperature", "media temp", "medium temperature"],
        ["pH", "media pH", "medium pH"]];

    const double Zero = 273.15;

    /// <summary>Levels of the model's inputs for each profile, shape [profiles][inputs]; null where no profile says any.</summary>
    /// <exception cref="RefusedException">Some profiles say an input and others do not, or the model holds for no such level.</exception>
    public static double[][]? Levels(ReleaseModel model, IReadOnlyList<MeasuredProfile> profiles)
    {
        double[][] levels = [.. profiles.Select(_ => model.Inputs.Select(input => input.Usual).ToArray())];
        bool any = false;
        for (int k = 0; k < model.Inputs.Count; k++)
        {
            Input input = model.Inputs[k];
            if (input.Kind == InputKind.Dose || profiles.All(profile => Find(profile, input.Name) is null))
                continue;
            any = true;
            for (int i = 0; i < profiles.Count; i++)
            {
                ProfileCondition condition = Find(profiles[i], input.Name)
                    ?? throw new RefusedException($"{profiles[i].Name}: its {input.Name} is not given, and that of other profiles is; give it for each, or for none.");
                levels[i][k] = In(condition, input.Unit, profiles[i]);
                if (!input.InDomain(levels[i][k]))
                    throw new RefusedException($"{profiles[i].Name}: {model.Name} does not hold for {input.Name} {NumberText.Short(levels[i][k])}; leave the profile out.");
            }
        }

        return any ? levels : null;
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
