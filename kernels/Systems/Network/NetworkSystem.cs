using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels.Systems.Network;

/// <summary>
/// A network as a stiff system for a Rosenbrock method. A node's workspace slot holds its amount, the stages, the stage value and h df/dt;
/// behind the workspace lies the sparse matrix diagonal I - J, which the plan says how to assemble and factorize.
/// </summary>
struct NetworkSystem<TModel, T, TWorkspace, TGrid, TMethod>(TWorkspace workspace, TGrid grid) : IStiffSystem,
    IStepper<NetworkSystem<TModel, T, TWorkspace, TGrid, TMethod>, T, TWorkspace, TGrid>
    where TModel : unmanaged, INetworkModel<TModel, T>
    where T : unmanaged, IReal<T>
    where TWorkspace : struct, IWorkspace<T>
    where TGrid : struct, IGrid<T>
    where TMethod : struct, IRosenbrock
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    readonly TWorkspace workspace = workspace;
    readonly TGrid grid = grid;
    TModel model;
    T time, step, inverseStep;

    /// <inheritdoc/>
    public static int Order => TMethod.Order;

    /// <inheritdoc/>
    public static int Outputs => TModel.Outputs;

    /// <inheritdoc/>
    public static int Inputs => TModel.Inputs;

    /// <inheritdoc/>
    public static bool DependsOnTime => TModel.TimeInputs > 0;

    /// <summary>Numbers in each node's workspace slot.</summary>
    public static int Fields => StiffSlot<TMethod>.Fields;

    /// <inheritdoc/>
    public static int Tail => NetworkPlan<TModel, T>.Cells;

    /// <inheritdoc/>
    public static int[] Plan => NetworkPlan<TModel, T>.Table;

    /// <inheritdoc/>
    public static StateLayout Layout(int shells) => new(0, 0, TModel.Nodes);

    /// <inheritdoc/>
    public static NetworkSystem<TModel, T, TWorkspace, TGrid, TMethod> Create(TWorkspace workspace, TGrid grid) => new(workspace, grid);

    /// <summary>The matrix, behind the fields of the nodes.</summary>
    readonly MatrixCells<TWorkspace, T> Entries
    {
        [MethodImpl(Inline)]
        get => new(workspace, Fields * TModel.Nodes);
    }

    static int StageValue
    {
        [MethodImpl(Inline)]
        get => StiffSlot<TMethod>.StageValue;
    }

    static int TimeDerivative
    {
        [MethodImpl(Inline)]
        get => StiffSlot<TMethod>.TimeDerivative;
    }

    static int Carry
    {
        [MethodImpl(Inline)]
        get => StiffSlot<TMethod>.Carry;
    }

    static int Curve
    {
        [MethodImpl(Inline)]
        get => StiffSlot<TMethod>.Curve;
    }

    readonly NodeRows<TWorkspace, T, StiffSlot<TMethod>> Rows
    {
        [MethodImpl(Inline)]
        get => new(workspace);
    }

    /// <inheritdoc/>
    public void Initialize<TParameters>(TParameters parameters, T fresh) where TParameters : struct, IParameters<T>
    {
        model = TModel.From(parameters);
        NetworkStates<TModel, T, TWorkspace, StiffSlot<TMethod>>.Initialize(ref model, Rows, fresh);
    }

    /// <inheritdoc/>
    public void ApplyEvent<TParameters>(TParameters parameters, T t, T atEvent) where TParameters : struct, IParameters<T>
    {
        model = TModel.From(parameters);
        NetworkStates<TModel, T, TWorkspace, StiffSlot<TMethod>>.Dose(ref model, Rows, atEvent);
    }

    /// <inheritdoc/>
    public T FirstStep(T t, Tolerance<T> tolerance)
    {
        TWorkspace r = workspace;
        NetworkStates<TModel, T, TWorkspace, StiffSlot<TMethod>>.RatesAtStart(ref model, Rows, t);
        for (int s = 0; s < TModel.Nodes; s++)
            r[s, 1] = r[s, StiffSlot<TMethod>.Rates];
        return InitialStep.Of(r, TModel.Nodes, tolerance);
    }

    /// <inheritdoc/>
    public T Step(T t, T h, Tolerance<T> tolerance)
    {
        time = t;
        step = h;
        inverseStep = T.Inverse(h);
        Assemble(T.FromDouble(1 / TMethod.Gamma) * inverseStep);
        SparseMatrix<TWorkspace, TGrid, T>.Factorize(Entries, grid, TModel.Nodes);
        TMethod.Step(ref this);
        return Error(tolerance);
    }

    void Assemble(T diagonal)
    {
        MatrixCells<TWorkspace, T> m = Entries;
        for (int entry = 0; entry < grid.Plan(NetworkPlan.Entries); entry++)
            m[entry] = T.FromDouble(0);
        for (int node = 0; node < TModel.Nodes; node++)
            m[grid.Plan(grid.Plan(NetworkPlan.Diagonal) + node)] = diagonal;
        SetInputs();
        for (int pass = 0; pass < grid.Plan(NetworkPlan.Passes); pass++)
        {
            var flows = new JacobianFlows<TWorkspace, TGrid, T, StiffSlot<TMethod>>(Rows, m, grid, pass);
            model.Flows<Dual3<T>, JacobianFlows<TWorkspace, TGrid, T, StiffSlot<TMethod>>>(ref flows);
        }

        if (TModel.TimeInputs > 0)
            AssembleTime();
    }

    /// <summary>Inputs at the beginning of the step and their derivatives by the time.</summary>
    void SetInputs()
    {
        TWorkspace r = workspace;
        for (int input = 0; input < TModel.TimeInputs; input++)
        {
            Dual<T> now = model.Input(input, Dual<T>.Seed(time));
            r[input, StiffSlot<TMethod>.TimeInputs] = now.V;
            r[input, StiffSlot<TMethod>.TimeInputs + 1] = now.D;
        }
    }

    /// <summary>h df/dt at the beginning of the step.</summary>
    void AssembleTime()
    {
        TWorkspace r = workspace;
        for (int node = 0; node < TModel.Nodes; node++)
            r[node, TimeDerivative] = T.FromDouble(0);
        var flows = new TimeFlows<TWorkspace, T, StiffSlot<TMethod>>(Rows, TimeDerivative);
        model.Flows<Dual<T>, TimeFlows<TWorkspace, T, StiffSlot<TMethod>>>(ref flows);
        for (int node = 0; node < TModel.Nodes; node++)
            r[node, TimeDerivative] = step * r[node, TimeDerivative];
    }

    /// <inheritdoc/>
    public void Solve<TStage, TNext>() where TStage : struct, IStage where TNext : struct, IStage
    {
        Combine<TStage>();
        NetworkStates<TModel, T, TWorkspace, StiffSlot<TMethod>>.Rates(ref model, Rows);
        // Inputs of the next stage already: the processor computes them while it solves, which they do not depend on. The first stage
        // looks where the matrix was assembled, one that adds to the stage value before it at the same time as that one.
        if (TNext.Index > 0 && TNext.Alpha != 0 && !TNext.AddsToStageValue)
            NetworkStates<TModel, T, TWorkspace, StiffSlot<TMethod>>.SetInputs(ref model, Rows,
                T.Fma(T.FromDouble(TNext.Alpha), step, time));
        SparseMatrix<TWorkspace, TGrid, T>.Solve(Entries, grid, TModel.Nodes, Rows, Carry, TStage.Index);
    }

    /// <summary>
    /// The stage value and what else the right-hand side is made of, each to its own field: flows are small beside the latter, and
    /// added to it one by one they would lose amounts to rounding.
    /// </summary>
    readonly void Combine<TStage>() where TStage : struct, IStage
    {
        TWorkspace r = workspace;
        T perStep = inverseStep;
        for (int s = 0; s < TModel.Nodes; s++)
        {
            r[s, StageValue] = StageSums.StageValue<TStage, T, TWorkspace>(r, s, StageValue);
            T right = TModel.TimeInputs > 0 ? T.Scale(T.FromDouble(TStage.TimeWeight), r[s, TimeDerivative]) : T.FromDouble(0);
            r[s, Carry] = StageSums.AddCarry<TStage, T, TWorkspace>(right, perStep, r, s);
        }
    }

    /// <summary>Adds the last k to its stage value, which gives the new amounts, and measures it as the error.</summary>
    readonly T Error(Tolerance<T> tolerance)
    {
        TWorkspace r = workspace;
        T sum = T.FromDouble(0);
        for (int s = 0; s < TModel.Nodes; s++)
        {
            T error = r[s, TMethod.Stages], next = r[s, StageValue] + error;
            r[s, StageValue] = next;
            sum += tolerance.Square(error, r[s, 0], next);
        }

        return T.Sqrt(sum * T.FromDouble(1.0 / TModel.Nodes));
    }

    /// <inheritdoc/>
    public Interpolant<T> Dense(int output)
    {
        // Outputs are asked for in their order, and share the coefficients of the nodes' interpolants. Each coefficient is a loop of its
        // own: three in one are more than the compiler takes apart.
        if (output == 0)
        {
            Coefficient<WeightsP<TMethod>>(Curve);
            Coefficient<WeightsQ<TMethod>>(Curve + 1);
            Coefficient<WeightsR<TMethod>>(Curve + 2);
        }

        T start = At(0, output), next = At(StageValue, output);
        return new(start, next - start, At(Curve, output), At(Curve + 1, output), At(Curve + 2, output));
    }

    /// <inheritdoc/>
    public readonly Interpolant<T> DenseState(int state)
    {
        TWorkspace r = workspace;
        var stages = new SlotDerivatives<T, TWorkspace>(r, state);
        return InterpolantSums<TMethod>.Of(r[state, 0], r[state, StageValue], ref stages);
    }

    // Not readonly, as no member that calls the model is: a call through a readonly field copies the model first.
    T At(int field, int output) => model.Output(new FieldAmounts<NodeRows<TWorkspace, T, StiffSlot<TMethod>>, T>(Rows, field), output);

    /// <summary>One coefficient of every node's curve within the step, into a field.</summary>
    readonly void Coefficient<TWeights>(int field) where TWeights : struct, IStageWeights
    {
        TWorkspace r = workspace;
        for (int s = 0; s < TModel.Nodes; s++)
            r[s, field] = StageSums.Weighted<TWeights, T, TWorkspace>(r, s);
    }

    /// <inheritdoc/>
    public readonly void Accept(T accepted)
    {
        TWorkspace r = workspace;
        for (int s = 0; s < TModel.Nodes; s++)
            r[s, 0] = T.Select(accepted, r[s, StageValue], r[s, 0]);
    }
}
