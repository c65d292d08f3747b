using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Systems.Multispecies;

/// <summary>The matrix diagonal I - J, from one evaluation of all rates for each species and for three pools or receptors.</summary>
partial struct MultispeciesSystem<TEquations, TDual, T, TWorkspace, TGrid, TMethod>
{
    /// <summary>Assembles the matrix at the current states. Blocks beside the diagonal keep the sign that J has.</summary>
    void Assemble(T diagonal)
    {
        TWorkspace r = workspace;
        int receptor = FirstReceptor, pool = FirstPool, count = Count;
        for (int species = 0; species < TEquations.Species; species++)
            derivatives.Rates(new ShellColumns(r, grid.Shells, species), new LiftedGrid<TGrid, T>(grid), Dual3<T>.Lift(time), 0, 0);
        for (int first = receptor; first < pool; first += Dual3<T>.Directions)
            Differentiate(first, pool, Dual3<T>.Lift(time));
        for (int first = pool; first < count; first += Dual3<T>.Directions)
            Differentiate(first, count, Dual3<T>.Lift(time));
        if (TEquations.DependsOnTime)
            Differentiate(count, count, Dual3<T>.Seed(time, 0));

        for (int state = 0; state < pool; state++)
        {
            bool isShell = state < receptor;
            int size = isShell ? TEquations.Species : TEquations.Receptors;
            Negate(state, Diagonal, size, (isShell ? state : state - receptor) % size, diagonal);
        }

        for (int state = pool; state < count; state++)
            Negate(state, Column, TEquations.AutonomousPools, state - pool, diagonal);
    }

    readonly void Negate(int state, int field, int size, int own, T diagonal)
    {
        TWorkspace r = workspace;
        for (int column = 0; column < size; column++)
            r[state, field + column] = (column == own ? diagonal : T.FromDouble(0)) - r[state, field + column];
    }

    void Differentiate(int first, int end, Dual3<T> t) =>
        derivatives.Rates(new PoolColumns(workspace, step, grid.Shells, first, end), new LiftedGrid<TGrid, T>(grid), t, 0, 0);

    /// <summary>One species of all shells as variables; rates stored here leave their derivatives in the blocks.</summary>
    readonly struct ShellColumns(TWorkspace workspace, int shells, int species) : IWorkspace<Dual3<T>>
    {
        readonly TWorkspace workspace = workspace;
        readonly int shells = shells, species = species;

        public Dual3<T> this[int state, int field]
        {
            get
            {
                TWorkspace r = workspace;
                return ColoredShells.Seed(r[state, field], state, species, TEquations.Species, shells * TEquations.Species);
            }

            set
            {
                TWorkspace r = workspace;
                int shell = state / TEquations.Species;
                if (shell >= shells)
                {
                    // A receptor stands where the next shell would; an autonomous pool looks at no shell.
                    if (state < shells * TEquations.Species + TEquations.Receptors)
                        r[state, Lower + species] = ColoredShells.Along(value, shells - 1);
                    return;
                }

                r[state, Diagonal + species] = ColoredShells.Along(value, shell);
                if (shell > 0)
                    r[state, Lower + species] = ColoredShells.Along(value, shell - 1);
                if (shell < shells - 1)
                    r[state, Upper + species] = ColoredShells.Along(value, shell + 1);
            }
        }
    }

    /// <summary>Up to three receptors or autonomous pools as variables; none of them where the time is.</summary>
    readonly struct PoolColumns(TWorkspace workspace, T step, int shells, int first, int end) : IWorkspace<Dual3<T>>
    {
        readonly TWorkspace workspace = workspace;
        readonly T step = step;
        readonly int shells = shells, first = first, end = end;

        int FirstReceptor => shells * TEquations.Species;

        int FirstPool => FirstReceptor + TEquations.Receptors;

        public Dual3<T> this[int state, int field]
        {
            get
            {
                TWorkspace r = workspace;
                return Dual3<T>.Seed(r[state, field], state < end ? state - first : -1);
            }

            set
            {
                if (first == end)
                {
                    TWorkspace r = workspace;
                    r[state, TimeField] = step * value.A;
                }
                else if (first >= FirstPool)
                {
                    Put(state, Column + first - FirstPool, value);
                }
                else if (state >= FirstReceptor - TEquations.Species && state < FirstPool)
                {
                    // Receptors act on the last shell and on one another.
                    Put(state, (state < FirstReceptor ? Upper : Diagonal) + first - FirstReceptor, value);
                }
            }
        }

        void Put(int state, int field, Dual3<T> value)
        {
            TWorkspace r = workspace;
            r[state, field] = value.A;
            if (first + 1 < end)
                r[state, field + 1] = value.B;
            if (first + 2 < end)
                r[state, field + 2] = value.C;
        }
    }
}
