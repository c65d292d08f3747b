using System.Collections.Concurrent;

namespace SurrogateEngine.Kernels;

/// <summary>
/// A model of one particle made one of particles of many sizes: their curves are added with weights, in the same batch. Sizes are lognormal
/// by mass about that of the formulation; whatever grows with size (<see cref="Parameter.SizePower"/>) grows along.
/// </summary>
sealed class SizeDistribution : MappedModel
{
    /// <summary>Name of the parameter that it adds.</summary>
    public const string Spread = "size_cv";

    /// <summary>The word that stands for it behind a model's name.</summary>
    public const string Word = "sizes";

    /// <summary>What a name ends with.</summary>
    internal const string Suffix = "+sizes";

    static readonly ConcurrentDictionary<ReleaseModel, SizeDistribution> made = new();

    readonly Parameter[] parameters;

    SizeDistribution(ReleaseModel inner) : base(inner) => parameters =
    [
        .. inner.Parameters,
        new(Spread, "", 0.05, 0.5, Scale.Linear, "coefficient of variation of the sizes, by mass, which are lognormal about their median",
            "particles from emulsions and precipitation")
        {
            DomainLow = 0, DomainHigh = 2,
        },
    ];

    /// <summary>The model with sizes around that of the formulation; the same object each time.</summary>
    /// <exception cref="RefusedException">Nothing in it is a size.</exception>
    public static SizeDistribution Of(ReleaseModel model) => Applies(model)
        ? made.GetOrAdd(model, one => new(one))
        : throw new RefusedException(
            $"{model.Name} has no particle size that could vary, or has its own distribution; leave {Spread} out, or take diffusion-sphere.");

    /// <summary>Whether something in a model is a size.</summary>
    public static bool Applies(ReleaseModel model) =>
        model is not MappedModel { Nodes: > 1 } && model.Parameters.Any(parameter => parameter.SizePower > 0);

    /// <inheritdoc/>
    public override string Name => Inner.Name + Suffix;

    /// <inheritdoc/>
    public override int Version => Inner.Version;

    /// <inheritdoc/>
    public override string Summary => $"{Inner.Summary}; particles of many sizes";

    /// <inheritdoc/>
    public override string Source => Inner.Source;

    /// <inheritdoc/>
    public override Geometry Geometry => Inner.Geometry;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations =>
    [
        "F = int F1(size) p(size) d(size),  ln(size) normal by mass, with variance ln(1 + size_cv^2); F1 of one particle:",
        .. Inner.Equations,
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions => ["Particles differ in nothing but size, and share one medium only if it is a sink.", .. Inner.Assumptions];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits => ["A spread above 0.6: nine sizes then give the curve to 1e-3 only.", .. Inner.Limits];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification =>
        ["Lognormal spheres of the table, spreads of 0.1 to 0.5: within 1e-3 of the dose at 100 shells.", .. Inner.Verification];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => parameters;

    /// <inheritdoc/>
    public override int Nodes => SizeQuadrature.Nodes;

    /// <inheritdoc/>
    public override double Weight(int node) => SizeQuadrature.Weight(node);

    /// <inheritdoc/>
    public override void Map(ReadOnlySpan<double> row, Span<double> parameters)
    {
        int columns = Inner.Parameters.Count;
        for (int node = 0; node < Nodes; node++)
        {
            Span<double> own = parameters.Slice(node * columns, columns);
            row[..columns].CopyTo(own);
            SizeQuadrature.Scale(Inner.Parameters, SizeQuadrature.Size(node, row[columns] * row[columns]), own);
        }
    }
}

/// <summary>
/// Sizes of a lognormal distribution and what they weigh: the trapezoidal rule over the standard score from -3.5 to 3.5, which for curves
/// of diffusion is good to 4e-5 of the dose at a spread of 0.5.
/// </summary>
static class SizeQuadrature
{
    const double Widest = 3.5;

    static readonly double[] scores = [.. Enumerable.Range(0, Nodes).Select(i => Widest * (2.0 * i / (Nodes - 1) - 1))], weights = Normal();

    /// <summary>Sizes.</summary>
    public const int Nodes = 9;

    /// <summary>Share of a size.</summary>
    public static double Weight(int node) => weights[node];

    /// <summary>A size over the median.</summary>
    /// <param name="node">Which.</param>
    /// <param name="variance">Variance over squared mean, by mass: squared coefficient of variation.</param>
    public static double Size(int node, double variance) => Math.Exp(scores[node] * Math.Sqrt(Math.Log(1 + variance)));

    /// <summary>Makes parameters of the median particle those of one of another size.</summary>
    public static void Scale(IReadOnlyList<Parameter> parameters, double size, Span<double> values)
    {
        for (int column = 0; column < parameters.Count; column++)
            for (int power = 0; power < parameters[column].SizePower; power++)
                values[column] *= size;
    }

    static double[] Normal()
    {
        double[] density = [.. scores.Select(z => Math.Exp(-z * z / 2))];
        return [.. density.Select(value => value / density.Sum())];
    }
}
