using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Compartments;

namespace SurrogateEngine.Kernels;

/// <summary>Particles of a drug that the pH charges: what acids and bases share.</summary>
abstract class IonDissolutionModel : ReleaseModel
{
    const string Theory = "Hintz & Johnson, Int. J. Pharm. 51 (1989) 9; solubility of ions: Henderson & Hasselbalch, up to that of the salt";

    /// <summary>What the drug is, for the phrases of the page.</summary>
    protected abstract string Kind { get; }

    /// <summary>Usual pKa.</summary>
    protected abstract (double Low, double High) UsualPKa { get; }

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Source => Theory;

    /// <inheritdoc/>
    public override string Mechanism => "dissolution";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "Particles are alike and spherical; the layer around a particle is at steady state.",
        "The surface has the pH of the medium; the dissolved drug does not change it.",
        "Drug above its solubility goes back onto the particles.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "A weakly buffered medium: the surface of an acid is then more acid than the medium, that of a base less.",
        "Supersaturation and other crystal forms.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "Solubility at the pKa, two units off it and at the salt's: 1e-6; far off the pKa: particle-dissolution to 1e-6.",
    ];

    /// <inheritdoc/>
    public override string TimeUnit => "h";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters =>
    [
        new("r0", "um", 0.5, 50, Scale.Log, "radius at the start", Theory) { SizePower = 1 },
        new("D", "um2/h", 500_000, 5_000_000, Scale.Log, "diffusivity in the medium", Theory) { DomainLow = 0 },
        new("s", "", 1e-8, 1e-5, Scale.Log, "solubility of the neutral form over density of the solid", Theory) { DomainLow = 0 },
        new("pKa", "", UsualPKa.Low, UsualPKa.High, Scale.Linear, $"of the {Kind}", Theory),
        new("salt", "", 10, 1000, Scale.Log, "solubility of the salt over that of the neutral form", Theory) { DomainLow = 1 },
        new("h0", "um", 10, 60, Scale.Log, "largest thickness of the layer", Theory),
        new("q", "", 0.01, 5, Scale.Log, "dose over what the medium dissolves of the neutral form; 0 for a sink", Theory) { DomainLow = 0 },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Inputs { get; } =
    [
        new("pH", "", InputKind.Level, 6.8, "pH of the medium", "gut") { DomainLow = 0, DomainHigh = 14 },
    ];

    /// <summary>Two hours in the stomach, then the gut.</summary>
    public override Schedule DefaultSchedule { get; } = new([0, 2], [1.5, 6.8]);

    /// <inheritdoc/>
    public override IReadOnlyList<Output> Outputs { get; } = [new("F", "", "fraction of the dose dissolved")];

    /// <inheritdoc/>
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Geometric(1e-3, 24, 64);

    /// <inheritdoc/>
    public override string DefaultSolver => "rodas5p";

    /// <inheritdoc/>
    public override double DefaultRelativeTolerance => 1e-5;

    /// <inheritdoc/>
    public override double DefaultAbsoluteTolerance => 1e-7;
}

/// <summary>Which form of a drug carries the charge.</summary>
interface IIon
{
    /// <summary>+1 where the charged form has a proton more, -1 where it has one less.</summary>
    static abstract double Charge { get; }
}

/// <summary>
/// dM/dt = -(3 D s / r0^2) max(1, (r0/h0) M^(1/3)) M^(1/3) (S - q F),  dF/dt = -dM/dt, with the solubility
/// S = min(salt, 1 + 10^(z (pKa - pH))) over that of the neutral form; the pH changes at events only.
/// </summary>
readonly struct IonDissolution<T, TIon>(T speed, T layers, T solubility, T saturation)
    : ICompartmentModel<IonDissolution<T, TIon>, T, State2<T>>
    where T : unmanaged, IReal<T>
    where TIon : struct, IIon
{
    readonly T speed = speed, layers = layers, solubility = solubility, saturation = saturation;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Outputs => 1;
    public static int Inputs => 1;

    [MethodImpl(Inline)]
    public static IonDissolution<T, TIon> From<TParameters>(TParameters row) where TParameters : struct, IParameters<T>
    {
        T radius = row[0], off = T.FromDouble(TIon.Charge) * (row[3] - row[7]);
        // Exponents beyond what single precision holds are beyond any salt.
        T solubility = T.Min(row[4], 1 + Ionization.TenTo(T.Min(T.FromDouble(30), off)));
        return new(3 * row[1] * row[2] / (radius * radius), radius / row[5], solubility, row[6]);
    }

    public State2<T> Start => new(T.FromDouble(1), T.FromDouble(0));

    [MethodImpl(Inline)]
    public State2<T> Rate(T t, State2<T> y)
    {
        T third = T.FromDouble(1.0 / 3), thin = Shrinking.PerLeft(y.A, third), thick = layers * Shrinking.PerLeft(y.A, third + third);
        T release = speed * (solubility - saturation * y.B) * (y.A * T.Max(thin, thick));
        return new(-release, release);
    }

    [MethodImpl(Inline)]
    public T Output(State2<T> y, int output) => y.B;
}
