using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems;
using SurrogateEngine.Kernels.Systems.Multispecies;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels.Sensitivities;

/// <summary>
/// The vector-Jacobian product of a sphere of any number of species: all rates in dual numbers, once for each species in colored shells
/// (see <see cref="ColoredShells"/>) and once for three receptors, pools or parameters, each rate times its cotangent.
/// </summary>
readonly struct MultispeciesVectorJacobianProduct<TEquations, T, TWorkspace, TGrid>(TWorkspace workspace, TGrid grid)
    : IVectorJacobianProduct<MultispeciesVectorJacobianProduct<TEquations, T, TWorkspace, TGrid>, T, TWorkspace, TGrid>
    where TEquations : unmanaged, ISphereEquations<TEquations, Dual3<T>>
    where T : unmanaged, IReal<T>
    where TWorkspace : struct, IWorkspace<T>
    where TGrid : struct, IGrid<T>
{
    readonly TWorkspace workspace = workspace;
    readonly TGrid grid = grid;

    public static MultispeciesVectorJacobianProduct<TEquations, T, TWorkspace, TGrid> Create(TWorkspace workspace, TGrid grid) =>
        new(workspace, grid);

    public void ToStates<TParameters>(TParameters parameters, T t) where TParameters : struct, IParameters<T>
    {
        TWorkspace r = workspace;
        var equations = TEquations.From(new SeededParameters<TParameters, T>(parameters, SeededParameters<TParameters, T>.None));
        int receptor = grid.Shells * TEquations.Species, pool = receptor + TEquations.Receptors, count = pool + TEquations.AutonomousPools;
        for (int s = 0; s < count; s++)
            r[s, PointFields.Gradient] = T.FromDouble(0);
        for (int species = 0; species < TEquations.Species; species++)
            equations.Rates(new ShellCotangents(r, grid.Shells, species), new LiftedGrid<TGrid, T>(grid), Dual3<T>.Lift(t), 0, 0);
        for (int first = receptor; first < count; first += Dual3<T>.Directions)
        {
            var cotangents = new StateCotangents(r, first, first, PointFields.Gradient, count);
            equations.Rates(cotangents, new LiftedGrid<TGrid, T>(grid), Dual3<T>.Lift(t), 0, 0);
        }
    }

    public Vec3<T> ToParameters<TParameters>(TParameters parameters, T t, int first) where TParameters : struct, IParameters<T>
    {
        TWorkspace r = workspace;
        var equations = TEquations.From(new SeededParameters<TParameters, T>(parameters, first));
        for (int s = 0; s < Dual3<T>.Directions; s++)
            r[s, PointFields.Weight] = T.FromDouble(0);
        var cotangents = new StateCotangents(r, -Dual3<T>.Directions, 0, PointFields.Weight, Dual3<T>.Directions);
        equations.Rates(cotangents, new LiftedGrid<TGrid, T>(grid), Dual3<T>.Lift(t), 0, 0);
        return new(r[0, PointFields.Weight], r[1, PointFields.Weight], r[2, PointFields.Weight]);
    }

    /// <summary>One species of all shells as variables; a rate stored here adds to the gradients of the shells it looks at.</summary>
    readonly struct ShellCotangents(TWorkspace workspace, int shells, int species) : IWorkspace<Dual3<T>>
    {
        readonly TWorkspace workspace = workspace;
        readonly int shells = shells, species = species;

        public Dual3<T> this[int state, int field]
        {
            get
            {
                TWorkspace r = workspace;
                return ColoredShells.Seed(r[state, PointFields.State], state, species, TEquations.Species, shells * TEquations.Species);
            }

            set
            {
                // A receptor stands where the next shell would; an autonomous pool looks at no shell.
                if (state >= shells * TEquations.Species + TEquations.Receptors)
                    return;
                TWorkspace r = workspace;
                T cotangent = r[state, PointFields.Cotangent];
                int shell = state < shells * TEquations.Species ? state / TEquations.Species : shells;
                int inner = shell > 0 ? shell - 1 : 0, outer = shell + 1 < shells ? shell + 1 : shells - 1;
                for (int j = inner; j <= outer; j++)
                {
                    int at = j * TEquations.Species + species;
                    r[at, PointFields.Gradient] = T.Fma(cotangent, ColoredShells.Along(value, j), r[at, PointFields.Gradient]);
                }
            }
        }
    }

    /// <summary>Three neighboring states as variables, or what the model carries; a rate stored here adds to three sums.</summary>
    readonly struct StateCotangents(TWorkspace workspace, int variable, int sum, int sums, int end) : IWorkspace<Dual3<T>>
    {
        readonly TWorkspace workspace = workspace;
        readonly int variable = variable, sum = sum, sums = sums, end = end;

        public Dual3<T> this[int state, int field]
        {
            get
            {
                TWorkspace r = workspace;
                return Dual3<T>.Seed(r[state, PointFields.State], variable < 0 ? -1 : state - variable);
            }

            set
            {
                TWorkspace r = workspace;
                T cotangent = r[state, PointFields.Cotangent];
                r[sum, sums] = T.Fma(cotangent, value.A, r[sum, sums]);
                if (sum + 1 < end)
                    r[sum + 1, sums] = T.Fma(cotangent, value.B, r[sum + 1, sums]);
                if (sum + 2 < end)
                    r[sum + 2, sums] = T.Fma(cotangent, value.C, r[sum + 2, sums]);
            }
        }
    }
}
