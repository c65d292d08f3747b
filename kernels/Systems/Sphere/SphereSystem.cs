using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels.Systems.Sphere;

/// <summary>
/// A sphere model on a grid as a stiff system: states are shells (species by species), then receptors, then autonomous pools.
/// Autonomous pools depend on one another alone, so each stage solves them first and moves their columns to the right-hand side;
/// what is left is one block-tridiagonal chain from the center through the surface into the receptors, solved in O(N).
/// </summary>
partial struct SphereSystem<TModel, T, TWorkspace, TGrid, TMethod>(TWorkspace workspace, TGrid grid)
    : IStiffSystem, IStepper<SphereSystem<TModel, T, TWorkspace, TGrid, TMethod>, T, TWorkspace, TGrid>
    where TModel : unmanaged, ISphereModel<TModel, T>
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

    /// <summary>Autonomous pools and what shells share of them, at the stage in work.</summary>
    Vec3<T> poolsNow, sharedNow;

    /// <inheritdoc/>
    public static int Order => TMethod.Order;

    /// <inheritdoc/>
    public static int Outputs => TModel.Outputs;

    /// <inheritdoc/>
    public static int Inputs => TModel.Inputs;

    /// <inheritdoc/>
    public static bool DependsOnTime => TModel.DependsOnTime;

    /// <inheritdoc/>
    public static StateLayout Layout(int shells) => new(shells, TModel.Species, TModel.Receptors + TModel.AutonomousPools);

    /// <summary>Fields of each state's workspace slot.</summary>
    public static int Fields => Flows + (BalancesFlows ? FlowBalance<TMethod, T, TWorkspace>.Fields : 0);

    /// <inheritdoc/>
    public static SphereSystem<TModel, T, TWorkspace, TGrid, TMethod> Create(TWorkspace workspace, TGrid grid) => new(workspace, grid);

    static int Block
    {
        [MethodImpl(Inline)]
        get => TModel.Species > TModel.Receptors ? TModel.Species : TModel.Receptors;
    }

    static int StageValue
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

    /// <summary>h df/dt, for a model that looks at the time.</summary>
    static int TimeField
    {
        [MethodImpl(Inline)]
        get => Column + TModel.AutonomousPools;
    }

    /// <summary>Flows in a step, of receptors, pools and the last shell.</summary>
    static int Flows
    {
        [MethodImpl(Inline)]
        get => TimeField + (TModel.DependsOnTime ? 1 : 0);
    }

    readonly int FirstReceptor
    {
        [MethodImpl(Inline)]
        get => grid.Shells * TModel.Species;
    }

    readonly int FirstPool
    {
        [MethodImpl(Inline)]
        get => FirstReceptor + TModel.Receptors;
    }

    readonly int Count
    {
        [MethodImpl(Inline)]
        get => FirstPool + TModel.AutonomousPools;
    }

    /// <summary>Puts the lanes of <paramref name="fresh"/> at the start of their trajectory; the others keep their states.</summary>
    public void Initialize<TParameters>(TParameters parameters, T fresh) where TParameters : struct, IParameters<T>
    {
        model = TModel.From(parameters);
        SphereStates<TModel, T, TWorkspace, TGrid>.Initialize(ref model, workspace, grid, fresh);
        if (BalancesFlows)
            FlowBalance<TMethod, T, TWorkspace>.Initialize(workspace, FirstReceptor, Count, Flows, fresh);
    }

    /// <inheritdoc/>
    public void ApplyEvent<TParameters>(TParameters parameters, T t, T atEvent) where TParameters : struct, IParameters<T>
    {
        model = TModel.From(parameters);
        SphereStates<TModel, T, TWorkspace, TGrid>.Dose(ref model, workspace, grid, atEvent);
    }

    /// <summary>Takes a step from <paramref name="t"/> and leaves the new states beside the old ones.</summary>
    /// <returns>Root mean square of error over tolerance: the step stands if it is at most 1; NaN if a rate was not finite.</returns>
    public T Step(T t, T h, Tolerance<T> tolerance)
    {
        time = t;
        step = h;
        inverseStep = T.Inverse(h);
        Factorize(T.FromDouble(1 / TMethod.Gamma) * inverseStep);
        TMethod.Step(ref this);
        return Error(tolerance);
    }

    /// <summary>Adds the last k to its stage value, which gives the new states, and measures it as the error.</summary>
    T Error(Tolerance<T> tolerance)
    {
        TWorkspace r = workspace;
        T sum = T.FromDouble(0);
        if (BalancesFlows)
            sum = FinishShells(tolerance);
        for (int s = BalancesFlows ? FirstReceptor : 0; s < Count; s++)
        {
            T error = r[s, TMethod.Stages];
            T next = r[s, StageValue] + error;
            r[s, StageValue] = next;
            sum += tolerance.Square(error, r[s, 0], next);
        }

        if (BalancesFlows)
            Balance();
        return T.Sqrt(sum * (T.FromDouble(1) / T.Whole(Count)));
    }

    /// <summary>Makes the new states current in the lanes whose step stands.</summary>
    public void Accept(T accepted)
    {
        TWorkspace r = workspace;
        for (int s = 0; s < Count; s++)
            r[s, 0] = T.Select(accepted, r[s, StageValue], r[s, 0]);
        if (BalancesFlows)
            FlowBalance<TMethod, T, TWorkspace>.Accept(r, FirstReceptor, Count, Flows, accepted);
    }

    /// <summary>The curve of an output within the step just tried.</summary>
    public readonly Interpolant<T> Dense(int output)
    {
        var derivatives = new EquationOutputs<SphereEquations<TModel, T>, T, TWorkspace, TGrid>(new(model), workspace, grid, output);
        return InterpolantSums<TMethod>.Of(derivatives[0], derivatives[StageValue], ref derivatives);
    }

    /// <inheritdoc/>
    public readonly Interpolant<T> DenseState(int state)
    {
        var derivatives = new SlotDerivatives<T, TWorkspace>(workspace, state);
        return InterpolantSums<TMethod>.Of(derivatives[0], derivatives[StageValue], ref derivatives);
    }

    /// <inheritdoc/>
    public T FirstStep(T t, Tolerance<T> tolerance)
    {
        SphereStates<TModel, T, TWorkspace, TGrid>.Rates(ref model, workspace, grid, t, 0, 1);
        return InitialStep.Of(workspace, Count, tolerance);
    }
}
