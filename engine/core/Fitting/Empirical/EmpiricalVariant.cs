using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Fitting.Empirical;

/// <summary>
/// A family with a burst F0 at the start, a lag Tlag before it, or an end Fmax other than the whole dose. With G the family's own release
/// as a share of its end, F = F0 + (Fmax - F0) G(t - Tlag); a family without an end of its own is F = F0 + F(t - Tlag).
/// </summary>
sealed class EmpiricalVariant : EmpiricalModel
{
    const string Burst = "f0", Lag = "tlag", End = "fmax";

    readonly EmpiricalModel family;
    readonly int burst, lag, end;
    readonly EmpiricalParameter[] parameters;

    EmpiricalVariant(EmpiricalModel family, string[] changes)
    {
        this.family = family;
        parameters = [.. family.Parameters, .. changes.Select(Parameter)];
        burst = Place(Burst);
        lag = Place(Lag);
        end = Place(End);
        Name = string.Join('+', [family.Name, .. changes]);

        int Place(string change) => Array.IndexOf(changes, change) is >= 0 and var place ? family.Parameters.Count + place : -1;
    }

    public override string Name { get; }

    public override string Title => $"{family.Title} with {string.Join(" and ", parameters[family.Parameters.Count..].Select(p => p.Name))}";

    public override string Formula
    {
        get
        {
            const string explicitly = "F = ";
            bool isExplicit = family.Formula.StartsWith(explicitly, StringComparison.Ordinal);
            string right = isExplicit ? family.Formula[explicitly.Length..] : family.Formula;
            string changed = (burst, end) switch
            {
                ( < 0, < 0) => right,
                (_, < 0) when !family.Saturates => $"F0 + {right}",
                ( < 0, _) => $"Fmax/100 ({right})",
                (_, < 0) => $"F0 + (1 - F0/100) ({right})",
                _ => $"F0 + (Fmax - F0)/100 ({right})",
            };
            return (isExplicit ? explicitly : "") + changed + (lag < 0 ? "" : ", t - Tlag in place of t");
        }
    }

    public override string Source => family.Source;

    public override IReadOnlyList<EmpiricalParameter> Parameters => parameters;

    public override bool StartsAtZero => family.StartsAtZero && burst < 0;

    public override double MostReleased => family.MostReleased;

    /// <summary>The family with each single change it allows.</summary>
    public static IEnumerable<EmpiricalModel> Single(EmpiricalModel family) =>
        family.LogLinear ? [] : new[] { Burst, Lag, End }.Where(change => Allows(family, change))
            .Select(change => new EmpiricalVariant(family, [change]));

    /// <summary>The family with some changes.</summary>
    /// <exception cref="RefusedException">A change is not known, or makes no sense for this family.</exception>
    public static EmpiricalModel Of(EmpiricalModel family, string[] changes)
    {
        string name = string.Join('+', [family.Name, .. changes]);
        foreach (string change in changes)
        {
            if (change is not (Burst or Lag or End))
                throw new RefusedException($"{name}: a model has no '+{change}'; use +{Burst}, +{Lag} or +{End}.");
            if (family.LogLinear || !Allows(family, change))
                throw new RefusedException($"{name}: {family.Name} has no '+{change}', because {Reason(family, change)}; leave it out.");
        }

        return new EmpiricalVariant(family, [.. new[] { Burst, Lag, End }.Where(changes.Contains)]);
    }

    public override T Released<T>(T time, ReadOnlySpan<T> c)
    {
        T since = lag < 0 ? time : time - c[lag];
        T own = !family.StartsAtZero || T.Any(T.Less(T.FromDouble(0), since)) ? family.Released(since, c[..family.Parameters.Count])
            : T.FromDouble(0);
        if (burst < 0 && end < 0)
            return own;
        T start = burst < 0 ? T.FromDouble(0) : c[burst];
        if (!family.Saturates)
            return start + own;
        return start + 0.01 * ((end < 0 ? T.FromDouble(100) : c[end]) - start) * own;
    }

    public override void Rescale(Span<double> c, double unit)
    {
        family.Rescale(c[..family.Parameters.Count], unit);
        if (lag >= 0)
            c[lag] *= unit;
    }

    public override IEnumerable<(string Name, double Value)> Derived(IReadOnlyList<double> c) => family.Derived(c);

    static bool Allows(EmpiricalModel family, string change) => change switch
    {
        End => family.Saturates,
        _ => family.StartsAtZero,
    };

    static string Reason(EmpiricalModel family, string change) =>
        family.LogLinear ? "logarithms of time and release are fitted"
        : change == End ? "it does not end at the dose"
        : "its release does not begin at zero";

    static EmpiricalParameter Parameter(string change) => change switch
    {
        Burst => new("F0", "%", "released at once", 0, 40) { High = 100 },
        Lag => new("Tlag", "{t}", "time before release begins", 0, 0.4) { TimePower = 1 },
        _ => new("Fmax", "%", "released in the end", 40, 110) { High = MostMeasured },
    };

    /// <summary>Measured curves end a little above the dose now and then.</summary>
    const double MostMeasured = 120;
}
