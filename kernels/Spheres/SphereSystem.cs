using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels.Spheres;

/// <summary>
/// A sphere law on a grid as a stiff system: states are shells (species by species), then baths, then drivers.
/// Drivers depend on drivers alone, so each stage solves them first and moves their columns to the right-hand side;
/// what is left is one block-tridiagonal chain from the centre through the surface into the baths, solved in O(N).
/// </summary>
partial struct SphereSystem<TLaw, T, TRows, TGrid, TMethod>(TRows rows, TGrid grid)
    : IStiffSystem, IStepper<SphereSystem<TLaw, T, TRows, TGrid, TMethod>, T, TRows, TGrid>
    where TLaw : unmanaged, ISphereLaw<TLaw, T>
    where T : unmanaged, IReal<T>
    where TRows : struct, IRows<T>
    where TGrid : struct, IGrid<T>
    where TMethod : struct, IRosenbrock
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    readonly TRows rows = rows;
    readonly TGrid grid = grid;
    TLaw law;
    T time, step, inverseStep;

    /// <summary>Drivers and what shells share of them, at the stage in work.</summary>
    Few<T> driversNow, climateNow;

    /// <inheritdoc/>
    public static int Order => TMethod.Order;

    /// <inheritdoc/>
    public static int Outputs => TLaw.Outputs;

    /// <inheritdoc/>
    public static int Channels => TLaw.Channels;

    /// <inheritdoc/>
    public static StateLayout Layout(int shells) => new(shells, TLaw.Species, TLaw.Baths + TLaw.Drivers);

    /// <summary>Fields of each state's record.</summary>
    public static int Fields => TimeField + (TLaw.DependsOnTime ? 1 : 0);

    /// <inheritdoc/>
    public static SphereSystem<TLaw, T, TRows, TGrid, TMethod> Create(TRows rows, TGrid grid) => new(rows, grid);

    static int Block
    {
        [MethodImpl(Inline)]
        get => TLaw.Species > TLaw.Baths ? TLaw.Species : TLaw.Baths;
    }

    static int Argument
    {
        [MethodImpl(Inline)]
        get => TMethod.Stages + 1;
    }

    static int Lower
    {
        [MethodImpl(Inline)]
        get => TMethod.Stages + 2;
    }

    static int Diagonal
    {
        [MethodImpl(Inline)]
        get => Lower + Block;
    }

    static int Upper
    {
        [MethodImpl(Inline)]
        get => Lower + 2 * Block;
    }

    static int Column
    {
        [MethodImpl(Inline)]
        get => Lower + 3 * Block;
    }

    /// <summary>h df/dt, for a law that looks at the time.</summary>
    static int TimeField
    {
        [MethodImpl(Inline)]
        get => Column + TLaw.Drivers;
    }

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

    readonly int Count
    {
        [MethodImpl(Inline)]
        get => FirstDriver + TLaw.Drivers;
    }

    /// <summary>Puts the lanes of <paramref name="fresh"/> at the start of their trajectory; the others keep their states.</summary>
    public void Begin<TRow>(TRow parameters, T fresh) where TRow : struct, IRow<T>
    {
        law = TLaw.From(parameters);
        SphereStates<TLaw, T, TRows, TGrid>.Begin(ref law, rows, grid, fresh);
    }

    /// <inheritdoc/>
    public void Turn<TRow>(TRow parameters, T t, T turned) where TRow : struct, IRow<T>
    {
        law = TLaw.From(parameters);
        SphereStates<TLaw, T, TRows, TGrid>.Dose(ref law, rows, grid, turned);
    }

    /// <summary>Takes a step from <paramref name="t"/> and leaves the new states beside the old ones.</summary>
    /// <returns>Root mean square of error over tolerance: the step stands if it is at most 1; NaN if a rate was not finite.</returns>
    public T Try(T t, T h, Tolerance<T> tolerance)
    {
        time = t;
        step = h;
        inverseStep = T.Inverse(h);
        Linearise(T.Of(1 / TMethod.Gamma) * inverseStep);
        TMethod.Step(ref this);
        return Error(tolerance);
    }

    /// <summary>Adds the last k to its argument, which gives the new states, and measures it as the error.</summary>
    T Error(Tolerance<T> tolerance)
    {
        TRows r = rows;
        T sum = T.Of(0);
        for (int s = 0; s < Count; s++)
        {
            T error = r[s, TMethod.Stages];
            T next = r[s, Argument] + error;
            r[s, Argument] = next;
            sum += tolerance.Square(error, r[s, 0], next);
        }

        return T.Sqrt(sum * (T.Of(1) / T.Whole(Count)));
    }

    /// <summary>Makes the new states current in the lanes whose step stands.</summary>
    public void Keep(T accepted)
    {
        TRows r = rows;
        for (int s = 0; s < Count; s++)
            r[s, 0] = T.Select(accepted, r[s, Argument], r[s, 0]);
    }

    /// <summary>The curve of an output within the step just tried.</summary>
    public readonly DenseStep<T> Dense(int output)
    {
        var slopes = new FieldOutputs<TLaw, T, TRows, TGrid>(law, rows, grid, output);
        return DenseSums<TMethod>.Of(slopes[0], slopes[Argument], ref slopes);
    }

    /// <inheritdoc/>
    public readonly DenseStep<T> DenseState(int state)
    {
        var slopes = new RowSlopes<T, TRows>(rows, state);
        return DenseSums<TMethod>.Of(slopes[0], slopes[Argument], ref slopes);
    }

    /// <inheritdoc/>
    public T FirstStep(T t, Tolerance<T> tolerance)
    {
        SphereStates<TLaw, T, TRows, TGrid>.Rates(ref law, rows, grid, t, 0, 1);
        return InitialStep.Of(rows, Count, tolerance);
    }
}
