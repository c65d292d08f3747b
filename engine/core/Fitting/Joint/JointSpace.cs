using SurrogateEngine.Kernels;

namespace SurrogateEngine.Fitting;

/// <summary>One coordinate of a joint search.</summary>
/// <param name="About">What it is; its range is walked from 0 to 1 on its scale.</param>
/// <param name="Parameter">Column of the model's parameter.</param>
/// <param name="Profile">The profile it belongs to, or -1 where it belongs to all.</param>
sealed record JointCoordinate(Parameter About, int Parameter, int Profile)
{
    /// <summary>Whether it is the activation energy of the parameter.</summary>
    public bool IsActivation { get; init; }
}

/// <summary>
/// The unit cube of a joint search: shared coordinates first, then those of each profile, and the way from a point of it to the parameters
/// of every profile.
/// </summary>
sealed class JointSpace
{
    /// <summary>Gas constant, kJ/(mol K), and 0 degC in K.</summary>
    const double R = 8.314462618e-3, Zero = 273.15;

    /// <summary>Largest activation energy searched, kJ/mol: the glass transition of PLGA makes 100 to 200.</summary>
    const double MostActivation = 300;

    readonly Parameter[] parameters;
    readonly double[][] held;
    readonly int[][] own;
    readonly int[] activation;
    readonly double[] inverse;

    /// <param name="parameters">The model's parameters with their searched ranges.</param>
    /// <param name="held">Known values of each profile by name; a parameter is known for all profiles or for none.</param>
    /// <param name="roles">What each parameter is to the profiles.</param>
    /// <param name="temperatures">Temperature of each profile, degC; needed by Arrhenius parameters only.</param>
    public JointSpace(IReadOnlyList<Parameter> parameters, IReadOnlyList<IReadOnlyDictionary<string, double>> held, ParameterRole[] roles,
        double[] temperatures)
    {
        this.parameters = [.. parameters];
        int profiles = held.Count;
        this.held = [.. held.Select(known => parameters.Select(p => known.TryGetValue(p.Name, out double value) ? value : p.Low)
            .ToArray())];
        Free = [.. Enumerable.Range(0, parameters.Count).Where(p => roles[p] != ParameterRole.Fixed)];
        own = [.. Enumerable.Range(0, profiles).Select(_ => new int[parameters.Count])];
        activation = [.. parameters.Select(_ => -1)];
        double mean = temperatures.Length > 0 ? temperatures.Average() : 0;
        inverse = [.. temperatures.Select(t => Inverse(t, mean))];
        var all = new List<JointCoordinate>();
        foreach (int p in Free.Where(p => roles[p] is ParameterRole.Shared or ParameterRole.Arrhenius))
        {
            bool warm = roles[p] == ParameterRole.Arrhenius;
            Add(warm ? parameters[p] with { Meaning = $"{parameters[p].Meaning}, at {NumberText.Short(mean)} degC" } : parameters[p], p, -1);
            if (warm)
                all.Add(new JointCoordinate(Activation(parameters[p]), p, -1) { IsActivation = true });
            activation[p] = warm ? all.Count - 1 : -1;
        }

        Shared = all.Count;
        for (int profile = 0; profile < profiles; profile++)
            foreach (int p in Free.Where(p => roles[p] == ParameterRole.Separate))
                Add(parameters[p], p, profile);
        Coordinates = all;

        void Add(Parameter about, int p, int profile)
        {
            for (int i = 0; i < profiles; i++)
                if (profile < 0 || profile == i)
                    own[i][p] = all.Count;
            all.Add(new JointCoordinate(about, p, profile));
        }
    }

    /// <summary>The coordinates, shared ones first.</summary>
    public IReadOnlyList<JointCoordinate> Coordinates { get; }

    /// <summary>How many are shared.</summary>
    public int Shared { get; }

    /// <summary>How many each profile has for itself.</summary>
    public int Separate => (Coordinates.Count - Shared) / held.Length;

    /// <summary>Columns of the parameters that are searched.</summary>
    public int[] Free { get; }

    /// <summary>Parameters of a profile at a point, in the model's units.</summary>
    public void Row(ReadOnlySpan<double> point, int profile, Span<double> row)
    {
        held[profile].CopyTo(row);
        foreach (int p in Free)
        {
            double value = parameters[p].At(point[own[profile][p]]);
            if (activation[p] >= 0)
                value *= Factor(point, profile, p);
            row[p] = Math.Clamp(value, parameters[p].DomainLow, parameters[p].DomainHigh);
        }
    }

    /// <summary>Derivatives of a profile's parameter by the coordinates that it depends on.</summary>
    public IEnumerable<(int Coordinate, double Derivative)> Derivatives(double[] point, int profile, int p)
    {
        int place = own[profile][p];
        double value = parameters[p].At(point[place]), slope = SearchSpace.Derivative(parameters[p], point[place]);
        if (activation[p] < 0)
            return [(place, slope)];
        double factor = Factor(point, profile, p);
        JointCoordinate energy = Coordinates[activation[p]];
        return
        [
            (place, slope * factor),
            (activation[p], -value * factor * inverse[profile] * SearchSpace.Derivative(energy.About, point[activation[p]])),
        ];
    }

    /// <summary>exp(-Ea/R (1/T - 1/T0)).</summary>
    double Factor(ReadOnlySpan<double> point, int profile, int p) =>
        Math.Exp(-Coordinates[activation[p]].About.At(point[activation[p]]) * inverse[profile]);

    /// <summary>What a rate at one temperature is multiplied by at another, exp(-Ea/R (1/T - 1/T0)).</summary>
    /// <param name="energy">Activation energy, kJ/mol.</param>
    /// <param name="temperature">degC.</param>
    /// <param name="reference">degC.</param>
    public static double ArrheniusFactor(double energy, double temperature, double reference) =>
        Math.Exp(-energy * Inverse(temperature, reference));

    /// <summary>Name of a parameter's activation energy.</summary>
    public static string ActivationName(string parameter) => $"Ea({parameter})";

    /// <summary>Whether a parameter is an activation energy of this search.</summary>
    public static bool IsActivation(Parameter about) => about.Name.StartsWith("Ea(", StringComparison.Ordinal);

    static double Inverse(double temperature, double reference) => (1 / (temperature + Zero) - 1 / (reference + Zero)) / R;

    static Parameter Activation(Parameter of) =>
        new(ActivationName(of.Name), "kJ/mol", 0, MostActivation, Scale.Linear, $"activation energy of {of.Name}", "Arrhenius") { DomainLow = 0 };
}

/// <summary>What a parameter is to the profiles of a joint fit.</summary>
enum ParameterRole
{
    /// <summary>Known.</summary>
    Fixed,

    /// <summary>One value for all.</summary>
    Shared,

    /// <summary>One value for each.</summary>
    Separate,

    /// <summary>One value at one temperature, and an activation energy.</summary>
    Arrhenius,
}
