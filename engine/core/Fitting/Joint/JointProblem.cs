using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Fitting;

/// <summary>Profiles, a model, and what each parameter of it is to them.</summary>
sealed class JointProblem
{
    readonly IBatchSolver solver;
    readonly JointOptions options;
    readonly Dictionary<string, double>[] held;
    readonly ParameterRole[] roles;
    readonly Conditions[]? conditions;
    readonly double[] temperatures;

    /// <exception cref="RefusedException">A parameter is unknown or named twice, a profile has too few points, or a condition is
    /// missing.</exception>
    public JointProblem(IReadOnlyList<MeasuredProfile> profiles, ReleaseModel model, JointOptions options, IBatchSolver solver)
    {
        (Profiles, Model, this.options, this.solver) = (profiles, model, options, solver);
        Parameters = [.. (options.Ranges ?? [.. model.Parameters.Select(parameter => parameter.Usually)])];
        Data = [.. profiles.Select(profile => new FitData(profile, Space(profile)))];
        held = [.. Data.Select(of => of.WithKnown(CurveSpace.Of(model, Parameters, model.DefaultTimes), options.Fixed))];
        for (int i = 0; i < profiles.Count; i++)
            foreach ((string name, double value) in MeasuredConditions.Parameters(model, profiles[i]))
                held[i].TryAdd(name, value);
        conditions = MeasuredConditions.Of(model, profiles, options.Schedules);
        temperatures = MeasuredConditions.Temperatures(profiles);
        roles = Roles();
        if (roles.Contains(ParameterRole.Arrhenius) && temperatures.Distinct().Count() < 2)
            throw new RefusedException("surrogate fit --arrhenius: the profiles must say their temperatures, and two of them differ; give a column such as 'temperature [degC]'.");
    }

    /// <summary>The profiles.</summary>
    public IReadOnlyList<MeasuredProfile> Profiles { get; }

    /// <summary>The model.</summary>
    public ReleaseModel Model { get; }

    /// <summary>Its parameters with their searched ranges.</summary>
    public Parameter[] Parameters { get; }

    /// <summary>The points of each profile.</summary>
    public FitData[] Data { get; }

    /// <summary>Whether any parameter makes one search of all profiles.</summary>
    public bool Shares => Profiles.Count == 1 || roles.Any(role => role is ParameterRole.Shared or ParameterRole.Arrhenius);

    /// <summary>Parameters held for all profiles alike.</summary>
    public IEnumerable<(Parameter About, double Value)> Held => Parameters.Index().Where(at => roles[at.Index] == ParameterRole.Fixed)
        .Where(at => held.Select(known => known.GetValueOrDefault(at.Item.Name, at.Item.Low)).Distinct().Count() == 1)
        .Select(at => (at.Item, held[0].GetValueOrDefault(at.Item.Name, at.Item.Low)));

    /// <summary>Parameter sets that will be solved, about.</summary>
    public long Expected(bool alone)
    {
        int free = roles.Count(role => role != ParameterRole.Fixed), count = Profiles.Count;
        return count * ((long)options.Candidates + (long)options.Starts * LeastSquares.Tries(free));
    }

    /// <summary>The search of some of the profiles.</summary>
    public (JointObjective Objective, JointSpace Space, int[] Profiles) Objective(int[] some, FitWatch watch)
    {
        // One profile shares all of its parameters with itself.
        ParameterRole[] own = some.Length > 1 ? roles
            : [.. roles.Select(role => role == ParameterRole.Fixed ? role : ParameterRole.Shared)];
        var space = new JointSpace(Parameters, [.. some.Select(i => held[i])], own,
            temperatures.Length > 0 ? [.. some.Select(i => temperatures[i])] : []);
        return (new JointObjective(Model, space, [.. some.Select(i => Data[i])],
            conditions is null ? null : [.. some.Select(i => conditions[i])], solver, watch), space, some);
    }

    /// <summary>The model's space at a profile's own times.</summary>
    CurveSpace Space(MeasuredProfile profile)
    {
        double[] measured = [.. profile.TimesIn(Model.TimeUnit).Where(time => time > 0)];
        if (measured.Length == 0)
            throw FitRefusals.TooFewPoints(profile.Name, 0, profile.Count, 0, Model.TimeUnit);
        return CurveSpace.Of(Model, Parameters, measured) with { Conditions = null };
    }

    ParameterRole[] Roles()
    {
        string[] named = [.. options.Shared, .. options.Separate, .. options.Arrhenius];
        foreach (string name in named)
        {
            if (Parameters.All(parameter => parameter.Name != name))
                throw FitRefusals.UnknownParameter(name, Parameters);
            if (named.Count(other => other == name) > 1)
                throw new RefusedException($"surrogate fit: {name} is named twice among shared, separate and Arrhenius parameters; name it once.");
            if (options.Fixed.ContainsKey(name))
                throw new RefusedException($"surrogate fit: {name} is fixed and can't be searched too; leave one out.");
        }

        ParameterRole rest = options.Separate.Count > 0 && options.Shared.Count == 0 ? ParameterRole.Shared : ParameterRole.Separate;
        return [.. Parameters.Select(Role)];

        ParameterRole Role(Parameter parameter)
        {
            int known = held.Count(of => of.ContainsKey(parameter.Name));
            if (known > 0 && known < held.Length)
                throw new RefusedException($"surrogate fit: {parameter.Name} is known of {known} of {held.Length} profiles; say it for each, or for none.");
            return known > 0 || parameter.Low == parameter.High ? ParameterRole.Fixed
                : options.Shared.Contains(parameter.Name) ? ParameterRole.Shared
                : options.Arrhenius.Contains(parameter.Name) ? ParameterRole.Arrhenius
                : options.Separate.Contains(parameter.Name) ? ParameterRole.Separate
                : rest;
        }
    }
}
