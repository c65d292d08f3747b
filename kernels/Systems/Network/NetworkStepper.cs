using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Kernels.Systems.Network;

/// <summary>A network with an explicit method. A node's record holds its amount, the slopes of the stages and the argument of the stage in work.</summary>
struct NetworkStepper<TModel, T, TRows, TGrid, TMethod>(TRows rows) : IStepper<NetworkStepper<TModel, T, TRows, TGrid, TMethod>, T, TRows, TGrid>, IExplicitSystem
    where TModel : unmanaged, INetworkModel<TModel, T>
    where T : unmanaged, IReal<T>
    where TRows : struct, IRows<T>
    where TGrid : struct, IGrid<T>
    where TMethod : struct, IRungeKutta
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    readonly TRows rows = rows;
    TModel model;
    T time, step;

    /// <inheritdoc/>
    public static int Order => TMethod.Order;

    /// <inheritdoc/>
    public static int Outputs => TModel.Outputs;

    /// <inheritdoc/>
    public static int Channels => TModel.Channels;

    /// <summary>Numbers in each node's record.</summary>
    public static int Fields
    {
        [MethodImpl(Inline)]
        get => TMethod.Stages + 3;
    }

    /// <inheritdoc/>
    public static StateLayout Layout(int shells) => new(0, 0, TModel.Nodes);

    /// <inheritdoc/>
    public static NetworkStepper<TModel, T, TRows, TGrid, TMethod> Create(TRows rows, TGrid grid) => new(rows);

    /// <summary>Where inputs lie.</summary>
    static int Inputs
    {
        [MethodImpl(Inline)]
        get => TMethod.Stages + 2;
    }

    static int Argument
    {
        [MethodImpl(Inline)]
        get => TMethod.Stages + 1;
    }

    readonly NodeRows<TRows, T> Rows
    {
        [MethodImpl(Inline)]
        get => new(rows, Fields);
    }

    /// <inheritdoc/>
    public void Begin<TRow>(TRow parameters, T fresh) where TRow : struct, IRow<T>
    {
        model = TModel.From(parameters);
        NetworkStates<TModel, T, NodeRows<TRows, T>>.Initialize(ref model, Rows, fresh);
        TakeFirst(T.Of(0), fresh);
    }

    /// <inheritdoc/>
    public void Turn<TRow>(TRow parameters, T t, T turned) where TRow : struct, IRow<T>
    {
        model = TModel.From(parameters);
        NetworkStates<TModel, T, NodeRows<TRows, T>>.Dose(ref model, Rows, turned);
        TakeFirst(t, turned);
    }

    /// <summary>The first stage of a beginning; the other lanes have theirs from the step before.</summary>
    void TakeFirst(T t, T fresh)
    {
        NodeRows<TRows, T> r = Rows;
        NetworkStates<TModel, T, NodeRows<TRows, T>>.SetInputs(ref model, r, t, Inputs);
        NetworkStates<TModel, T, NodeRows<TRows, T>>.Rates(ref model, r, 0, Argument, Inputs);
        for (int s = 0; s < TModel.Nodes; s++)
            r[s, 1] = T.Select(fresh, r[s, Argument], r[s, 1]);
    }

    /// <inheritdoc/>
    public readonly T FirstStep(T t, Tolerance<T> tolerance) => InitialStep.Of(Rows, TModel.Nodes, tolerance);

    /// <inheritdoc/>
    public T Try(T t, T h, Tolerance<T> tolerance)
    {
        time = t;
        step = h;
        TMethod.Step(ref this);
        NodeRows<TRows, T> r = Rows;
        T sum = T.Of(0);
        for (int s = 0; s < TModel.Nodes; s++)
        {
            var slopes = new RowSlopes<T, NodeRows<TRows, T>>(r, s);
            sum += tolerance.Square(TMethod.Error<T, T, RowSlopes<T, NodeRows<TRows, T>>>(h, ref slopes), r[s, 0], r[s, Argument]);
        }

        return T.Sqrt(sum * T.Of(1.0 / TModel.Nodes));
    }

    /// <inheritdoc/>
    public void Take<TStage>() where TStage : struct, IExplicitStage
    {
        NodeRows<TRows, T> r = Rows;
        for (int s = 0; s < TModel.Nodes; s++)
        {
            var slopes = new RowSlopes<T, NodeRows<TRows, T>>(r, s);
            r[s, Argument] = TStage.Argument<T, T, RowSlopes<T, NodeRows<TRows, T>>>(step, r[s, 0], ref slopes);
        }

        NetworkStates<TModel, T, NodeRows<TRows, T>>.SetInputs(ref model, r, time.Plus(TStage.Node, step), Inputs);
        NetworkStates<TModel, T, NodeRows<TRows, T>>.Rates(ref model, r, Argument, TStage.Index, Inputs);
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

    /// <inheritdoc/>
    public readonly DenseStep<T> DenseState(int state)
    {
        NodeRows<TRows, T> r = Rows;
        var slopes = new RowSlopes<T, NodeRows<TRows, T>>(r, state);
        return TMethod.Dense(step, r[state, 0], r[state, Argument] - r[state, 0], ref slopes);
    }

    T At(int field, int output) => model.Output(new FieldAmounts<NodeRows<TRows, T>, T>(Rows, field), output);

    /// <inheritdoc/>
    public readonly void Keep(T accepted)
    {
        NodeRows<TRows, T> r = Rows;
        for (int s = 0; s < TModel.Nodes; s++)
        {
            r[s, 0] = T.Select(accepted, r[s, Argument], r[s, 0]);
            r[s, 1] = T.Select(accepted, r[s, TMethod.Stages], r[s, 1]);
        }
    }
}
