using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Spheres;

/// <summary>
/// The states of a sphere in their records: shells from the centre outward (species by species), then baths, then drivers;
/// where they start, what a dose does to them and how fast they change. Every method takes the field it works on.
/// </summary>
static class SphereStates<TLaw, T, TRows, TGrid>
    where TLaw : unmanaged, ISphereLaw<TLaw, T>
    where T : unmanaged, IReal<T>
    where TRows : struct, IRows<T>
    where TGrid : struct, IGrid<T>
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>States of a trajectory.</summary>
    [MethodImpl(Inline)]
    public static int Count(int shells) => FirstDriver(shells) + TLaw.Drivers;

    [MethodImpl(Inline)]
    public static int FirstBath(int shells) => shells * TLaw.Species;

    [MethodImpl(Inline)]
    public static int FirstDriver(int shells) => FirstBath(shells) + TLaw.Baths;

    /// <summary>One to three neighbouring states.</summary>
    [MethodImpl(Inline)]
    public static Few<T> Load(TRows rows, int state, int count, int field)
    {
        T a = rows[state, field];
        T b = count > 1 ? rows[state + 1, field] : default;
        T c = count > 2 ? rows[state + 2, field] : default;
        return new(a, b, c);
    }

    [MethodImpl(Inline)]
    public static void Store(TRows rows, int state, int count, int field, Few<T> value)
    {
        rows[state, field] = value.A;
        if (count > 1)
            rows[state + 1, field] = value.B;
        if (count > 2)
            rows[state + 2, field] = value.C;
    }

    /// <summary>Puts the lanes of <paramref name="fresh"/> at the start of their trajectory; the others keep their states.</summary>
    public static void Begin(ref TLaw law, TRows rows, TGrid grid, T fresh)
    {
        int shells = grid.Shells;
        for (int i = 0; i < shells; i++)
            Put(rows, i * TLaw.Species, TLaw.Species, law.StartShell, fresh);
        Put(rows, FirstBath(shells), TLaw.Baths, TLaw.DosedBaths(law, law.StartBaths), fresh);
        Put(rows, FirstDriver(shells), TLaw.Drivers, TLaw.DosedDrivers(law, law.StartDrivers), fresh);
    }

    /// <summary>Gives the lanes of <paramref name="turned"/> what a dose at an edge adds.</summary>
    public static void Dose(ref TLaw law, TRows rows, TGrid grid, T turned)
    {
        int bath = FirstBath(grid.Shells), driver = FirstDriver(grid.Shells);
        Put(rows, bath, TLaw.Baths, TLaw.DosedBaths(law, Load(rows, bath, TLaw.Baths, 0)), turned);
        Put(rows, driver, TLaw.Drivers, TLaw.DosedDrivers(law, Load(rows, driver, TLaw.Drivers, 0)), turned);
    }

    static void Put(TRows rows, int state, int count, Few<T> start, T fresh)
    {
        Few<T> now = Load(rows, state, count, 0);
        Store(rows, state, count, 0, new(T.Select(fresh, start.A, now.A), T.Select(fresh, start.B, now.B), T.Select(fresh, start.C, now.C)));
    }

    /// <summary>f(t, y) of the states in one field, into another.</summary>
    public static void Rates(ref TLaw law, TRows rows, TGrid grid, T t, int from, int to)
    {
        int last = grid.Shells - 1, bath = FirstBath(grid.Shells), driver = FirstDriver(grid.Shells);
        Few<T> drivers = Load(rows, driver, TLaw.Drivers, from), climate = law.Climate(drivers, t);
        Few<T> here = Load(rows, 0, TLaw.Species, from), diffusivity = law.Diffusivity(here, climate), fluxIn = default;
        for (int i = 0; i < last; i++)
        {
            int state = i * TLaw.Species;
            Few<T> next = Load(rows, state + TLaw.Species, TLaw.Species, from), through = diffusivity;
            if (!TLaw.UniformDiffusivity)
            {
                Few<T> outer = law.Diffusivity(next, climate);
                through = T.Of(0.5) * (diffusivity + outer);
                diffusivity = outer;
            }

            Few<T> flux = grid.Conductance(i) * (through * (here - next));
            Store(rows, state, TLaw.Species, to, ShellRate(ref law, here, grid.InverseVolume(i) * (fluxIn - flux), climate));
            (here, fluxIn) = (next, flux);
        }

        Few<T> baths = Load(rows, bath, TLaw.Baths, from);
        Few<T> released = law.SurfaceFlux(here, grid.Conductance(last) * diffusivity, baths, climate);
        Store(rows, last * TLaw.Species, TLaw.Species, to, ShellRate(ref law, here, grid.InverseVolume(last) * (fluxIn - released), climate));
        Store(rows, bath, TLaw.Baths, to, law.BathRates(baths, released, drivers));
        Store(rows, driver, TLaw.Drivers, to, law.DriverRates(drivers, t));
    }

    [MethodImpl(Inline)]
    static Few<T> ShellRate(ref TLaw law, Few<T> here, Few<T> diffusion, Few<T> climate) =>
        TLaw.Reacts ? diffusion + law.Reaction(here, climate) : diffusion;
}
