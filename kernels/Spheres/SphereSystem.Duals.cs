using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Spheres;

/// <summary>Derivatives of the author's local functions by dual numbers, one direction at a time.</summary>
partial struct SphereSystem<TLaw, T, TRows, TGrid, TMethod>
{
    Block<T> DriverJacobian(Few<T> drivers)
    {
        Few<T> a = Slope(law.DriverRates(Seed(drivers, 0), Dual<T>.Lift(time)));
        Few<T> b = TLaw.Drivers > 1 ? Slope(law.DriverRates(Seed(drivers, 1), Dual<T>.Lift(time))) : default;
        Few<T> c = TLaw.Drivers > 2 ? Slope(law.DriverRates(Seed(drivers, 2), Dual<T>.Lift(time))) : default;
        return new(a, b, c);
    }

    /// <summary>How surface flux and bath rates answer to the last shell (Inside), to the baths (Outside) and to the drivers.</summary>
    FluxSlopes SurfaceSlopes(Few<T> shell, Few<T> drivers, out FluxSlopes bath)
    {
        Few<T> baths = Load(FirstBath, TLaw.Baths, 0);
        Block<T> flux = default, rate = default, fluxByBath = default, rateByBath = default, fluxByDriver = default, rateByDriver = default;
        for (int d = 0; d < TLaw.Species; d++)
            SurfaceSlope(Seed(shell, d), Lift(baths), Lift(drivers), d, ref flux, ref rate);
        for (int d = 0; d < TLaw.Baths; d++)
            SurfaceSlope(Lift(shell), Seed(baths, d), Lift(drivers), d, ref fluxByBath, ref rateByBath);
        for (int d = 0; d < TLaw.Drivers; d++)
            SurfaceSlope(Lift(shell), Lift(baths), Seed(drivers, d), d, ref fluxByDriver, ref rateByDriver);
        bath = new(rate, rateByBath, rateByDriver);
        return new(flux, fluxByBath, fluxByDriver);
    }

    void SurfaceSlope(Few<Dual<T>> shell, Few<Dual<T>> baths, Few<Dual<T>> drivers, int direction, ref Block<T> flux, ref Block<T> rate)
    {
        Few<Dual<T>> climate = law.Climate(drivers, Dual<T>.Lift(time));
        Few<Dual<T>> conductance = Dual<T>.Lift(grid.Conductance(grid.Shells - 1)) * law.Diffusivity(shell, climate);
        Few<Dual<T>> through = law.SurfaceFlux(shell, conductance, baths, climate);
        flux = With(flux, direction, Slope(through));
        rate = With(rate, direction, Slope(law.BathRates(baths, through, drivers)));
    }

    [MethodImpl(Inline)]
    static Block<T> With(Block<T> block, int column, Few<T> value) => new(
        column == 0 ? value : block.First, column == 1 ? value : block.Second, column == 2 ? value : block.Third);

    [MethodImpl(Inline)]
    static Few<Dual<T>> Lift(Few<T> x) => new(Dual<T>.Lift(x.A), Dual<T>.Lift(x.B), Dual<T>.Lift(x.C));

    [MethodImpl(Inline)]
    static Few<Dual<T>> Seed(Few<T> x, int direction) => new(
        new(x.A, One(direction == 0)), new(x.B, One(direction == 1)), new(x.C, One(direction == 2)));

    /// <summary>1 or 0. A choice between whole numbers that is converted afterwards reaches PTX with the bits of an integer.</summary>
    [MethodImpl(Inline)]
    static T One(bool seeded) => seeded ? T.Of(1) : T.Of(0);

    [MethodImpl(Inline)]
    static Few<T> Value(Few<Dual<T>> x) => new(x.A.V, x.B.V, x.C.V);

    [MethodImpl(Inline)]
    static Few<T> Slope(Few<Dual<T>> x) => new(x.A.D, x.B.D, x.C.D);
}
