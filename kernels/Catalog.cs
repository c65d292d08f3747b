using System.Reflection;
using SurrogateEngine.Kernels.Programs;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels;

/// <summary>Finds laws and solvers by name. They are read off this assembly, so a new one is one new file.</summary>
public static class Catalog
{
    /// <summary>Every law this build knows, by name.</summary>
    public static IReadOnlyList<ReleaseLaw> Laws { get; } =
        [.. Concrete(type => type.IsSubclassOf(typeof(ReleaseLaw))).Select(Make<ReleaseLaw>).OrderBy(law => law.Name, StringComparer.Ordinal)];

    /// <summary>Every solver, explicit ones first, by order.</summary>
    public static IReadOnlyList<SolverEntry> SolverEntries { get; } =
    [
        .. Concrete(type => type.IsAssignableTo(typeof(IRungeKutta))).Select(type => Make<SolverEntry>(typeof(ExplicitEntry<>).MakeGenericType(type))).OrderBy(entry => entry.Order).ThenBy(entry => entry.Name, StringComparer.Ordinal),
        .. Concrete(type => type.IsAssignableTo(typeof(IRosenbrock))).Select(type => Make<SolverEntry>(typeof(StiffEntry<>).MakeGenericType(type))).OrderBy(entry => entry.Order).ThenBy(entry => entry.Name, StringComparer.Ordinal),
    ];

    /// <summary>Names of the solvers, explicit ones first.</summary>
    public static IReadOnlyList<string> Solvers { get; } = [.. SolverEntries.Select(entry => entry.Name)];

    /// <summary>The law of that name, or null.</summary>
    public static ReleaseLaw? FindLaw(string name) => Laws.FirstOrDefault(law => law.Name == name);

    /// <summary>The solver of that name, or null.</summary>
    public static SolverEntry? FindSolver(string name) => SolverEntries.FirstOrDefault(entry => entry.Name == name);

    static IEnumerable<Type> Concrete(Func<Type, bool> fits) =>
        Assembly.GetExecutingAssembly().GetTypes().Where(type => type is { IsAbstract: false, IsInterface: false } && fits(type));

    static T Make<T>(Type type) => (T)Activator.CreateInstance(type)!;
}
