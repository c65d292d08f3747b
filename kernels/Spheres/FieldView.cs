using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels.Spheres;

/// <summary>Shows an output one field of the records as if it were the states.</summary>
readonly struct FieldView<TLaw, T, TRows, TGrid>(TRows rows, TGrid grid, int field) : ISphereView<T>
    where TLaw : unmanaged, ISphereLaw<TLaw, T>
    where T : unmanaged, IReal<T>
    where TRows : struct, IRows<T>
    where TGrid : struct, IGrid<T>
{
    readonly TRows rows = rows;
    readonly TGrid grid = grid;
    readonly int field = field;

    public T Driver(int index) => rows[SphereStates<TLaw, T, TRows, TGrid>.FirstDriver(grid.Shells) + index, field];

    public T Bath(int index) => rows[SphereStates<TLaw, T, TRows, TGrid>.FirstBath(grid.Shells) + index, field];

    public T Mean(int species)
    {
        T sum = T.Of(0);
        for (int i = 0; i < grid.Shells; i++)
            sum = T.Fma(grid.Volume(i), rows[i * TLaw.Species + species, field], sum);
        return sum;
    }
}

/// <summary>What an output makes of each field of the records: of the states, of the slopes of the stages.</summary>
readonly struct FieldOutputs<TLaw, T, TRows, TGrid>(TLaw law, TRows rows, TGrid grid, int output) : ISlopes<T>
    where TLaw : unmanaged, ISphereLaw<TLaw, T>
    where T : unmanaged, IReal<T>
    where TRows : struct, IRows<T>
    where TGrid : struct, IGrid<T>
{
    readonly TLaw law = law;
    readonly TRows rows = rows;
    readonly TGrid grid = grid;
    readonly int output = output;

    public T this[int field] => law.Output(new FieldView<TLaw, T, TRows, TGrid>(rows, grid, field), output);
}
