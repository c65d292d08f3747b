using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Spheres;

public partial struct SphereSystem<TLaw, T, TRows, TGrid, TMethod>
{
    /// <summary>f(t, y, p) of states that were put into field 0, into field 1.</summary>
    public void Evaluate<TRow>(TRow parameters, T t) where TRow : struct, IRow<T>
    {
        law = TLaw.From(parameters);
        time = t;
        Rates(1);
    }

    /// <summary>f(t, y) of the current states, into a field of each record.</summary>
    void Rates(int field)
    {
        Few<T> drivers = Load(FirstDriver, TLaw.Drivers, 0), baths = Load(FirstBath, TLaw.Baths, 0);
        Few<T> climate = law.Climate(drivers, time);
        Few<T> fluxIn = default;
        int last = grid.Shells - 1;
        for (int i = 0; i <= last; i++)
        {
            Few<T> here = Load(i * TLaw.Species, TLaw.Species, 0);
            Few<T> diffusivity = law.Diffusivity(here, climate);
            Few<T> flux = i == last
                ? law.SurfaceFlux(here, grid.Conductance(i) * diffusivity, baths, climate)
                : FaceFlux(i, here, diffusivity, climate);
            Few<T> rate = grid.InverseVolume(i) * (fluxIn - flux);
            if (TLaw.Reacts)
                rate += law.Reaction(here, climate);
            Store(i * TLaw.Species, TLaw.Species, field, rate);
            fluxIn = flux;
        }

        Store(FirstBath, TLaw.Baths, field, law.BathRates(baths, fluxIn, drivers));
        Store(FirstDriver, TLaw.Drivers, field, law.DriverRates(drivers, time));
    }

    readonly Few<T> FaceFlux(int face, Few<T> here, Few<T> diffusivity, Few<T> climate)
    {
        Few<T> next = Load((face + 1) * TLaw.Species, TLaw.Species, 0);
        return grid.Conductance(face) * (Face(diffusivity, law.Diffusivity(next, climate)) * (here - next));
    }

    static Few<T> Face(Few<T> inner, Few<T> outer) => TLaw.UniformDiffusivity ? inner : T.Of(0.5) * (inner + outer);
}
