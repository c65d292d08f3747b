using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Systems.Sphere;

/// <summary>
/// Which species of a sphere model act on which, read once off its functions by <see cref="Dependency{T}"/>. Neighboring species
/// that act on each other make a group; a group acts on those behind it alone, so that the groups' equations are solved one
/// after the other. An author who names species in the order in which they act gets the smallest groups. Constants to the
/// compiler, on a device as well.
/// </summary>
static class SphereCoupling<TModel, T>
    where TModel : unmanaged, ISphereModel<TModel, T>
    where T : unmanaged, IReal<T>
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Variables of the functions: species, receptors, then what shells share.</summary>
    const int FirstReceptor = 3, FirstShared = 6;

    /// <summary>Entry (s, p) is bit 3 s + p: diffusivity, reaction or anything of species s looks at species p of its shell.</summary>
    static readonly int diffusivity, reaction, couples;

    /// <summary>Bit s: species s moves between shells, or through the surface.</summary>
    static readonly int mobile;

    /// <summary>Bit s: a group begins with species s.</summary>
    static readonly int begins;

    static SphereCoupling()
    {
        TModel model = default;
        Vec3<Dependency<T>> shell = Variables(0, TModel.Species), receptors = Variables(FirstReceptor, TModel.Receptors),
            shared = Variables(FirstShared, 3);
        Vec3<Dependency<T>> spread = model.Diffusivity(shell, shared), reacted = model.Reaction(shell, shared);
        Vec3<Dependency<T>> flux = model.SurfaceFlux(shell, spread, receptors, shared);
        for (int s = 0; s < TModel.Species; s++)
        {
            diffusivity |= Species(At(spread, s)) << 3 * s;
            reaction |= (TModel.Reacts ? Species(At(reacted, s)) : 0) << 3 * s;
            mobile |= At(spread, s).IsNonzero || At(flux, s).IsNonzero ? 1 << s : 0;
            // What the receptors do to a species, the last group does, to which they belong.
            bool byReceptor = (At(flux, s).Variables >> FirstReceptor & 7) != 0;
            couples |= (Species(At(flux, s)) | (byReceptor ? 1 << TModel.Species - 1 : 0)) << 3 * s;
        }

        couples |= diffusivity | reaction;
        for (int first = 0; first < TModel.Species; first++)
        {
            bool apart = true;
            for (int s = 0; s < first; s++)
                apart &= (couples >> 3 * s & 7) < 1 << first;
            begins |= apart ? 1 << first : 0;
        }

        // A group's block is solved whole.
        for (int s = 0; s < TModel.Species; s++)
            for (int by = 0; by < TModel.Species; by++)
                couples |= AreTogether(s, by) ? 1 << 3 * s + by : 0;
    }

    /// <summary>True if the diffusivity of <paramref name="species"/> looks at species <paramref name="by"/>.</summary>
    [MethodImpl(Inline)]
    public static bool Diffusivity(int species, int by) => (diffusivity >> 3 * species + by & 1) != 0;

    /// <summary>True if the reaction of <paramref name="species"/> looks at species <paramref name="by"/>.</summary>
    [MethodImpl(Inline)]
    public static bool Reaction(int species, int by) => (reaction >> 3 * species + by & 1) != 0;

    /// <summary>True for two species one of which reacts as the other is there, and for a species and itself.</summary>
    [MethodImpl(Inline)]
    public static bool React(int species, int other) => species == other || Reaction(species, other) || Reaction(other, species);

    /// <summary>True if the rate of <paramref name="species"/> looks at species <paramref name="by"/>, directly or, within a group, through
    /// others.</summary>
    [MethodImpl(Inline)]
    public static bool Couples(int species, int by) => (couples >> 3 * species + by & 1) != 0;

    /// <summary>True if any diffusivity looks at species <paramref name="by"/>.</summary>
    [MethodImpl(Inline)]
    public static bool AnyDiffusivity(int by) => (diffusivity >> by & 0b1001001) != 0;

    /// <summary>True if any reaction looks at species <paramref name="by"/>.</summary>
    [MethodImpl(Inline)]
    public static bool AnyReaction(int by) => (reaction >> by & 0b1001001) != 0;

    /// <summary>False for a species that stays in its shell.</summary>
    [MethodImpl(Inline)]
    public static bool Moves(int species) => (mobile >> species & 1) != 0;

    /// <summary>Size of the group that begins with a species; 0 where none does.</summary>
    [MethodImpl(Inline)]
    public static int GroupSize(int first)
    {
        if (first >= TModel.Species || (begins >> first & 1) == 0)
            return 0;
        int end = first + 1;
        if (end < TModel.Species && (begins >> end & 1) == 0)
            end++;
        if (end < TModel.Species && (begins >> end & 1) == 0)
            end++;
        return end - first;
    }

    /// <summary>
    /// Of a group of two species of which one stays in its shell, that one: its equation is solved in each shell by itself
    /// and leaves a chain of the other; -1 for any other group.
    /// </summary>
    [MethodImpl(Inline)]
    public static int Local(int first, int size) =>
        size != 2 || Moves(first) == Moves(first + 1) ? -1 : Moves(first) ? first + 1 : first;

    /// <summary>True if both species belong to one group.</summary>
    [MethodImpl(Inline)]
    public static bool AreTogether(int species, int other)
    {
        int low = species < other ? species : other, high = species < other ? other : species;
        // No group begins behind the lower one and up to the higher one.
        return (begins & (1 << high + 1) - (1 << low + 1)) == 0;
    }

    static Vec3<Dependency<T>> Variables(int first, int count) => new(
        Dependency<T>.Variable(first), count > 1 ? Dependency<T>.Variable(first + 1) : default,
        count > 2 ? Dependency<T>.Variable(first + 2) : default);

    static int Species(Dependency<T> x) => (int)(x.Variables & 7);

    static Dependency<T> At(Vec3<Dependency<T>> x, int index) => index switch { 0 => x.A, 1 => x.B, _ => x.C };
}
