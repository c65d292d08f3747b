using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Sensitivities;

partial struct SphereVectorJacobianProduct<TModel, T, TWorkspace, TGrid>
{
    /// <summary>J^T v of every shell's species, from the center to the surface.</summary>
    void SweepShells()
    {
        int last = grid.Shells - 1;
        Vec3<T> before = default;
        for (int i = 0; i <= last; i++)
        {
            Vec3<T> diffusivity = Values(model.Diffusivity(Load(i * TModel.Species, TModel.Species, None), sharedCoefficients));
            Vec3<T> gradient = TModel.UniformDiffusivity && !TModel.Reacts ? default : ShellProduct(i, 0);
            if (i == last)
                gradient += SurfaceProduct(0, None);
            StoreGradient(i * TModel.Species, TModel.Species, gradient);
            if (i > 0)
                PushThrough(i, before + diffusivity);
            before = diffusivity;
        }
    }

    /// <summary>What the flux between shell i - 1 and i gives their concentrations.</summary>
    readonly void PushThrough(int shell, Vec3<T> twoDiffusivities)
    {
        T half = T.FromDouble(0.5) * grid.Conductance(shell - 1);
        Push(shell, 0, half * twoDiffusivities.A);
        if (TModel.Species > 1)
            Push(shell, 1, half * twoDiffusivities.B);
        if (TModel.Species > 2)
            Push(shell, 2, half * twoDiffusivities.C);
    }

    [MethodImpl(Inline)]
    readonly void Push(int shell, int species, T conductance)
    {
        TWorkspace r = workspace;
        int outer = shell * TModel.Species + species, inner = outer - TModel.Species;
        T through = conductance * FaceCotangent(shell - 1, species);
        r[inner, PointFields.Gradient] += through;
        r[outer, PointFields.Gradient] -= through;
    }

    /// <summary>d(w . D + v . R) of one shell, along its species from <paramref name="first"/> on and what the model carries.</summary>
    Vec3<T> ShellProduct(int shell, int first)
    {
        int state = shell * TModel.Species;
        Vec3<Dual3<T>> here = Load(state, TModel.Species, first);
        Vec3<T> sum = default;
        if (!TModel.UniformDiffusivity)
            sum = Dot(TModel.Species, Plain(state, TModel.Species, PointFields.Weight), model.Diffusivity(here, sharedCoefficients));
        if (TModel.Reacts)
            sum += Dot(TModel.Species, Plain(state, TModel.Species, PointFields.Cotangent), model.Reaction(here, sharedCoefficients));
        return sum;
    }

    /// <summary>d(phi . F + v_receptor . f_receptor) at the surface, where the last shell's species or the receptors may be
    /// variables.</summary>
    Vec3<T> SurfaceProduct(int firstSpecies, int firstReceptor)
    {
        int last = grid.Shells - 1;
        Vec3<Dual3<T>> shell = Load(last * TModel.Species, TModel.Species, firstSpecies);
        Vec3<Dual3<T>> receptors = Load(FirstReceptor, TModel.Receptors, firstReceptor);
        Vec3<Dual3<T>> conductance = Dual3<T>.Lift(grid.Conductance(last)) * model.Diffusivity(shell, sharedCoefficients);
        Vec3<Dual3<T>> flux = model.SurfaceFlux(shell, conductance, receptors, sharedCoefficients);
        return Dot(TModel.Species, surface, flux) + Dot(TModel.Receptors, Plain(FirstReceptor, TModel.Receptors, PointFields.Cotangent),
            model.ReceptorRates(receptors, flux, pools));
    }

    /// <summary>States as dual numbers, of which component 0, 1 and 2 are variables if <paramref name="first"/> is 0.</summary>
    [MethodImpl(Inline)]
    readonly Vec3<Dual3<T>> Load(int state, int count, int first)
    {
        TWorkspace r = workspace;
        return new(
            Dual3<T>.Seed(r[state, PointFields.State], -first),
            count > 1 ? Dual3<T>.Seed(r[state + 1, PointFields.State], 1 - first) : default,
            count > 2 ? Dual3<T>.Seed(r[state + 2, PointFields.State], 2 - first) : default);
    }

    [MethodImpl(Inline)]
    readonly Vec3<T> Plain(int state, int count, int field)
    {
        TWorkspace r = workspace;
        return new(r[state, field], count > 1 ? r[state + 1, field] : default, count > 2 ? r[state + 2, field] : default);
    }

    [MethodImpl(Inline)]
    readonly void StoreGradient(int state, int count, Vec3<T> gradient)
    {
        TWorkspace r = workspace;
        r[state, PointFields.Gradient] = gradient.A;
        if (count > 1)
            r[state + 1, PointFields.Gradient] = gradient.B;
        if (count > 2)
            r[state + 2, PointFields.Gradient] = gradient.C;
    }

    [MethodImpl(Inline)]
    static Vec3<T> Values(Vec3<Dual3<T>> x) => new(x.A.V, x.B.V, x.C.V);

    /// <summary>The derivatives of k . x along the three directions; components beyond the model's own are never looked at.</summary>
    [MethodImpl(Inline)]
    static Vec3<T> Dot(int count, Vec3<T> k, Vec3<Dual3<T>> x)
    {
        T a = k.A * x.A.A, b = k.A * x.A.B, c = k.A * x.A.C;
        if (count > 1)
            (a, b, c) = (T.Fma(k.B, x.B.A, a), T.Fma(k.B, x.B.B, b), T.Fma(k.B, x.B.C, c));
        if (count > 2)
            (a, b, c) = (T.Fma(k.C, x.C.A, a), T.Fma(k.C, x.C.B, b), T.Fma(k.C, x.C.C, c));
        return new(a, b, c);
    }
}
