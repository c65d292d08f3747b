using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels;

/// <summary>A gel sphere that swells as its crosslinks, its charges and the pH let it.</summary>
sealed class GelSphereModel : SwellingModel
{
    const string Flory = "Flory & Rehner, J. Chem. Phys. 11 (1943) 521; ions: Brannon-Peppas & Peppas, Chem. Eng. Sci. 46 (1991) 715";

    /// <inheritdoc/>
    public override string Name => "gel-sphere";

    /// <inheritdoc/>
    public override string Summary => "diffusion out of an ionic gel sphere that swells by crosslinks, charges and salt, with a schedule of pH";

    /// <inheritdoc/>
    public override string Source => $"{Flory}; {Peppas}";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } =
    [
        "ln(1 - p) + p + chi p^2 + n V1 (p^(1/3) - p/2) = V1 (sqrt(cF^2 + 4 cs^2) - 2 cs),  p = 1/Qeq",
        "n = (rho/Mc) (1 - 2 Mc/Mn),  cF = p cfix / (1 + 10^(pKa - pH)),  rho = 1200 kg/m3,  V1 = 18 cm3/mol",
        "dq/dt = ks (Qeq - q),  Dg = D0 max(0, 1 - rs/xi) exp(-Y/(q - 1)),  xi = xi1 sqrt(Mc / (1 kg/mol)) q^(1/3)",
        "dc/dt = Dg / (R^2 (q / Q0)^(2/3)) lap c in the coordinate that swells along,  c = 0 at the surface,  dF/dt = J",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "The network was formed without solvent; its charges are those of an acid; salt is of single charges.",
        .. new SwellingSphereModel().Assumptions,
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "A gel made swollen: the elastic term then counts from there.",
        "Gels that collapse when heated: use lcst-gel.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "Roots of Flory and Rehner's equation for 9 neutral and 4 ionic gels: 1e-7.",
        "Release as in swelling-sphere of the same swelling: 1e-8.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        .. Common,
        new("xi1", "nm", 1.5, 4, Scale.Log, "mesh size of a dry gel whose chains between crosslinks have 1 kg/mol; 2.6 nm for PEG", Peppas),
        new("Mc", "kDa", 1, 20, Scale.Log, "molar mass of a chain between crosslinks", Flory) { DomainHigh = 30 },
        new("Mn", "kDa", 70, 200, Scale.Log, "molar mass of the chains before crosslinking", Flory) { DomainLow = 60.0001 },
        new("chi", "", 0.3, 0.5, Scale.Linear, "polymer and water's interaction; 0.43 for PEG, 0.49 for PVA", Flory) { DomainHigh = 2 },
        new("cfix", "mM", 200, 2000, Scale.Log, "acid groups per volume of the dry polymer", Flory) { DomainLow = 0 },
        new("cs", "mM", 1, 150, Scale.Log, "salt in the medium", Flory),
        new("pKa", "", 4, 7, Scale.Linear, "pKa of the groups", Flory),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Inputs { get; } =
    [
        new("pH", "", InputKind.Level, 7.4, "pH of the medium", "blood") { DomainLow = 0, DomainHigh = 14 },
    ];

    /// <summary>Two hours in the stomach, then the gut.</summary>
    public override Schedule DefaultSchedule { get; } = new([0, 2], [1.5, 6.8]);

    /// <inheritdoc/>
    public override ModelProgram<T> Program<T>() => new SphereProgram<SwellingSphere<T, NetworkSwelling>, T>();
}

