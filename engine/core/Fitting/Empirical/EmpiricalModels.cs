using SurrogateEngine.Kernels;

namespace SurrogateEngine.Fitting.Empirical;

/// <summary>Every empirical release model by its name, and what a list of names on a command line stands for.</summary>
public static class EmpiricalModels
{
    /// <summary>Stands for every family as it is.</summary>
    public const string Families = "empirical";

    /// <summary>Stands for every family as it is and with each of a burst, a lag and a smaller end.</summary>
    public const string All = "all";

    /// <summary>The families.</summary>
    public static Registry<EmpiricalModel> Known { get; } =
        new Registry<EmpiricalModel>("empirical model").Register(typeof(EmpiricalModel).Assembly);

    /// <summary>
    /// The models that <paramref name="names"/> ask for, each once: families by name, with <c>+f0</c>, <c>+tlag</c> and <c>+fmax</c>
    /// behind it for a burst, a lag and a smaller end, or one of <see cref="Families"/> and <see cref="All"/>.
    /// </summary>
    /// <exception cref="RefusedException">A name is not known, or the family can't be varied so.</exception>
    public static IReadOnlyList<EmpiricalModel> Named(IEnumerable<string> names) =>
        [.. names.SelectMany(word =>
            word.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).SelectMany(OfName)
                .DistinctBy(model => model.Name)];

    static IEnumerable<EmpiricalModel> OfName(string name) => name switch
    {
        Families => Known,
        All => Known.Concat(Known.SelectMany(EmpiricalVariant.Single)),
        _ => [Find(name)],
    };

    static EmpiricalModel Find(string name)
    {
        string[] parts = name.Split('+');
        if (Known.Find(parts[0]) is not { } family)
            throw new RefusedException(Spelling.Nearest(parts[0], [.. Known.Names, Families, All, .. Catalog.Names]) is { } near
                ? $"{name}: there is no such model; did you mean '{near}'?"
                : $"{name}: there is no such empirical model; use {Spelling.Quoted([.. Known.Names, Families, All])}, or a release model, which surrogate models lists.");
        return parts.Length == 1 ? family : EmpiricalVariant.Of(family, parts[1..]);
    }
}
