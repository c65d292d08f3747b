using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels.Systems.Multispecies;

/// <summary>
/// One species in all shells as variables, colored: shell j along direction j modulo 3. A shell's rates look at itself and its two
/// neighbors, which are of three colors, so that one evaluation of all rates in dual numbers of three directions holds every derivative
/// by that species (Curtis, Powell and Reid, J. Inst. Math. Appl. 13 (1974) 117).
/// </summary>
static class ColoredShells
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>A state as a variable, if it is of the species and in a shell; else as a constant.</summary>
    [MethodImpl(Inline)]
    public static Dual3<T> Seed<T>(T value, int state, int species, int speciesCount, int firstReceptor) where T : unmanaged, IReal<T>
    {
        int shell = state / speciesCount;
        return Dual3<T>.Seed(value, state < firstReceptor && state - shell * speciesCount == species ? shell % 3 : -1);
    }

    /// <summary>The derivative along the color of a shell.</summary>
    [MethodImpl(Inline)]
    public static T Along<T>(Dual3<T> x, int shell) where T : unmanaged, IReal<T> => At(x, shell % 3);

    /// <summary>The derivative along a direction.</summary>
    [MethodImpl(Inline)]
    public static T At<T>(Dual3<T> x, int direction) where T : unmanaged, IReal<T> => direction == 0 ? x.A : direction == 1 ? x.B : x.C;
}

/// <summary>A grid whose numbers are constants to a dual number.</summary>
readonly struct LiftedGrid<TGrid, T>(TGrid grid) : IGrid<Dual3<T>>
    where TGrid : struct, IGrid<T>
    where T : unmanaged, IReal<T>
{
    readonly TGrid grid = grid;

    public int Shells => grid.Shells;

    public Dual3<T> Conductance(int i) => Dual3<T>.Lift(grid.Conductance(i));

    public Dual3<T> InverseVolume(int i) => Dual3<T>.Lift(grid.InverseVolume(i));

    public Dual3<T> Volume(int i) => Dual3<T>.Lift(grid.Volume(i));

    public int Plan(int place) => grid.Plan(place);

    public bool Factorize() => false;

    public bool Solve(int rates, int carry, int solution) => false;
}

/// <summary>A row whose values are constants to a dual number.</summary>
readonly struct LiftedRow<TParameters, T>(TParameters row) : IParameters<Dual3<T>>
    where TParameters : struct, IParameters<T>
    where T : unmanaged, IReal<T>
{
    readonly TParameters row = row;

    public Dual3<T> this[int column] => Dual3<T>.Lift(row[column]);
}
