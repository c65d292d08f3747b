using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Residuals;

partial struct SpherePullBack<TLaw, T, TRows, TGrid>
{
    /// <summary>J^T v of every shell's species, from the centre to the surface.</summary>
    void SweepShells()
    {
        int last = grid.Shells - 1;
        Few<T> before = default;
        for (int i = 0; i <= last; i++)
        {
            Few<T> diffusivity = Values(law.Diffusivity(Load(i * TLaw.Species, TLaw.Species, None), climate));
            Few<T> gradient = TLaw.UniformDiffusivity && !TLaw.Reacts ? default : ShellProduct(i, 0);
            if (i == last)
                gradient += SurfaceProduct(0, None);
            StoreGradient(i * TLaw.Species, TLaw.Species, gradient);
            if (i > 0)
                PushThrough(i, before + diffusivity);
            before = diffusivity;
        }
    }

    /// <summary>What the flux between shell i - 1 and i gives their concentrations.</summary>
    readonly void PushThrough(int shell, Few<T> twoDiffusivities)
    {
        T half = T.Of(0.5) * grid.Conductance(shell - 1);
        Push(shell, 0, half * twoDiffusivities.A);
        if (TLaw.Species > 1)
            Push(shell, 1, half * twoDiffusivities.B);
        if (TLaw.Species > 2)
            Push(shell, 2, half * twoDiffusivities.C);
    }

    [MethodImpl(Inline)]
    readonly void Push(int shell, int species, T conductance)
    {
        TRows r = rows;
        int outer = shell * TLaw.Species + species, inner = outer - TLaw.Species;
        T through = conductance * FaceCotangent(shell - 1, species);
        r[inner, PointFields.Gradient] += through;
        r[outer, PointFields.Gradient] -= through;
    }

    /// <summary>d(w . D + v . R) of one shell, along its species from <paramref name="first"/> on and what the law carries.</summary>
    Few<T> ShellProduct(int shell, int first)
    {
        int state = shell * TLaw.Species;
        Few<Duals<T>> here = Load(state, TLaw.Species, first);
        Few<T> sum = default;
        if (!TLaw.UniformDiffusivity)
            sum = Dot(TLaw.Species, Plain(state, TLaw.Species, PointFields.Weight), law.Diffusivity(here, climate));
        if (TLaw.Reacts)
            sum += Dot(TLaw.Species, Plain(state, TLaw.Species, PointFields.Cotangent), law.Reaction(here, climate));
        return sum;
    }

    /// <summary>d(phi . F + v_bath . f_bath) at the surface, where the last shell's species or the baths may be variables.</summary>
    Few<T> SurfaceProduct(int firstSpecies, int firstBath)
    {
        int last = grid.Shells - 1;
        Few<Duals<T>> shell = Load(last * TLaw.Species, TLaw.Species, firstSpecies);
        Few<Duals<T>> baths = Load(FirstBath, TLaw.Baths, firstBath);
        Few<Duals<T>> conductance = Duals<T>.Lift(grid.Conductance(last)) * law.Diffusivity(shell, climate);
        Few<Duals<T>> flux = law.SurfaceFlux(shell, conductance, baths, climate);
        return Dot(TLaw.Species, surface, flux) + Dot(TLaw.Baths, Plain(FirstBath, TLaw.Baths, PointFields.Cotangent), law.BathRates(baths, flux, drivers));
    }

    /// <summary>States as dual numbers, of which component 0, 1 and 2 are variables if <paramref name="first"/> is 0.</summary>
    [MethodImpl(Inline)]
    readonly Few<Duals<T>> Load(int state, int count, int first)
    {
        TRows r = rows;
        return new(
            Duals<T>.Seed(r[state, PointFields.State], -first),
            count > 1 ? Duals<T>.Seed(r[state + 1, PointFields.State], 1 - first) : default,
            count > 2 ? Duals<T>.Seed(r[state + 2, PointFields.State], 2 - first) : default);
    }

    [MethodImpl(Inline)]
    readonly Few<T> Plain(int state, int count, int field)
    {
        TRows r = rows;
        return new(r[state, field], count > 1 ? r[state + 1, field] : default, count > 2 ? r[state + 2, field] : default);
    }

    [MethodImpl(Inline)]
    readonly void StoreGradient(int state, int count, Few<T> gradient)
    {
        TRows r = rows;
        r[state, PointFields.Gradient] = gradient.A;
        if (count > 1)
            r[state + 1, PointFields.Gradient] = gradient.B;
        if (count > 2)
            r[state + 2, PointFields.Gradient] = gradient.C;
    }

    [MethodImpl(Inline)]
    static Few<T> Values(Few<Duals<T>> x) => new(x.A.V, x.B.V, x.C.V);

    /// <summary>The derivatives of k . x along the three directions; components beyond the law's own are never looked at.</summary>
    [MethodImpl(Inline)]
    static Few<T> Dot(int count, Few<T> k, Few<Duals<T>> x)
    {
        T a = k.A * x.A.A, b = k.A * x.A.B, c = k.A * x.A.C;
        if (count > 1)
            (a, b, c) = (T.Fma(k.B, x.B.A, a), T.Fma(k.B, x.B.B, b), T.Fma(k.B, x.B.C, c));
        if (count > 2)
            (a, b, c) = (T.Fma(k.C, x.C.A, a), T.Fma(k.C, x.C.B, b), T.Fma(k.C, x.C.C, c));
        return new(a, b, c);
    }
}
