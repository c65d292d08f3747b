using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels.Sensitivities;

/// <summary>
/// The vector-Jacobian product of a sphere model in O(N). The finite volumes are linear in fluxes, so their part of J^T v is written
/// down: v of two neighboring shells gives the cotangent of the flux between them, and that gives the cotangents of
/// their concentrations and of their diffusivities. What is left are the author's functions of one shell, of the
/// surface and of the pools, each contracted with its cotangent in dual numbers.
/// </summary>
/// <remarks>
/// F_i = g_i (D_i + D_{i+1})/2 (c_i - c_{i+1}) and f_i = (F_{i-1} - F_i) / V_i + R_i. With phi_i = v_{i+1} / V_{i+1} - v_i / V_i
/// the cotangent of F_i, D_i gathers the weight w_i = sum over both faces of g phi (drop of c) / 2, and c_i gathers
/// phi_i g_i (D_i + D_{i+1})/2 - phi_{i-1} g_{i-1} (D_{i-1} + D_i)/2 + d(w_i . D_i + v_i . R_i)/dc_i.
/// </remarks>
partial struct SphereVectorJacobianProduct<TModel, T, TWorkspace, TGrid>(TWorkspace workspace, TGrid grid)
    : IVectorJacobianProduct<SphereVectorJacobianProduct<TModel, T, TWorkspace, TGrid>, T, TWorkspace, TGrid>
    where TModel : unmanaged, ISphereModel<TModel, Dual3<T>>
    where T : unmanaged, IReal<T>
    where TWorkspace : struct, IWorkspace<T>
    where TGrid : struct, IGrid<T>
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    readonly TWorkspace workspace = workspace;
    readonly TGrid grid = grid;

    TModel model;
    Dual3<T> time;
    Vec3<Dual3<T>> pools, sharedCoefficients;

    /// <summary>Cotangent of the flux out of the last shell.</summary>
    Vec3<T> surface;

    /// <summary>Weight of the one diffusivity that all shells share.</summary>
    Vec3<T> shared;

    readonly int FirstReceptor
    {
        [MethodImpl(Inline)]
        get => grid.Shells * TModel.Species;
    }

    readonly int FirstPool
    {
        [MethodImpl(Inline)]
        get => FirstReceptor + TModel.Receptors;
    }

    public static SphereVectorJacobianProduct<TModel, T, TWorkspace, TGrid> Create(TWorkspace workspace, TGrid grid) =>
        new(workspace, grid);

    public void ToStates<TParameters>(TParameters parameters, T t) where TParameters : struct, IParameters<T>
    {
        model = TModel.From(new SeededParameters<TParameters, T>(parameters, SeededParameters<TParameters, T>.None));
        time = Dual3<T>.Lift(t);
        ErrorNormSquared();
        Hold(None);
        SweepShells();
        StoreGradient(FirstReceptor, TModel.Receptors, SurfaceProduct(None, 0));
        Hold(0);
        StoreGradient(FirstPool, TModel.AutonomousPools, PoolProduct(TModel.CoupledPools > 0));
    }

    public Vec3<T> ToParameters<TParameters>(TParameters parameters, T t, int first) where TParameters : struct, IParameters<T>
    {
        model = TModel.From(new SeededParameters<TParameters, T>(parameters, first));
        Hold(None);
        return PoolProduct(shellsAnswer: true);
    }

    /// <summary>No component of three numbers is a variable.</summary>
    const int None = -Dual3<T>.Directions;

    /// <summary>Autonomous pools and what shells share of them; the autonomous pools are variables if <paramref name="first"/> is
    /// 0.</summary>
    void Hold(int first)
    {
        pools = Load(FirstPool, TModel.AutonomousPools, first);
        sharedCoefficients = model.SharedCoefficients(pools, time);
    }

    /// <summary>The cotangents of all diffusivities within the sphere and of the flux out of it.</summary>
    void ErrorNormSquared()
    {
        int last = grid.Shells - 1;
        shared = default;
        for (int s = 0; s < TModel.Species; s++)
            WeighSpecies(s);
        surface = -grid.InverseVolume(last) * Plain(last * TModel.Species, TModel.Species, PointFields.Cotangent);
    }

    void WeighSpecies(int species)
    {
        TWorkspace r = workspace;
        T inward = T.FromDouble(0), sum = T.FromDouble(0);
        for (int i = 0; i < grid.Shells; i++)
        {
            int state = i * TModel.Species + species, next = state + TModel.Species;
            T outward = i < grid.Shells - 1
                ? T.FromDouble(0.5) * grid.Conductance(i) * FaceCotangent(i, species)
                    * (r[state, PointFields.State] - r[next, PointFields.State])
                : T.FromDouble(0);
            r[state, PointFields.Weight] = inward + outward;
            sum += inward + outward;
            inward = outward;
        }

        if (TModel.UniformDiffusivity)
            shared = new(species == 0 ? sum : shared.A, species == 1 ? sum : shared.B, species == 2 ? sum : shared.C);
    }

    /// <summary>phi of the face outside a shell.</summary>
    [MethodImpl(Inline)]
    readonly T FaceCotangent(int shell, int species)
    {
        TWorkspace r = workspace;
        int state = shell * TModel.Species + species;
        return grid.InverseVolume(shell + 1) * r[state + TModel.Species, PointFields.Cotangent]
            - grid.InverseVolume(shell) * r[state, PointFields.Cotangent];
    }

    /// <summary>d(v . f) along three directions that pools or parameters of the model carry.</summary>
    Vec3<T> PoolProduct(bool shellsAnswer)
    {
        Vec3<T> sum = SurfaceProduct(None, None);
        sum += Dot(TModel.AutonomousPools, Plain(FirstPool, TModel.AutonomousPools, PointFields.Cotangent), model.PoolRates(pools, time));
        if (!shellsAnswer)
            return sum;
        if (TModel.UniformDiffusivity)
            sum += Dot(TModel.Species, shared, model.Diffusivity(Load(0, TModel.Species, None), sharedCoefficients));
        if (TModel.UniformDiffusivity && !TModel.Reacts)
            return sum;
        for (int i = 0; i < grid.Shells; i++)
            sum += ShellProduct(i, None);
        return sum;
    }
}
