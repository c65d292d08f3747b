using SurrogateEngine.Kernels;

namespace SurrogateEngine.Trainers;

/// <summary>A rate made of parameters: the product of their powers, times a factor that brings it to one over the curves' time
/// unit.</summary>
/// <param name="Exponents">Power of each parameter.</param>
/// <param name="LogFactor">Logarithm of the factor.</param>
sealed record RateCombination(int[] Exponents, double LogFactor)
{
    /// <summary>Half of the range of the rate's logarithm.</summary>
    public double HalfWidth(IReadOnlyList<Parameter> parameters) =>
        Exponents.Select((e, i) => e == 0 ? 0 : Math.Abs(e) * Math.Log(parameters[i].High / Math.Max(1e-12, parameters[i].Low)) / 2).Sum();
}

/// <summary>Finds rates among parameters by their units: 1/time, a time's reciprocal, and a diffusivity over a length's square.</summary>
static class RateCombinations
{
    static readonly Dictionary<string, double> Seconds = new()
    {
        ["s"] = 1,
        ["sec"] = 1,
        ["min"] = 60,
        ["h"] = 3600,
        ["d"] = 86_400,
        ["day"] = 86_400,
        ["days"] = 86_400,
        ["wk"] = 604_800,
        ["week"] = 604_800,
    };

    static readonly Dictionary<string, double> Metres = new()
    {
        ["nm"] = 1e-9,
        ["um"] = 1e-6,
        ["µm"] = 1e-6,
        ["μm"] = 1e-6,
        ["mm"] = 1e-3,
        ["cm"] = 1e-2,
        ["dm"] = 0.1,
        ["m"] = 1,
    };

    /// <summary>Every rate of a space, parameters in their order, quotients last.</summary>
    public static IReadOnlyList<RateCombination> Of(IReadOnlyList<Parameter> parameters, string timeUnit)
    {
        if (!Seconds.TryGetValue(timeUnit, out double clock))
            return [];
        var found = new List<RateCombination>();
        var units = parameters.Select(p => Parse(p.Unit)).ToArray();
        void Add(double size, params (int Parameter, int Power)[] powers)
        {
            var exponents = new int[parameters.Count];
            foreach (var (parameter, power) in powers)
                exponents[parameter] = power;
            found.Add(new(exponents, Math.Log(size * clock)));
        }
        for (int i = 0; i < units.Length; i++)
        {
            if (units[i] is (0, -1, var rate))
                Add(rate, (i, 1));
            if (units[i] is (0, 1, var time))
                Add(1 / time, (i, -1));
        }
        for (int i = 0; i < units.Length; i++)
            for (int j = 0; j < units.Length; j++)
                if (units[i] is (2, -1, var diffusivity) && units[j] is (1, 0, var length))
                    Add(diffusivity / (length * length), (i, 1), (j, -2));
        return found;
    }

    /// <summary>Powers of length and time, and the size in metres and seconds; null for any other unit.</summary>
    static (int Length, int Time, double Size)? Parse(string unit)
    {
        string[] parts = unit.Replace("^", "").Replace("²", "2").Split('/');
        if (parts.Length > 2)
            return null;
        if (parts.Length == 1 && Seconds.TryGetValue(parts[0], out double time))
            return (0, 1, time);
        if (parts.Length == 1)
            return Metres.TryGetValue(parts[0], out double length) ? (1, 0, length) : null;
        if (!Seconds.TryGetValue(parts[1], out double per))
            return null;
        if (parts[0] == "1")
            return (0, -1, 1 / per);
        return parts[0].EndsWith('2') && Metres.TryGetValue(parts[0][..^1], out double side) ? (2, -1, side * side / per) : null;
    }
}
