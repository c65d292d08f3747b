using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels;

/// <summary>Finds models and solvers by name. They are read off an assembly, so a new one is one new file, here or in somebody
/// else's.</summary>
public static class Catalog
{
    /// <summary>Every model, by name.</summary>
    public static Registry<ReleaseModel> Models { get; } = new Registry<ReleaseModel>("release model").Register(typeof(Catalog).Assembly);

    /// <summary>Models behind other variables, by name: carriers, that a chemist can name. Whoever has some registers them.</summary>
    public static Registry<MappedModel> Mapped { get; } = new("carrier");

    /// <summary>Every model, those behind other variables last.</summary>
    public static IEnumerable<ReleaseModel> All => [.. Models, .. Mapped];

    /// <summary>
    /// The model of that name, one behind other variables included; null if there is none. Names joined by + are mechanisms that compose
    /// (<see cref="ComposedModel"/>), and the words <see cref="SizeDistribution.Word"/> and <see cref="LagTime.Word"/> at the end stand for particles of many sizes and
    /// for a lag.
    /// </summary>
    public static ReleaseModel? Find(string name)
    {
        if ((Models.Find(name) ?? Mapped.Find(name)) is { } known)
            return known;
        if (ComposedModel.Knows(name))
            return ComposedModel.Of(name.Split(ComposedModel.Joint));
        if (Before(name, SizeDistribution.Suffix) is { } one && SizeDistribution.Applies(one))
            return SizeDistribution.Of(one);
        return Before(name, LagTime.Suffix) is { } prompt && LagTime.Applies(prompt) ? LagTime.Of(prompt) : null;
    }

    /// <summary>The model named before a suffix; null where there is none.</summary>
    static ReleaseModel? Before(string name, string suffix) =>
        name.EndsWith(suffix, StringComparison.Ordinal) ? Find(name[..^suffix.Length]) : null;

    /// <summary>The model of that name.</summary>
    /// <exception cref="RefusedException">There is none; the sentence names the nearest.</exception>
    public static ReleaseModel Get(string name) => Find(name)
        ?? throw new RefusedException($"{name}: there is no such release model; {Spelling.Suggest(name, Names)}");

    /// <summary>The names of all models, those behind other variables last.</summary>
    public static IReadOnlyList<string> Names => [.. All.Select(model => model.Name)];

    /// <summary>Every solver, explicit ones first, by order.</summary>
    public static Registry<SolverEntry> Methods { get; } = new MethodRegistry().Register(typeof(Catalog).Assembly);

    /// <summary>Methods are structs, so that they are compiled into the loops that use them; an entry stands for each.</summary>
    sealed class MethodRegistry() : Registry<SolverEntry>("solver")
    {
        protected override IEnumerable<SolverEntry> MembersOf(Type type) =>
            type.IsAssignableTo(typeof(IRungeKutta)) ? [Entry(typeof(ExplicitEntry<>), type)]
            : type.IsAssignableTo(typeof(IRosenbrock)) ? [Checked(Entry(typeof(StiffEntry<>), type))]
            : [];

        static SolverEntry Entry(Type kind, Type method) => (SolverEntry)Activator.CreateInstance(kind.MakeGenericType(method))!;

        /// <summary>Sums over k are written out, so that coefficients are constants to the compiler: they end somewhere.</summary>
        static SolverEntry Checked(SolverEntry entry) => entry.Stages <= StageSums.MostStages
            ? entry
            : throw new RefusedException(
                $"{entry.Name}: the method has {entry.Stages} stages where a Rosenbrock method may have {StageSums.MostStages}; take one "
                + "of fewer.");
    }
}
