using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels.Systems.Network;

/// <summary>A network with an explicit method. A node's workspace slot holds its amount, the stage derivatives and the stage value of the
/// stage in work.</summary>
struct NetworkStepper<TModel, T, TWorkspace, TGrid, TMethod>(TWorkspace workspace)
    : IStepper<NetworkStepper<TModel, T, TWorkspace, TGrid, TMethod>, T, TWorkspace, TGrid>, IExplicitSystem
    where TModel : unmanaged, INetworkModel<TModel, T>
    where T : unmanaged, IReal<T>
    where TWorkspace : struct, IWorkspace<T>
    where TGrid : struct, IGrid<T>
    where TMethod : struct, IRungeKutta
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    readonly TWorkspace workspace = workspace;
    TModel model;
    T time, step;

    /// <inheritdoc/>
    public static int Order => TMethod.Order;

    /// <inheritdoc/>
    public static int Outputs => TModel.Outputs;

    /// <inheritdoc/>
    public static int Inputs => TModel.Inputs;

    /// <inheritdoc/>
    public static bool DependsOnTime => TModel.TimeInputs > 0;

    /// <summary>Numbers in each node's workspace slot.</summary>
    public static int Fields
    {
        [MethodImpl(Inline)]
        get => TMethod.Stages + 3;
    }

    /// <inheritdoc/>
    public static StateLayout Layout(int shells) => new(0, 0, TModel.Nodes);

    /// <inheritdoc/>
    public static NetworkStepper<TModel, T, TWorkspace, TGrid, TMethod> Create(TWorkspace workspace, TGrid grid) => new(workspace);

    /// <summary>Where inputs lie.</summary>
    static int TimeInputs
    {
        [MethodImpl(Inline)]
        get => TMethod.Stages + 2;
    }

    static int StageValue
    {
        [MethodImpl(Inline)]
        get => TMethod.Stages + 1;
    }

    readonly NodeRows<TWorkspace, T> Rows
    {
        [MethodImpl(Inline)]
        get => new(workspace, Fields);
    }

    /// <inheritdoc/>
    public void Initialize<TParameters>(TParameters parameters, T fresh) where TParameters : struct, IParameters<T>
    {
        model = TModel.From(parameters);
        NetworkStates<TModel, T, NodeRows<TWorkspace, T>>.Initialize(ref model, Rows, fresh);
        TakeFirst(T.FromDouble(0), fresh);
    }

    /// <inheritdoc/>
    public void ApplyEvent<TParameters>(TParameters parameters, T t, T atEvent) where TParameters : struct, IParameters<T>
    {
        model = TModel.From(parameters);
        NetworkStates<TModel, T, NodeRows<TWorkspace, T>>.Dose(ref model, Rows, atEvent);
        TakeFirst(t, atEvent);
    }

    /// <summary>The first stage of a beginning; the other lanes have theirs from the step before.</summary>
    void TakeFirst(T t, T fresh)
    {
        NodeRows<TWorkspace, T> r = Rows;
        NetworkStates<TModel, T, NodeRows<TWorkspace, T>>.SetInputs(ref model, r, t, TimeInputs);
        NetworkStates<TModel, T, NodeRows<TWorkspace, T>>.Rates(ref model, r, 0, StageValue, TimeInputs);
        for (int s = 0; s < TModel.Nodes; s++)
            r[s, 1] = T.Select(fresh, r[s, StageValue], r[s, 1]);
    }

    /// <inheritdoc/>
    public readonly T FirstStep(T t, Tolerance<T> tolerance) => InitialStep.Of(Rows, TModel.Nodes, tolerance);

    /// <inheritdoc/>
    public T Step(T t, T h, Tolerance<T> tolerance)
    {
        time = t;
        step = h;
        TMethod.Step(ref this);
        NodeRows<TWorkspace, T> r = Rows;
        T sum = T.FromDouble(0);
        for (int s = 0; s < TModel.Nodes; s++)
        {
            var derivatives = new SlotDerivatives<T, NodeRows<TWorkspace, T>>(r, s);
            sum += tolerance.Square(TMethod.Error<T, T, SlotDerivatives<T, NodeRows<TWorkspace, T>>>(h, ref derivatives), r[s, 0],
                r[s, StageValue]);
        }

        return T.Sqrt(sum * T.FromDouble(1.0 / TModel.Nodes));
    }

    /// <inheritdoc/>
    public void Take<TStage>() where TStage : struct, IExplicitStage
    {
        NodeRows<TWorkspace, T> r = Rows;
        for (int s = 0; s < TModel.Nodes; s++)
        {
            var derivatives = new SlotDerivatives<T, NodeRows<TWorkspace, T>>(r, s);
            r[s, StageValue] = TStage.StageValue<T, T, SlotDerivatives<T, NodeRows<TWorkspace, T>>>(step, r[s, 0], ref derivatives);
        }

        NetworkStates<TModel, T, NodeRows<TWorkspace, T>>.SetInputs(ref model, r, time.Plus(TStage.C, step), TimeInputs);
        NetworkStates<TModel, T, NodeRows<TWorkspace, T>>.Rates(ref model, r, StageValue, TStage.Index, TimeInputs);
    }

    /// <inheritdoc/>
    public Interpolant<T> Dense(int output)
    {
        T start = At(0, output);
        var derivatives = default(ExplicitStep<T>);
        derivatives.K1 = At(1, output);
        derivatives.K2 = At(2, output);
        derivatives.K3 = At(3, output);
        derivatives.K4 = At(4, output);
        derivatives.K5 = TMethod.Stages > 4 ? At(5, output) : default;
        derivatives.K6 = TMethod.Stages > 4 ? At(6, output) : default;
        derivatives.K7 = TMethod.Stages > 4 ? At(7, output) : default;
        return TMethod.Dense(step, start, At(StageValue, output) - start, ref derivatives);
    }

    /// <inheritdoc/>
    public readonly Interpolant<T> DenseState(int state)
    {
        NodeRows<TWorkspace, T> r = Rows;
        var derivatives = new SlotDerivatives<T, NodeRows<TWorkspace, T>>(r, state);
        return TMethod.Dense(step, r[state, 0], r[state, StageValue] - r[state, 0], ref derivatives);
    }

    T At(int field, int output) => model.Output(new FieldAmounts<NodeRows<TWorkspace, T>, T>(Rows, field), output);

    /// <inheritdoc/>
    public readonly void Accept(T accepted)
    {
        NodeRows<TWorkspace, T> r = Rows;
        for (int s = 0; s < TModel.Nodes; s++)
        {
            r[s, 0] = T.Select(accepted, r[s, StageValue], r[s, 0]);
            r[s, 1] = T.Select(accepted, r[s, TMethod.Stages], r[s, 1]);
        }
    }
}
