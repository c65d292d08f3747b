using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Systems.Sphere;

/// <summary>Derivatives of the author's local functions by dual numbers, one direction at a time.</summary>
partial struct SphereSystem<TModel, T, TWorkspace, TGrid, TMethod>
{
    Mat3<T> PoolJacobian(Vec3<T> pools)
    {
        Vec3<T> a = Derivative(model.PoolRates(Seed(pools, 0), Dual<T>.Lift(time)));
        Vec3<T> b = TModel.AutonomousPools > 1 ? Derivative(model.PoolRates(Seed(pools, 1), Dual<T>.Lift(time))) : default;
        Vec3<T> c = TModel.AutonomousPools > 2 ? Derivative(model.PoolRates(Seed(pools, 2), Dual<T>.Lift(time))) : default;
        return new(a, b, c);
    }

    /// <summary>How surface flux and receptor rates answer to the last shell (Inside), to the receptors (Outside) and to the autonomous
    /// pools.</summary>
    FluxDerivatives SurfaceDerivatives(Vec3<T> shell, Vec3<T> pools, out FluxDerivatives receptor)
    {
        Vec3<T> receptors = Load(FirstReceptor, TModel.Receptors, 0);
        Mat3<T> flux = default, rate = default, fluxByReceptor = default, rateByReceptor = default, fluxByPool = default,
            rateByPool = default;
        for (int d = 0; d < TModel.Species; d++)
            SurfaceDerivative(Seed(shell, d), Lift(receptors), Lift(pools), d, ref flux, ref rate);
        for (int d = 0; d < TModel.Receptors; d++)
            SurfaceDerivative(Lift(shell), Seed(receptors, d), Lift(pools), d, ref fluxByReceptor, ref rateByReceptor);
        for (int d = 0; d < TModel.AutonomousPools; d++)
            SurfaceDerivative(Lift(shell), Lift(receptors), Seed(pools, d), d, ref fluxByPool, ref rateByPool);
        receptor = new(rate, rateByReceptor, rateByPool);
        return new(flux, fluxByReceptor, fluxByPool);
    }

    void SurfaceDerivative(Vec3<Dual<T>> shell, Vec3<Dual<T>> receptors, Vec3<Dual<T>> pools, int direction, ref Mat3<T> flux,
        ref Mat3<T> rate)
    {
        Vec3<Dual<T>> shared = model.SharedCoefficients(pools, Dual<T>.Lift(time));
        Vec3<Dual<T>> conductance = Dual<T>.Lift(grid.Conductance(grid.Shells - 1)) * model.Diffusivity(shell, shared);
        Vec3<Dual<T>> through = model.SurfaceFlux(shell, conductance, receptors, shared);
        flux = With(flux, direction, Derivative(through));
        rate = With(rate, direction, Derivative(model.ReceptorRates(receptors, through, pools)));
    }

    [MethodImpl(Inline)]
    static Mat3<T> With(Mat3<T> block, int column, Vec3<T> value) => new(
        column == 0 ? value : block.First, column == 1 ? value : block.Second, column == 2 ? value : block.Third);

    [MethodImpl(Inline)]
    static Vec3<Dual<T>> Lift(Vec3<T> x) => new(Dual<T>.Lift(x.A), Dual<T>.Lift(x.B), Dual<T>.Lift(x.C));

    [MethodImpl(Inline)]
    static Vec3<Dual<T>> Seed(Vec3<T> x, int direction) => new(
        new(x.A, One(direction == 0)), new(x.B, One(direction == 1)), new(x.C, One(direction == 2)));

    /// <summary>1 or 0. A choice between whole numbers that is converted afterwards reaches PTX with the bits of an integer.</summary>
    [MethodImpl(Inline)]
    static T One(bool seeded) => seeded ? T.FromDouble(1) : T.FromDouble(0);

    [MethodImpl(Inline)]
    static Vec3<T> Value(Vec3<Dual<T>> x) => new(x.A.V, x.B.V, x.C.V);

    [MethodImpl(Inline)]
    static Vec3<T> Derivative(Vec3<Dual<T>> x) => new(x.A.D, x.B.D, x.C.D);
}
