using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Systems.Multispecies;

/// <summary>
/// Block elimination from the center outward, once a step, and substitution, once a stage. No rows are exchanged: all lanes share one
/// order, and the blocks are diagonally dominant for the steps a solver takes.
/// </summary>
partial struct MultispeciesSystem<TEquations, TDual, T, TWorkspace, TGrid, TMethod>
{
    void Factorize(T diagonal)
    {
        Assemble(diagonal);
        Invert(FirstPool, Column, TEquations.AutonomousPools);
        int size = TEquations.Species, end = grid.Shells * size;
        for (int state = 0; state < end; state += size)
        {
            if (state > 0)
                Eliminate(state, size, state - size, size);
            Invert(state, Diagonal, size);
            Outside(state, state + size < end ? size : TEquations.Receptors);
        }

        Eliminate(FirstReceptor, TEquations.Receptors, end - size, TEquations.Receptors);
        Invert(FirstReceptor, Diagonal, TEquations.Receptors);
    }

    /// <summary>Takes the shell before out of a block row: Diagonal -= Lower Upper, Lower = Lower Diagonal of the shell before.</summary>
    readonly void Eliminate(int state, int rowCount, int before, int columnCount)
    {
        TWorkspace r = workspace;
        for (int row = state; row < state + rowCount; row++)
        {
            for (int column = 0; column < columnCount; column++)
                r[row, Diagonal + column] = Row(row, Lower, TEquations.Species, before, Upper + column, -1, r[row, Diagonal + column]);
            for (int column = 0; column < TEquations.Species; column++)
                r[before + column, RateField] = Row(row, Lower, TEquations.Species, before, Diagonal + column, 1, T.FromDouble(0));
            for (int column = 0; column < TEquations.Species; column++)
                r[row, Lower + column] = r[before + column, RateField];
        }
    }

    /// <summary>Upper = inverse times Upper.</summary>
    readonly void Outside(int state, int columnCount)
    {
        for (int column = 0; column < columnCount; column++)
            Multiply(state, TEquations.Species, Diagonal, Upper + column);
    }

    /// <summary>x = block times x, where x is a field of the workspace.</summary>
    readonly void Multiply(int state, int size, int block, int field)
    {
        TWorkspace r = workspace;
        for (int row = state; row < state + size; row++)
            r[row, RateField] = Row(row, block, size, state, field, 1, T.FromDouble(0));
        for (int row = state; row < state + size; row++)
            r[row, field] = r[row, RateField];
    }

    /// <summary>sum + sign times one row of a block times a column of numbers.</summary>
    readonly T Row(int row, int block, int size, int from, int field, int sign, T sum)
    {
        TWorkspace r = workspace;
        for (int k = 0; k < size; k++)
            sum = T.Fma(sign < 0 ? -r[row, block + k] : r[row, block + k], r[from + k, field], sum);
        return sum;
    }

    /// <summary>Inverts a block where it lies (Gauss and Jordan).</summary>
    readonly void Invert(int state, int block, int size)
    {
        TWorkspace r = workspace;
        for (int pivot = 0; pivot < size; pivot++)
        {
            T inverse = T.Inverse(r[state + pivot, block + pivot]);
            r[state + pivot, block + pivot] = inverse;
            for (int column = 0; column < size; column++)
            {
                if (column != pivot)
                    r[state + pivot, block + column] = inverse * r[state + pivot, block + column];
            }

            for (int row = 0; row < size; row++)
            {
                if (row == pivot)
                    continue;
                T factor = r[state + row, block + pivot];
                r[state + row, block + pivot] = T.FromDouble(0);
                for (int column = 0; column < size; column++)
                    r[state + row, block + column] = T.Fma(-factor, r[state + pivot, block + column], r[state + row, block + column]);
            }
        }
    }

    /// <summary>Solves for the k of a stage, whose right-hand side lies where k goes.</summary>
    readonly void Substitute(int stage)
    {
        TWorkspace r = workspace;
        int size = TEquations.Species, receptor = FirstReceptor, pool = FirstPool;
        Multiply(pool, TEquations.AutonomousPools, Column, stage);
        for (int state = 0; state < pool; state++)
        {
            T sum = Row(state, Column, TEquations.AutonomousPools, pool, stage, 1, r[state, stage]);
            if (state >= size)
                sum = Row(state, Lower, size, (state < receptor ? state - state % size : receptor) - size, stage, 1, sum);
            r[state, stage] = sum;
        }

        Multiply(receptor, TEquations.Receptors, Diagonal, stage);
        for (int state = receptor - size; state >= 0; state -= size)
        {
            Multiply(state, size, Diagonal, stage);
            int outside = state + size < receptor ? size : TEquations.Receptors;
            for (int row = state; row < state + size; row++)
                r[row, stage] = Row(row, Upper, outside, state + size, stage, 1, r[row, stage]);
        }
    }
}
