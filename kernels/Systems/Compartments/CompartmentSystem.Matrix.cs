using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Systems.Compartments;

/// <summary>
/// The matrix diagonal I - J, a column a dual number, and its factors L U without exchange of rows, as kinetic solvers do
/// (Sandu et al. 1997): all lanes share one order of elimination, and what exchanges amounts is diagonally dominant.
/// </summary>
partial struct CompartmentSystem<TModel, TDual, T, TState, TDualState, TWorkspace, TGrid, TMethod>
{
    void Factorize(T diagonal)
    {
        TWorkspace r = workspace;
        for (int column = 0; column < TState.Count; column++)
            StoreColumn(Dual<T>.Lift(time), column, Matrix + column);
        if (TModel.DependsOnTime)
        {
            StoreColumn(Dual<T>.Seed(time), JacobianColumn<TWorkspace, T>.None, TimeField);
            for (int row = 0; row < TState.Count; row++)
                r[row, TimeField] = step * r[row, TimeField];
        }

        for (int row = 0; row < TState.Count; row++)
        {
            for (int column = 0; column < TState.Count; column++)
                r[row, Matrix + column] = row == column ? diagonal - r[row, Matrix + column] : -r[row, Matrix + column];
        }

        Decompose();
    }

    /// <summary>df along one state, or along the time.</summary>
    void StoreColumn(Dual<T> t, int variable, int field)
    {
        var column = new JacobianColumn<TWorkspace, T>(workspace, variable, field);
        derivatives.Rate(t, TDualState.Load(column, 0, 0)).Store(column, 0, 0);
    }

    /// <summary>Below the diagonal the factors L, on it the inverse pivots, above it U.</summary>
    readonly void Decompose()
    {
        TWorkspace r = workspace;
        for (int pivot = 0; pivot < TState.Count; pivot++)
        {
            T inverse = T.Inverse(r[pivot, Matrix + pivot]);
            r[pivot, Matrix + pivot] = inverse;
            for (int row = pivot + 1; row < TState.Count; row++)
            {
                T factor = r[row, Matrix + pivot] * inverse;
                r[row, Matrix + pivot] = factor;
                for (int column = pivot + 1; column < TState.Count; column++)
                    r[row, Matrix + column] = T.Fma(-factor, r[pivot, Matrix + column], r[row, Matrix + column]);
            }
        }
    }

    /// <summary>Forward and back substitution of one field.</summary>
    readonly void Substitute(int field)
    {
        TWorkspace r = workspace;
        for (int row = 1; row < TState.Count; row++)
        {
            T sum = r[row, field];
            for (int column = 0; column < row; column++)
                sum = T.Fma(-r[row, Matrix + column], r[column, field], sum);
            r[row, field] = sum;
        }

        for (int row = TState.Count - 1; row >= 0; row--)
        {
            T sum = r[row, field];
            for (int column = row + 1; column < TState.Count; column++)
                sum = T.Fma(-r[row, Matrix + column], r[column, field], sum);
            r[row, field] = sum * r[row, Matrix + row];
        }
    }
}
