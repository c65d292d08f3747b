using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Spheres;

/// <summary>h df/dt at the beginning of a step, by a dual number in the time: the states are held, everything else follows.</summary>
partial struct SphereSystem<TLaw, T, TRows, TGrid, TMethod>
{
    void TimeSlopes()
    {
        Few<Dual<T>> drivers = Lift(Load(FirstDriver, TLaw.Drivers, 0)), baths = Lift(Load(FirstBath, TLaw.Baths, 0));
        Dual<T> now = Dual<T>.Seed(time);
        Few<Dual<T>> climate = law.Climate(drivers, now);
        Few<Dual<T>> fluxIn = default;
        int last = grid.Shells - 1;
        for (int i = 0; i <= last; i++)
        {
            Few<Dual<T>> here = Lift(Load(i * TLaw.Species, TLaw.Species, 0));
            Few<Dual<T>> diffusivity = law.Diffusivity(here, climate);
            Few<Dual<T>> flux = i == last
                ? law.SurfaceFlux(here, Dual<T>.Lift(grid.Conductance(i)) * diffusivity, baths, climate)
                : MovingFlux(i, here, diffusivity, climate);
            Few<Dual<T>> rate = Dual<T>.Lift(grid.InverseVolume(i)) * (fluxIn - flux);
            if (TLaw.Reacts)
                rate += law.Reaction(here, climate);
            Store(i * TLaw.Species, TLaw.Species, TimeField, step * Slope(rate));
            fluxIn = flux;
        }

        Store(FirstBath, TLaw.Baths, TimeField, step * Slope(law.BathRates(baths, fluxIn, drivers)));
        Store(FirstDriver, TLaw.Drivers, TimeField, step * Slope(law.DriverRates(drivers, now)));
    }

    readonly Few<Dual<T>> MovingFlux(int face, Few<Dual<T>> here, Few<Dual<T>> diffusivity, Few<Dual<T>> climate)
    {
        Few<Dual<T>> next = Lift(Load((face + 1) * TLaw.Species, TLaw.Species, 0));
        Few<Dual<T>> through = TLaw.UniformDiffusivity ? diffusivity : Dual<T>.Of(0.5) * (diffusivity + law.Diffusivity(next, climate));
        return Dual<T>.Lift(grid.Conductance(face)) * (through * (here - next));
    }
}
