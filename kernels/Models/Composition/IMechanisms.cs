namespace SurrogateEngine.Kernels;

/// <summary>Something that is there or not, known to the compiler.</summary>
interface IPresence
{
    /// <summary>Whether it is there.</summary>
    static abstract bool Here { get; }
}

/// <summary>Present.</summary>
readonly struct Present : IPresence
{
    public static bool Here => true;
}

/// <summary>Absent.</summary>
readonly struct Absent : IPresence
{
    public static bool Here => false;
}

/// <summary>Which mechanisms a composed model has; constants to the compiler, on a device as well.</summary>
interface IMechanisms
{
    /// <summary>Part of the dose that comes out at once.</summary>
    static abstract bool Burst { get; }

    /// <summary>A finite medium.</summary>
    static abstract bool Receptor { get; }

    /// <summary>A film around the body.</summary>
    static abstract bool Film { get; }

    /// <summary>A polymer that hydrolyzes and softens.</summary>
    static abstract bool Degradation { get; }

    /// <summary>Sites that bind drug reversibly.</summary>
    static abstract bool Binding { get; }

    /// <summary>Solid drug.</summary>
    static abstract bool Dissolution { get; }

    /// <summary>Drug that is lost inside.</summary>
    static abstract bool Loss { get; }

    /// <summary>Activation energies.</summary>
    static abstract bool Temperature { get; }

    /// <summary>A matrix that collapses above a temperature.</summary>
    static abstract bool Collapse { get; }

    /// <summary>A matrix that opens where it takes up protons.</summary>
    static abstract bool Protonation { get; }

    /// <summary>An enzyme that cuts the polymer.</summary>
    static abstract bool Enzyme { get; }

    /// <summary>Light that opens the matrix.</summary>
    static abstract bool Light { get; }
}

/// <summary>Mechanisms by their presence.</summary>
readonly struct Mechanisms<TBurst, TReceptor, TFilm, TDegradation, TBinding, TDissolution, TLoss, TTemperature, TCollapse, TProtonation,
    TEnzyme, TLight> : IMechanisms
    where TBurst : IPresence where TReceptor : IPresence where TFilm : IPresence where TDegradation : IPresence where TBinding : IPresence
    where TDissolution : IPresence where TLoss : IPresence where TTemperature : IPresence where TCollapse : IPresence
    where TProtonation : IPresence where TEnzyme : IPresence where TLight : IPresence
{
    public static bool Burst => TBurst.Here;
    public static bool Receptor => TReceptor.Here;
    public static bool Film => TFilm.Here;
    public static bool Degradation => TDegradation.Here;
    public static bool Binding => TBinding.Here;
    public static bool Dissolution => TDissolution.Here;
    public static bool Loss => TLoss.Here;
    public static bool Temperature => TTemperature.Here;
    public static bool Collapse => TCollapse.Here;
    public static bool Protonation => TProtonation.Here;
    public static bool Enzyme => TEnzyme.Here;
    public static bool Light => TLight.Here;
}

/// <summary>Where a composed model's row of the parameter table holds what.</summary>
static class Columns<TMechanisms> where TMechanisms : struct, IMechanisms
{
    public const int Radius = 0, Diffusivity = 1;

    public static int Burst => 2;
    public static int Receptor => Burst + (TMechanisms.Burst ? 2 : 0);
    public static int Film => Receptor + (TMechanisms.Receptor ? 1 : 0);
    public static int Degradation => Film + (TMechanisms.Film ? 1 : 0);
    public static int Binding => Degradation + (TMechanisms.Degradation ? 3 : 0);
    public static int Dissolution => Binding + (TMechanisms.Binding ? 3 : 0);
    public static int Loss => Dissolution + (TMechanisms.Dissolution ? 2 : 0);
    public static int Temperature => Loss + (TMechanisms.Loss ? 1 : 0);
    public static int Collapse => Temperature + (TMechanisms.Temperature ? TMechanisms.Degradation ? 2 : 1 : 0);
    public static int Protonation => Collapse + (TMechanisms.Collapse ? 3 : 0);
    public static int Enzyme => Protonation + (TMechanisms.Protonation ? 3 : 0);
    public static int Light => Enzyme + (TMechanisms.Enzyme ? 2 : 0);

    /// <summary>Inputs come behind all parameters.</summary>
    public static int WarmthInput => Light + (TMechanisms.Light ? 2 : 0);
    public static int AcidInput => WarmthInput + (TMechanisms.Temperature || TMechanisms.Collapse ? 1 : 0);
    public static int EnzymeInput => AcidInput + (TMechanisms.Protonation ? 1 : 0);
    public static int LightInput => EnzymeInput + (TMechanisms.Enzyme ? 1 : 0);
    public static int End => LightInput + (TMechanisms.Light ? 1 : 0);
}
