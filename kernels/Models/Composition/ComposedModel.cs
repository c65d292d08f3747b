using System.Collections.Concurrent;
using SurrogateEngine.Kernels.Integration;

namespace SurrogateEngine.Kernels;

/// <summary>
/// Mechanisms that were named together, such as <c>diffusion+burst+binding+temperature</c>: one body of drug, one set of equations, and no
/// class of its own. To everything else it is a release model like the others.
/// </summary>
sealed class ComposedModel : ReleaseModel
{
    /// <summary>Stands between the words of a name.</summary>
    public const char Joint = '+';

    static readonly ConcurrentDictionary<string, ComposedModel> made = new();

    readonly Parameter[] parameters;

    ComposedModel(IReadOnlyList<Mechanism> mechanisms)
    {
        Mechanisms = mechanisms;
        Name = NameOf(mechanisms);
        bool energyOfHydrolysis = Has("temperature") && Has("degradation");
        parameters = [.. mechanisms.SelectMany(mechanism => energyOfHydrolysis && mechanism.Name == "temperature"
            ? [.. mechanism.Parameters, Kernels.Mechanism.HydrolysisEnergy] : mechanism.Parameters)];
    }

    /// <summary>What it is composed of.</summary>
    public IReadOnlyList<Mechanism> Mechanisms { get; }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => $"{Geometry.ToString().ToLowerInvariant()} composed of {string.Join(", ", Mechanisms.Select(mechanism => mechanism.Name))}";

    /// <inheritdoc/>
    public override string Source => "mechanisms of the catalog, each as in the model its parameters name";

    /// <inheritdoc/>
    public override string Mechanism => Has("degradation") ? "erosion"
        : Has("dissolution") ? "dissolution" : Has("binding") ? "affinity" : "diffusion";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations => [.. Mechanisms.SelectMany(mechanism => mechanism.Equations)];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "Mechanisms act at once on the same drug; what several make of the diffusivity is multiplied.",
        "The body keeps its size and its shape; stimuli act all through it and at once.",
        "Where something is solid at the start, everything is; else free and bound drug are at equilibrium.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "A model of the catalog that has the same mechanisms is faster and better known: surrogate models lists them.",
        "Acid that diffuses, a matrix that swells, layers: use plga-local, swelling-sphere, core-shell-sphere.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "Each mechanism beside diffusion: the model of the catalog that has it, a table or a factor known beforehand.",
        "Three compositions: mass to rounding, all kinds of number, edges; on a device and in derivatives none was tested by itself.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => parameters;

    /// <inheritdoc/>
    public override IReadOnlyList<Output> Outputs =>
        [new("Q", "", "fraction of the dose released"), .. Mechanisms.Select(mechanism => mechanism.Output).OfType<Output>()];

    /// <inheritdoc/>
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Geometric(1e-3, 30, 64);

    /// <inheritdoc/>
    public override string DefaultSolver => "rodas5p";

    /// <inheritdoc/>
    public override int DefaultShells => 32;

    /// <inheritdoc/>
    public override Geometry Geometry => Has("slab") ? Geometry.Slab : Has("cylinder") ? Geometry.Cylinder : Geometry.Sphere;

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Inputs =>
        [.. Mechanisms.Select(mechanism => mechanism.Input).OfType<Input>().DistinctBy(input => input.Name)];

    /// <summary>Whether a mechanism is among them.</summary>
    public bool Has(string mechanism) => Mechanisms.Any(one => one.Name == mechanism);

    /// <inheritdoc/>
    public override ModelProgram<T> Program<T>()
    {
        string[] switches =
        [
            "burst", "receptor", "film", "degradation", "binding", "dissolution", "loss", "temperature", "collapse", "protonation",
            "enzyme", "light",
        ];
        Type[] presence = [.. switches.Select(name => Has(name) ? typeof(Present) : typeof(Absent))];
        Type set = typeof(Mechanisms<,,,,,,,,,,,>).MakeGenericType(presence);
        Type shape = Geometry switch
        {
            Geometry.Slab => typeof(SlabShape),
            Geometry.Cylinder => typeof(CylinderShape),
            _ => typeof(SphereShape)
        };
        Type number = typeof(T), model = typeof(Composed<,,>).MakeGenericType(number, set, shape);
        return (ModelProgram<T>)Activator.CreateInstance(typeof(SphereProgram<,>).MakeGenericType(model, number))!;
    }

    /// <summary>The model of these mechanisms, the same object each time.</summary>
    /// <param name="words">Names from <see cref="Kernels.Mechanism.All"/>, in any order.</param>
    /// <exception cref="RefusedException">A word is no mechanism, stands twice, or the words do not go together.</exception>
    public static ComposedModel Of(IReadOnlyCollection<string> words)
    {
        if (Fault(words) is { } fault)
            throw new RefusedException(fault);
        Mechanism[] mechanisms = [.. Kernels.Mechanism.All.Where(mechanism => words.Contains(mechanism.Name))];
        return made.GetOrAdd(NameOf(mechanisms), _ => new(mechanisms));
    }

    /// <summary>Why words do not compose; null where they do.</summary>
    static string? Fault(IReadOnlyCollection<string> words)
    {
        string[] known = [.. Kernels.Mechanism.All.Select(mechanism => mechanism.Name)];
        if (words.FirstOrDefault(word => !known.Contains(word)) is { } unknown)
            return $"'{unknown}' is no mechanism; {Spelling.Suggest(unknown, known)}";
        if (words.GroupBy(word => word).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return $"'{twice.Key}' stands twice; name each mechanism once.";
        if (words is { Count: 1 } && words.Contains("diffusion"))
            return "'diffusion' alone is the model diffusion-sphere; take that, or name what comes with it.";
        if (!words.Contains("diffusion"))
            return "mechanisms compose around diffusion; add 'diffusion', or take one model by its name.";
        if (words.Contains("slab") && words.Contains("cylinder"))
            return "a body is a slab or a cylinder; name one of them, or none for a sphere.";
        if (words.Contains("binding") && words.Contains("dissolution") && words.Contains("loss"))
            return "of 'binding', 'dissolution' and 'loss' at most two compose: a shell holds three kinds of drug; leave one out.";
        Mechanism? lone = Kernels.Mechanism.All.FirstOrDefault(one =>
            words.Contains(one.Name) && one.Needs is { } && !words.Contains(one.Needs));
        return lone is null ? null : $"'{lone.Name}' acts on '{lone.Needs}'; add '{lone.Needs}'.";
    }

    /// <summary>Whether a name is one of mechanisms that compose, in the order of their list.</summary>
    internal static bool Knows(string name)
    {
        string[] words = name.Split(Joint);
        return Fault(words) is null && Of(words).Name == name;
    }

    static string NameOf(IReadOnlyList<Mechanism> mechanisms) => string.Join(Joint, mechanisms.Select(mechanism => mechanism.Name));
}
