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
    public static int Fields => ExplicitSlot<TMethod>.Fields;

    /// <inheritdoc/>
    public static StateLayout Layout(int shells) => new(0, 0, TModel.Nodes);

    /// <inheritdoc/>
    public static NetworkStepper<TModel, T, TWorkspace, TGrid, TMethod> Create(TWorkspace workspace, TGrid grid) => new(workspace);

    static int StageValue => ExplicitSlot<TMethod>.StageValue;

    static int Rates => ExplicitSlot<TMethod>.Rates;

    readonly NodeRows<TWorkspace, T, ExplicitSlot<TMethod>> Rows => new(workspace);

    /// <inheritdoc/>
    public void Initialize<TParameters>(TParameters parameters, T fresh) where TParameters : struct, IParameters<T>
    {
        model = TModel.From(parameters);
        NetworkStates<TModel, T, TWorkspace, ExplicitSlot<TMethod>>.Initialize(ref model, Rows, fresh);
        TakeFirst(T.FromDouble(0), fresh);
    }

    /// <inheritdoc/>
    public void ApplyEvent<TParameters>(TParameters parameters, T t, T atEvent) where TParameters : struct, IParameters<T>
    {
        model = TModel.From(parameters);
        NetworkStates<TModel, T, TWorkspace, ExplicitSlot<TMethod>>.Dose(ref model, Rows, atEvent);
        TakeFirst(t, atEvent);
    }

    /// <summary>The first stage of a beginning; the other lanes have theirs from the step before.</summary>
    void TakeFirst(T t, T fresh)
    {
        NodeRows<TWorkspace, T, ExplicitSlot<TMethod>> r = Rows;
        NetworkStates<TModel, T, TWorkspace, ExplicitSlot<TMethod>>.RatesAtStart(ref model, r, t);
        for (int s = 0; s < TModel.Nodes; s++)
            r[s, 1] = T.Select(fresh, r[s, Rates], r[s, 1]);
    }

    /// <inheritdoc/>
    public readonly T FirstStep(T t, Tolerance<T> tolerance) => InitialStep.Of(Rows, TModel.Nodes, tolerance);

    /// <inheritdoc/>
    public T Step(T t, T h, Tolerance<T> tolerance)
    {
        time = t;
        step = h;
        TMethod.Step(ref this);
        NodeRows<TWorkspace, T, ExplicitSlot<TMethod>> r = Rows;
        T sum = T.FromDouble(0);
        for (int s = 0; s < TModel.Nodes; s++)
        {
            var derivatives = new SlotDerivatives<T, NodeRows<TWorkspace, T, ExplicitSlot<TMethod>>>(r, s);
            T error = TMethod.Error<T, T, SlotDerivatives<T, NodeRows<TWorkspace, T, ExplicitSlot<TMethod>>>>(h, ref derivatives);
            sum += tolerance.Square(error, r[s, 0], r[s, StageValue]);
        }

        return T.Sqrt(sum * T.FromDouble(1.0 / TModel.Nodes));
    }

    /// <inheritdoc/>
    public void Take<TStage>() where TStage : struct, IExplicitStage
    {
        NodeRows<TWorkspace, T, ExplicitSlot<TMethod>> r = Rows;
        for (int s = 0; s < TModel.Nodes; s++)
        {
            var derivatives = new SlotDerivatives<T, NodeRows<TWorkspace, T, ExplicitSlot<TMethod>>>(r, s);
            r[s, StageValue] =
                TStage.StageValue<T, T, SlotDerivatives<T, NodeRows<TWorkspace, T, ExplicitSlot<TMethod>>>>(step, r[s, 0], ref derivatives);
        }

        NetworkStates<TModel, T, TWorkspace, ExplicitSlot<TMethod>>.SetInputs(ref model, r, time.Plus(TStage.C, step));
        NetworkStates<TModel, T, TWorkspace, ExplicitSlot<TMethod>>.Rates(ref model, r);
        for (int s = 0; s < TModel.Nodes; s++)
            r[s, TStage.Index] = r[s, Rates];
    }

    /// <inheritdoc/>
    public Interpolant<T> Dense(int output)
    {
        var outputs = new NetworkOutputs<TModel, T, NodeRows<TWorkspace, T, ExplicitSlot<TMethod>>>(model, Rows, output);
        T start = outputs[0], rise = outputs[StageValue] - start;
        if (TMethod.Stages > ExplicitStep<T>.MostStages)
            return TMethod.Dense(step, start, rise, ref outputs);
        // A curve looks at a stage more than once.
        var derivatives = default(ExplicitStep<T>);
        derivatives.K1 = outputs[1];
        derivatives.K2 = outputs[2];
        derivatives.K3 = outputs[3];
        derivatives.K4 = outputs[4];
        derivatives.K5 = TMethod.Stages > 4 ? outputs[5] : default;
        derivatives.K6 = TMethod.Stages > 5 ? outputs[6] : default;
        derivatives.K7 = TMethod.Stages > 6 ? outputs[7] : default;
        return TMethod.Dense(step, start, rise, ref derivatives);
    }

    /// <inheritdoc/>
    public readonly Interpolant<T> DenseState(int state)
    {
        NodeRows<TWorkspace, T, ExplicitSlot<TMethod>> r = Rows;
        var derivatives = new SlotDerivatives<T, NodeRows<TWorkspace, T, ExplicitSlot<TMethod>>>(r, state);
        return TMethod.Dense(step, r[state, 0], r[state, StageValue] - r[state, 0], ref derivatives);
    }

    /// <inheritdoc/>
    public readonly void Accept(T accepted)
    {
        NodeRows<TWorkspace, T, ExplicitSlot<TMethod>> r = Rows;
        for (int s = 0; s < TModel.Nodes; s++)
        {
            r[s, 0] = T.Select(accepted, r[s, StageValue], r[s, 0]);
            r[s, 1] = T.Select(accepted, r[s, TMethod.Stages], r[s, 1]);
        }
    }
}
