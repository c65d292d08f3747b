using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels.Spheres;

/// <summary>
/// A sphere law on a grid with an explicit method, for spheres that are not stiff: few shells, slow diffusion.
/// A state's record holds its value, the slopes of the stages and the argument of the stage in work.
/// </summary>
struct SphereStepper<TLaw, T, TRows, TGrid, TMethod>(TRows rows, TGrid grid) : IStepper<SphereStepper<TLaw, T, TRows, TGrid, TMethod>, T, TRows, TGrid>, IExplicitSystem
    where TLaw : unmanaged, ISphereLaw<TLaw, T>
    where T : unmanaged, IReal<T>
    where TRows : struct, IRows<T>
    where TGrid : struct, IGrid<T>
    where TMethod : struct, IRungeKutta
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    readonly TRows rows = rows;
    readonly TGrid grid = grid;
    TLaw law;
    T time, step;

    /// <inheritdoc/>
    public static int Order => TMethod.Order;

    /// <inheritdoc/>
    public static int Outputs => TLaw.Outputs;

    /// <inheritdoc/>
    public static int Channels => TLaw.Channels;

    /// <inheritdoc/>
    public static StateLayout Layout(int shells) => new(shells, TLaw.Species, TLaw.Baths + TLaw.Drivers);

    /// <summary>Fields of each state's record.</summary>
    public static int Fields => TMethod.Stages + 2;

    /// <inheritdoc/>
    public static SphereStepper<TLaw, T, TRows, TGrid, TMethod> Create(TRows rows, TGrid grid) => new(rows, grid);

    static int Argument
    {
        [MethodImpl(Inline)]
        get => TMethod.Stages + 1;
    }

    readonly int Count
    {
        [MethodImpl(Inline)]
        get => SphereStates<TLaw, T, TRows, TGrid>.Count(grid.Shells);
    }

    /// <inheritdoc/>
    public void Begin<TRow>(TRow parameters, T fresh) where TRow : struct, IRow<T>
    {
        law = TLaw.From(parameters);
        SphereStates<TLaw, T, TRows, TGrid>.Begin(ref law, rows, grid, fresh);
        TakeFirst(T.Of(0), fresh);
    }

    /// <inheritdoc/>
    public void Turn<TRow>(TRow parameters, T t, T turned) where TRow : struct, IRow<T>
    {
        law = TLaw.From(parameters);
        SphereStates<TLaw, T, TRows, TGrid>.Dose(ref law, rows, grid, turned);
        TakeFirst(t, turned);
    }

    /// <summary>The first stage of a beginning; the other lanes have theirs from the step before.</summary>
    void TakeFirst(T t, T fresh)
    {
        TRows r = rows;
        SphereStates<TLaw, T, TRows, TGrid>.Rates(ref law, r, grid, t, 0, Argument);
        int count = Count;
        for (int s = 0; s < count; s++)
            r[s, 1] = T.Select(fresh, r[s, Argument], r[s, 1]);
    }

    /// <inheritdoc/>
    public readonly T FirstStep(T t, Tolerance<T> tolerance) => InitialStep.Of(rows, Count, tolerance);

    /// <inheritdoc/>
    public T Try(T t, T h, Tolerance<T> tolerance)
    {
        time = t;
        step = h;
        TMethod.Step(ref this);
        TRows r = rows;
        T sum = T.Of(0);
        int count = Count;
        for (int s = 0; s < count; s++)
        {
            var slopes = new RowSlopes<T, TRows>(r, s);
            sum += tolerance.Square(TMethod.Error<T, T, RowSlopes<T, TRows>>(h, ref slopes), r[s, 0], r[s, Argument]);
        }

        return T.Sqrt(sum * (T.Of(1) / T.Whole(count)));
    }

    /// <inheritdoc/>
    public void Take<TStage>() where TStage : struct, IExplicitStage
    {
        TRows r = rows;
        T h = step;
        int count = Count;
        for (int s = 0; s < count; s++)
        {
            var slopes = new RowSlopes<T, TRows>(r, s);
            r[s, Argument] = TStage.Argument<T, T, RowSlopes<T, TRows>>(h, r[s, 0], ref slopes);
        }

        SphereStates<TLaw, T, TRows, TGrid>.Rates(ref law, r, grid, time.Plus(TStage.Node, h), Argument, TStage.Index);
    }

    /// <inheritdoc/>
    public DenseStep<T> Dense(int output)
    {
        T start = At(0, output);
        var slopes = default(ExplicitStep<T>);
        slopes.K1 = At(1, output);
        slopes.K2 = At(2, output);
        slopes.K3 = At(3, output);
        slopes.K4 = At(4, output);
        slopes.K5 = TMethod.Stages > 4 ? At(5, output) : default;
        slopes.K6 = TMethod.Stages > 4 ? At(6, output) : default;
        slopes.K7 = TMethod.Stages > 4 ? At(7, output) : default;
        return TMethod.Dense(step, start, At(Argument, output) - start, ref slopes);
    }

    readonly T At(int field, int output) => law.Output(new FieldView<TLaw, T, TRows, TGrid>(rows, grid, field), output);

    /// <inheritdoc/>
    public readonly DenseStep<T> DenseState(int state)
    {
        var slopes = new RowSlopes<T, TRows>(rows, state);
        T start = rows[state, 0];
        return TMethod.Dense(step, start, rows[state, Argument] - start, ref slopes);
    }

    /// <inheritdoc/>
    public readonly void Keep(T accepted)
    {
        TRows r = rows;
        int count = Count;
        for (int s = 0; s < count; s++)
        {
            r[s, 0] = T.Select(accepted, r[s, Argument], r[s, 0]);
            r[s, 1] = T.Select(accepted, r[s, TMethod.Stages], r[s, 1]);
        }
    }
}
