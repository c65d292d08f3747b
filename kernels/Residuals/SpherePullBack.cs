using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Kernels.Residuals;

/// <summary>
/// The pull-back of a sphere law in O(N). The finite volumes are linear in fluxes, so their part of J^T v is written
/// down: v of two neighbouring shells gives the cotangent of the flux between them, and that gives the cotangents of
/// their concentrations and of their diffusivities. What is left are the author's functions of one shell, of the
/// surface and of the pools, each contracted with its cotangent in dual numbers.
/// </summary>
/// <remarks>
/// F_i = g_i (D_i + D_{i+1})/2 (c_i - c_{i+1}) and f_i = (F_{i-1} - F_i) / V_i + R_i. With phi_i = v_{i+1} / V_{i+1} - v_i / V_i
/// the cotangent of F_i, D_i gathers the weight w_i = sum over both faces of g phi (drop of c) / 2, and c_i gathers
/// phi_i g_i (D_i + D_{i+1})/2 - phi_{i-1} g_{i-1} (D_{i-1} + D_i)/2 + d(w_i . D_i + v_i . R_i)/dc_i.
/// </remarks>
partial struct SpherePullBack<TLaw, T, TRows, TGrid>(TRows rows, TGrid grid) : IPullBack<SpherePullBack<TLaw, T, TRows, TGrid>, T, TRows, TGrid>
    where TLaw : unmanaged, ISphereLaw<TLaw, Duals<T>>
    where T : unmanaged, IReal<T>
    where TRows : struct, IRows<T>
    where TGrid : struct, IGrid<T>
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    readonly TRows rows = rows;
    readonly TGrid grid = grid;

    TLaw law;
    Duals<T> time;
    Few<Duals<T>> drivers, climate;

    /// <summary>Cotangent of the flux out of the last shell.</summary>
    Few<T> surface;

    /// <summary>Weight of the one diffusivity that all shells share.</summary>
    Few<T> shared;

    readonly int FirstBath
    {
        [MethodImpl(Inline)]
        get => grid.Shells * TLaw.Species;
    }

    readonly int FirstDriver
    {
        [MethodImpl(Inline)]
        get => FirstBath + TLaw.Baths;
    }

    public static SpherePullBack<TLaw, T, TRows, TGrid> Create(TRows rows, TGrid grid) => new(rows, grid);

    public void ToStates<TRow>(TRow parameters, T t) where TRow : struct, IRow<T>
    {
        law = TLaw.From(new SeededRow<TRow, T>(parameters, SeededRow<TRow, T>.None));
        time = Duals<T>.Lift(t);
        Weigh();
        Hold(None);
        SweepShells();
        StoreGradient(FirstBath, TLaw.Baths, SurfaceProduct(None, 0));
        Hold(0);
        StoreGradient(FirstDriver, TLaw.Drivers, PoolProduct(TLaw.FeltDrivers > 0));
    }

    public Few<T> ToParameters<TRow>(TRow parameters, T t, int first) where TRow : struct, IRow<T>
    {
        law = TLaw.From(new SeededRow<TRow, T>(parameters, first));
        Hold(None);
        return PoolProduct(shellsAnswer: true);
    }

    /// <summary>No component of three numbers is a variable.</summary>
    const int None = -Duals<T>.Directions;

    /// <summary>Drivers and what shells share of them; the drivers are variables if <paramref name="first"/> is 0.</summary>
    void Hold(int first)
    {
        drivers = Load(FirstDriver, TLaw.Drivers, first);
        climate = law.Climate(drivers, time);
    }

    /// <summary>The cotangents of all diffusivities within the sphere and of the flux out of it.</summary>
    void Weigh()
    {
        int last = grid.Shells - 1;
        shared = default;
        for (int s = 0; s < TLaw.Species; s++)
            WeighSpecies(s);
        surface = -grid.InverseVolume(last) * Plain(last * TLaw.Species, TLaw.Species, PointFields.Cotangent);
    }

    void WeighSpecies(int species)
    {
        TRows r = rows;
        T inward = T.Of(0), sum = T.Of(0);
        for (int i = 0; i < grid.Shells; i++)
        {
            int state = i * TLaw.Species + species, next = state + TLaw.Species;
            T outward = i < grid.Shells - 1
                ? T.Of(0.5) * grid.Conductance(i) * FaceCotangent(i, species) * (r[state, PointFields.State] - r[next, PointFields.State])
                : T.Of(0);
            r[state, PointFields.Weight] = inward + outward;
            sum += inward + outward;
            inward = outward;
        }

        if (TLaw.UniformDiffusivity)
            shared = new(species == 0 ? sum : shared.A, species == 1 ? sum : shared.B, species == 2 ? sum : shared.C);
    }

    /// <summary>phi of the face outside a shell.</summary>
    [MethodImpl(Inline)]
    readonly T FaceCotangent(int shell, int species)
    {
        TRows r = rows;
        int state = shell * TLaw.Species + species;
        return grid.InverseVolume(shell + 1) * r[state + TLaw.Species, PointFields.Cotangent]
            - grid.InverseVolume(shell) * r[state, PointFields.Cotangent];
    }

    /// <summary>d(v . f) along three directions that pools or parameters of the law carry.</summary>
    Few<T> PoolProduct(bool shellsAnswer)
    {
        Few<T> sum = SurfaceProduct(None, None);
        sum += Dot(TLaw.Drivers, Plain(FirstDriver, TLaw.Drivers, PointFields.Cotangent), law.DriverRates(drivers, time));
        if (!shellsAnswer)
            return sum;
        if (TLaw.UniformDiffusivity)
            sum += Dot(TLaw.Species, shared, law.Diffusivity(Load(0, TLaw.Species, None), climate));
        if (TLaw.UniformDiffusivity && !TLaw.Reacts)
            return sum;
        for (int i = 0; i < grid.Shells; i++)
            sum += ShellProduct(i, None);
        return sum;
    }
}
