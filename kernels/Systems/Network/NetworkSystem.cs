using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Kernels.Systems.Network;

/// <summary>
/// A network as a stiff system for a Rosenbrock method. A node's record holds its amount, the stages, the argument and h df/dt;
/// behind the records lies the sparse matrix diagonal I - J, which the plan says how to assemble and factorize.
/// </summary>
struct NetworkSystem<TModel, T, TRows, TGrid, TMethod>(TRows rows, TGrid grid) : IStiffSystem, IStepper<NetworkSystem<TModel, T, TRows, TGrid, TMethod>, T, TRows, TGrid>
    where TModel : unmanaged, INetworkModel<TModel, T>
    where T : unmanaged, IReal<T>
    where TRows : struct, IRows<T>
    where TGrid : struct, IGrid<T>
    where TMethod : struct, IRosenbrock
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    readonly TRows rows = rows;
    readonly TGrid grid = grid;
    TModel model;
    T time, step, inverseStep;

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
        get => TMethod.Stages + 9;
    }

    /// <inheritdoc/>
    public static int Tail => NetworkPlan<TModel, T>.Cells;

    /// <inheritdoc/>
    public static int[] Plan => NetworkPlan<TModel, T>.Table;

    /// <inheritdoc/>
    public static StateLayout Layout(int shells) => new(0, 0, TModel.Nodes);

    /// <inheritdoc/>
    public static NetworkSystem<TModel, T, TRows, TGrid, TMethod> Create(TRows rows, TGrid grid) => new(rows, grid);

    /// <summary>Where inputs lie; their derivatives by the time lie in the next field.</summary>
    static int Inputs
    {
        [MethodImpl(Inline)]
        get => TMethod.Stages + 6;
    }

    static int Argument
    {
        [MethodImpl(Inline)]
        get => TMethod.Stages + 1;
    }

    static int TimeField
    {
        [MethodImpl(Inline)]
        get => TMethod.Stages + 2;
    }

    /// <summary>What the stages before add to a right-hand side.</summary>
    static int Carry
    {
        [MethodImpl(Inline)]
        get => TMethod.Stages + 8;
    }

    /// <summary>The matrix, behind the fields of the nodes.</summary>
    readonly MatrixCells<TRows, T> Entries
    {
        [MethodImpl(Inline)]
        get => new(rows, Fields * TModel.Nodes);
    }

    /// <summary>Fields for the curves within a step.</summary>
    static int BendP
    {
        [MethodImpl(Inline)]
        get => TMethod.Stages + 3;
    }

    static int BendQ
    {
        [MethodImpl(Inline)]
        get => TMethod.Stages + 4;
    }

    static int BendR
    {
        [MethodImpl(Inline)]
        get => TMethod.Stages + 5;
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
    }

    /// <inheritdoc/>
    public void Turn<TRow>(TRow parameters, T t, T turned) where TRow : struct, IRow<T>
    {
        model = TModel.From(parameters);
        NetworkStates<TModel, T, NodeRows<TRows, T>>.Dose(ref model, Rows, turned);
    }

    /// <inheritdoc/>
    public T FirstStep(T t, Tolerance<T> tolerance)
    {
        NetworkStates<TModel, T, NodeRows<TRows, T>>.SetInputs(ref model, Rows, t, Inputs);
        NetworkStates<TModel, T, NodeRows<TRows, T>>.Rates(ref model, Rows, 0, 1, Inputs);
        return InitialStep.Of(Rows, TModel.Nodes, tolerance);
    }

    /// <inheritdoc/>
    public T Try(T t, T h, Tolerance<T> tolerance)
    {
        time = t;
        step = h;
        inverseStep = T.Inverse(h);
        Assemble(T.Of(1 / TMethod.Gamma) * inverseStep);
        SparseMatrix<TRows, TGrid, T>.Factorize(Entries, grid, TModel.Nodes);
        TMethod.Step(ref this);
        return Error(tolerance);
    }

    void Assemble(T diagonal)
    {
        MatrixCells<TRows, T> m = Entries;
        for (int entry = 0; entry < grid.Plan(NetworkPlan.Entries); entry++)
            m[entry] = T.Of(0);
        for (int node = 0; node < TModel.Nodes; node++)
            m[grid.Plan(grid.Plan(NetworkPlan.Diagonal) + node)] = diagonal;
        SetInputs();
        for (int pass = 0; pass < grid.Plan(NetworkPlan.Passes); pass++)
        {
            var flows = new JacobianFlows<TRows, TGrid, T>(Rows, m, grid, Inputs, pass);
            model.Flows<Duals<T>, JacobianFlows<TRows, TGrid, T>>(ref flows);
        }

        if (TModel.Inputs > 0)
            AssembleTime();
    }

    /// <summary>Inputs at the beginning of the step and their derivatives by the time.</summary>
    void SetInputs()
    {
        NodeRows<TRows, T> r = Rows;
        for (int input = 0; input < TModel.Inputs; input++)
        {
            Dual<T> now = model.Input(input, Dual<T>.Seed(time));
            r[input, Inputs] = now.V;
            r[input, Inputs + 1] = now.D;
        }
    }

    /// <summary>h df/dt at the beginning of the step.</summary>
    void AssembleTime()
    {
        NodeRows<TRows, T> r = Rows;
        for (int node = 0; node < TModel.Nodes; node++)
            r[node, TimeField] = T.Of(0);
        var flows = new TimeFlows<NodeRows<TRows, T>, T>(r, TimeField, Inputs);
        model.Flows<Dual<T>, TimeFlows<NodeRows<TRows, T>, T>>(ref flows);
        for (int node = 0; node < TModel.Nodes; node++)
            r[node, TimeField] = step * r[node, TimeField];
    }

    /// <inheritdoc/>
    public void Solve<TStage, TNext>() where TStage : struct, IStage where TNext : struct, IStage
    {
        // The first stage looks where the matrix was assembled, one that adds to the argument before it at the same time as that one.
        if (TStage.Node != 0 && !TStage.AddsToArgument)
            NetworkStates<TModel, T, NodeRows<TRows, T>>.SetInputs(ref model, Rows, T.Fma(T.Of(TStage.Node), step, time), Inputs);
        Combine<TStage>();
        NetworkStates<TModel, T, NodeRows<TRows, T>>.Rates(ref model, Rows, Argument, TStage.Index, Inputs);
        AddCarry(TStage.Index);
        SparseMatrix<TRows, TGrid, T>.Solve(Entries, grid, TModel.Nodes, Rows, TStage.Index);
    }

    /// <summary>
    /// The argument and what else the right-hand side is made of, each to its own field: flows are small beside the latter, and
    /// added to it one by one they would lose amounts to rounding.
    /// </summary>
    readonly void Combine<TStage>() where TStage : struct, IStage
    {
        NodeRows<TRows, T> r = Rows;
        T perStep = inverseStep;
        for (int s = 0; s < TModel.Nodes; s++)
        {
            r[s, Argument] = StageSums.Argument<TStage, T, NodeRows<TRows, T>>(r, s, Argument);
            T right = TModel.Inputs > 0 ? T.Scale(T.Of(TStage.TimeWeight), r[s, TimeField]) : T.Of(0);
            r[s, Carry] = StageSums.AddCarry<TStage, T, NodeRows<TRows, T>>(right, perStep, r, s);
        }
    }

    readonly void AddCarry(int stage)
    {
        NodeRows<TRows, T> r = Rows;
        for (int s = 0; s < TModel.Nodes; s++)
            r[s, stage] += r[s, Carry];
    }

    /// <summary>Adds the last k to its argument, which gives the new amounts, and measures it as the error.</summary>
    readonly T Error(Tolerance<T> tolerance)
    {
        NodeRows<TRows, T> r = Rows;
        T sum = T.Of(0);
        for (int s = 0; s < TModel.Nodes; s++)
        {
            T error = r[s, TMethod.Stages], next = r[s, Argument] + error;
            r[s, Argument] = next;
            sum += tolerance.Square(error, r[s, 0], next);
        }

        return T.Sqrt(sum * T.Of(1.0 / TModel.Nodes));
    }

    /// <inheritdoc/>
    public DenseStep<T> Dense(int output)
    {
        // Outputs are asked for in their order, and share what bends the curves of the nodes.
        if (output == 0)
            Bend();
        T start = At(0, output), next = At(Argument, output);
        return new(start, next - start, At(BendP, output), At(BendQ, output), At(BendR, output));
    }

    /// <inheritdoc/>
    public readonly DenseStep<T> DenseState(int state)
    {
        NodeRows<TRows, T> r = Rows;
        var stages = new RowSlopes<T, NodeRows<TRows, T>>(r, state);
        return DenseSums<TMethod>.Of(r[state, 0], r[state, Argument], ref stages);
    }

    // Not readonly, as no member that calls the model is: a call through a readonly field copies the model first.
    T At(int field, int output) => model.Output(new FieldAmounts<NodeRows<TRows, T>, T>(Rows, field), output);

    /// <summary>The parts of every node's curve within the step.</summary>
    readonly void Bend()
    {
        NodeRows<TRows, T> r = Rows;
        for (int s = 0; s < TModel.Nodes; s++)
        {
            DenseStep<T> curve = DenseState(s);
            (r[s, BendP], r[s, BendQ], r[s, BendR]) = (curve.P, curve.Q, curve.R);
        }
    }

    /// <inheritdoc/>
    public readonly void Keep(T accepted)
    {
        NodeRows<TRows, T> r = Rows;
        for (int s = 0; s < TModel.Nodes; s++)
            r[s, 0] = T.Select(accepted, r[s, Argument], r[s, 0]);
    }
}