/// <summary>Swelling of an ionic network.</summary>
readonly struct NetworkSwelling : ISwelling
{
    public static int Inputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Equilibrium<T, TParameters>(TParameters row) where T : unmanaged, IReal<T> where TParameters : struct, IParameters<T>
    {
        T charges = row[10] * (1 - Ionization.Protonated(row[12], row[13]));
        return 1 / FloryRehner.Share(row[9], FloryRehner.Chains(row[7], row[8]), charges, row[11]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T DryMesh<T, TParameters>(TParameters row)
        where T : unmanaged, IReal<T> where TParameters : struct, IParameters<T> => row[6] * T.Sqrt(row[7]);
}

/// <summary>Flory and Rehner's equilibrium of a swollen network, with the osmotic pressure of its ions (Donnan).</summary>
static class FloryRehner
{
    /// <summary>Molar volume of water, L/mmol times mM: a pure number.</summary>
    const double Water = 1.8e-5;

    /// <summary>Density of the polymer, kg/m3.</summary>
    const double Density = 1200;

    const int Halvings = 26;

    /// <summary>Chains between crosslinks per volume of dry polymer, mol/m3: (rho/Mc) (1 - 2 Mc/Mn), masses in kg/mol.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Chains<T>(T between, T whole) where T : unmanaged, IReal<T> =>
        Density / between * (1 - 2 * between / whole);

    /// <summary>
    /// The polymer's share p of the swollen volume: the one root in (0, 1), by halving the range of its logarithm and two steps of Newton's
    /// method, which give it its derivatives too.
    /// </summary>
    /// <param name="chi">Interaction of polymer and water.</param>
    /// <param name="chains">Chains per volume of dry polymer, mol/m3.</param>
    /// <param name="charges">Fixed charges per volume of dry polymer, mol/m3.</param>
    /// <param name="salt">Salt in the medium, mol/m3.</param>
    public static T Share<T>(T chi, T chains, T charges, T salt) where T : unmanaged, IReal<T>
    {
        T low = T.FromDouble(Math.Log(1e-4)), high = T.FromDouble(Math.Log(0.99));
        for (int i = 0; i < Halvings; i++)
        {
            T middle = T.FromDouble(0.5) * (low + high), p = T.Exp(middle);
            T swells = T.Less(T.FromDouble(0), Pressure(p, chi, chains, charges, salt));
            low = T.Select(swells, middle, low);
            high = T.Select(swells, high, middle);
        }

        T share = T.StopGradient(T.Exp(T.FromDouble(0.5) * (low + high)));
        for (int i = 0; i < 2; i++)
        {
            T slope = T.StopGradient(Slope(share, chi, chains, charges, salt));
            share -= Pressure(share, chi, chains, charges, salt) / slope;
        }

        return share;
    }

    /// <summary>ln(1 - p) + p + chi p^2 + n V1 (p^(1/3) - p/2) less V1 (sqrt(cF^2 + 4 cs^2) - 2 cs), over p^2 at most by rounding
    /// wrong.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T Pressure<T>(T p, T chi, T chains, T charges, T salt) where T : unmanaged, IReal<T>
    {
        T fixedIons = charges * p, twice = salt + salt;
        T ions = fixedIons * fixedIons / (T.Sqrt(fixedIons * fixedIons + twice * twice) + twice);
        T third = T.Exp(T.FromDouble(1.0 / 3) * T.Log(p));
        return Mixing(p) + chi * (p * p) + Water * (chains * (third - 0.5 * p) - ions);
    }

    /// <summary>d(pressure)/dp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T Slope<T>(T p, T chi, T chains, T charges, T salt) where T : unmanaged, IReal<T>
    {
        T fixedIons = charges * p, twice = salt + salt;
        T ions = charges * fixedIons / T.Sqrt(fixedIons * fixedIons + twice * twice);
        T third = T.Exp(T.FromDouble(-2.0 / 3) * T.Log(p));
        return -(p / (1 - p)) + 2 * (chi * p) + Water * (chains * (T.FromDouble(1.0 / 3) * third - 0.5) - ions);
    }

    /// <summary>
    /// ln(1 - p) + p, for small p without the difference of near-equal numbers: ln(1 - p) = -2 (w + w^3/3 + ...) with w = p / (2 - p), and
    /// p - 2 w = -p^2 / (2 - p).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T Mixing<T>(T p) where T : unmanaged, IReal<T>
    {
        T w = p / (2 - p), square = w * w, sum = T.FromDouble(1.0 / 15);
        for (int power = 13; power >= 3; power -= 2)
            sum = T.FromDouble(1.0) / T.Whole(power) + square * sum;
        T series = -(p * w) - 2 * (w * square * sum);
        return T.Select(T.Less(p, T.FromDouble(0.3)), series, T.Log(T.Max(T.FromDouble(1e-6), 1 - p)) + p);
    }
}
