using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Systems.Sphere;

/// <summary>h df/dt at the beginning of a step, by a dual number in the time: the states are held, everything else follows.</summary>
partial struct SphereSystem<TModel, T, TWorkspace, TGrid, TMethod>
{
    void TimeDerivatives()
    {
        Vec3<Dual<T>> pools = Lift(Load(FirstPool, TModel.AutonomousPools, 0)), receptors = Lift(Load(FirstReceptor, TModel.Receptors, 0));
        Dual<T> now = Dual<T>.Seed(time);
        Vec3<Dual<T>> shared = model.SharedCoefficients(pools, now);
        Vec3<Dual<T>> fluxIn = default;
        int last = grid.Shells - 1;
        for (int i = 0; i <= last; i++)
        {
            Vec3<Dual<T>> here = Lift(Load(i * TModel.Species, TModel.Species, 0));
            Vec3<Dual<T>> diffusivity = model.Diffusivity(here, shared);
            Vec3<Dual<T>> flux = i == last
                ? model.SurfaceFlux(here, Dual<T>.Lift(grid.Conductance(i)) * diffusivity, receptors, shared)
                : MovingFlux(i, here, diffusivity, shared);
            Vec3<Dual<T>> rate = Dual<T>.Lift(grid.InverseVolume(i)) * (fluxIn - flux);
            if (TModel.Reacts)
                rate += model.Reaction(here, shared);
            Store(i * TModel.Species, TModel.Species, TimeField, step * Derivative(rate));
            fluxIn = flux;
        }

        Store(FirstReceptor, TModel.Receptors, TimeField, step * Derivative(model.ReceptorRates(receptors, fluxIn, pools)));
        Store(FirstPool, TModel.AutonomousPools, TimeField, step * Derivative(model.PoolRates(pools, now)));
    }

    readonly Vec3<Dual<T>> MovingFlux(int face, Vec3<Dual<T>> here, Vec3<Dual<T>> diffusivity, Vec3<Dual<T>> shared)
    {
        Vec3<Dual<T>> next = Lift(Load((face + 1) * TModel.Species, TModel.Species, 0));
        Vec3<Dual<T>> through = TModel.UniformDiffusivity ? diffusivity : Dual<T>.FromDouble(0.5) * (diffusivity + model.Diffusivity(next, shared));
        return Dual<T>.Lift(grid.Conductance(face)) * (through * (here - next));
    }
}
