using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels.Systems.Compartments;

/// <summary>
/// A compartment model as a stiff system for a Rosenbrock method. States lie in a workspace as a sphere's do (value, stages,
/// stage value, a row of the matrix, h df/dt); the Jacobian comes from the same model read by dual numbers.
/// </summary>
/// <typeparam name="TModel">The model.</typeparam>
/// <typeparam name="TDual">The same model in dual numbers.</typeparam>
/// <typeparam name="T">Its number.</typeparam>
/// <typeparam name="TState">Its states.</typeparam>
/// <typeparam name="TDualState">Its states in dual numbers.</typeparam>
/// <typeparam name="TWorkspace">Where the workspace lies.</typeparam>
/// <typeparam name="TGrid">Not used: there are no shells.</typeparam>
/// <typeparam name="TMethod">The method.</typeparam>
partial struct CompartmentSystem<TModel, TDual, T, TState, TDualState, TWorkspace, TGrid, TMethod>(TWorkspace workspace)
    : IStiffSystem, IStepper<CompartmentSystem<TModel, TDual, T, TState, TDualState, TWorkspace, TGrid, TMethod>, T, TWorkspace, TGrid>
    where TModel : unmanaged, ICompartmentModel<TModel, T, TState>
    where TDual : unmanaged, ICompartmentModel<TDual, Dual<T>, TDualState>
    where T : unmanaged, IReal<T>
    where TState : unmanaged, IState<TState, T>
    where TDualState : unmanaged, IState<TDualState, Dual<T>>
    where TWorkspace : struct, IWorkspace<T>
    where TMethod : struct, IRosenbrock
{
    readonly TWorkspace workspace = workspace;
    TModel model;
    TDual derivatives;
    T time, step, inverseStep;

    /// <inheritdoc/>
    public static int Order => TMethod.Order;

    /// <inheritdoc/>
    public static int Outputs => TModel.Outputs;

    /// <inheritdoc/>
    public static int Inputs => TModel.Inputs;

    /// <inheritdoc/>
    public static bool DependsOnTime => TModel.DependsOnTime;

    /// <inheritdoc/>
    public static StateLayout Layout(int shells) => new(0, 0, TState.Count);

    /// <summary>Value, stages, stage value, a row of the matrix, h df/dt.</summary>
    public static int Fields => TMethod.Stages + 3 + TState.Count;

    /// <inheritdoc/>
    public static CompartmentSystem<TModel, TDual, T, TState, TDualState, TWorkspace, TGrid, TMethod> Create(TWorkspace workspace,
        TGrid grid) => new(workspace);

    static int StageValue => TMethod.Stages + 1;

    static int Matrix => TMethod.Stages + 2;

    static int TimeField => Matrix + TState.Count;

    /// <inheritdoc/>
    public void Initialize<TParameters>(TParameters parameters, T fresh) where TParameters : struct, IParameters<T>
    {
        Let(parameters);
        TState.Select(fresh, TModel.Dosed(model, model.Start), TState.Load(workspace, 0, 0)).Store(workspace, 0, 0);
    }

    /// <inheritdoc/>
    public void ApplyEvent<TParameters>(TParameters parameters, T t, T atEvent) where TParameters : struct, IParameters<T>
    {
        Let(parameters);
        TState y = TState.Load(workspace, 0, 0);
        TState.Select(atEvent, TModel.Dosed(model, y), y).Store(workspace, 0, 0);
    }

    void Let<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T>
    {
        model = TModel.From(parameters);
        derivatives = TDual.From(new LiftedParameters<TParameters, T>(parameters));
    }

    /// <summary>A first step in which the states together move by a twentieth of their size.</summary>
    public readonly T FirstStep(T t, Tolerance<T> tolerance)
    {
        TState y = TState.Load(workspace, 0, 0), rate = model.Rate(t, y);
        var unweighted = new Tolerance<T>(T.FromDouble(1), T.FromDouble(0));
        T size = TState.ErrorNormSquared(y, y, y, unweighted), speed = TState.ErrorNormSquared(rate, y, y, unweighted);
        return T.FromDouble(0.05) * T.Sqrt(T.Max(size, T.FromDouble(1e-10)) / T.Max(speed, T.FromDouble(1e-20)));
    }

    /// <inheritdoc/>
    public T Step(T t, T h, Tolerance<T> tolerance)
    {
        time = t;
        step = h;
        inverseStep = T.Inverse(h);
        Factorize(T.FromDouble(1 / TMethod.Gamma) * inverseStep);
        TMethod.Step(ref this);
        return Error(tolerance);
    }

    /// <inheritdoc/>
    public void Solve<TStage, TNext>() where TStage : struct, IStage where TNext : struct, IStage
    {
        TWorkspace r = workspace;
        for (int s = 0; s < TState.Count; s++)
            r[s, StageValue] = StageSums.StageValue<TStage, T, TWorkspace>(r, s, StageValue);
        model.Rate(T.Fma(T.FromDouble(TStage.Alpha), step, time), TState.Load(r, 0, StageValue)).Store(r, 0, TStage.Index);
        for (int s = 0; s < TState.Count; s++)
        {
            T right = StageSums.AddCarry<TStage, T, TWorkspace>(r[s, TStage.Index], inverseStep, r, s);
            r[s, TStage.Index] = TModel.DependsOnTime ? T.Axpy(T.FromDouble(TStage.TimeWeight), r[s, TimeField], right) : right;
        }

        Substitute(TStage.Index);
    }

    /// <summary>Adds the last k to its stage value, which gives the new states, and measures it as the error.</summary>
    readonly T Error(Tolerance<T> tolerance)
    {
        TWorkspace r = workspace;
        for (int s = 0; s < TState.Count; s++)
            r[s, StageValue] += r[s, TMethod.Stages];
        T sum = TState.ErrorNormSquared(TState.Load(r, 0, TMethod.Stages), TState.Load(r, 0, 0), TState.Load(r, 0, StageValue), tolerance);
        return T.Sqrt(sum * T.FromDouble(1.0 / TState.Count));
    }

    /// <inheritdoc/>
    public readonly Interpolant<T> Dense(int output)
    {
        var derivatives = new FieldOutputs(model, workspace, output);
        return InterpolantSums<TMethod>.Of(derivatives[0], derivatives[StageValue], ref derivatives);
    }

    /// <summary>What an output makes of each field of the workspace.</summary>
    readonly struct FieldOutputs(TModel model, TWorkspace workspace, int output) : IStageDerivatives<T>
    {
        readonly TModel model = model;
        readonly TWorkspace workspace = workspace;
        readonly int output = output;

        public T this[int field]
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => model.Output(TState.Load(workspace, 0, field), output);
        }
    }

    /// <inheritdoc/>
    public readonly Interpolant<T> DenseState(int state)
    {
        var derivatives = new SlotDerivatives<T, TWorkspace>(workspace, state);
        return InterpolantSums<TMethod>.Of(derivatives[0], derivatives[StageValue], ref derivatives);
    }

    /// <inheritdoc/>
    public readonly void Accept(T accepted)
    {
        TWorkspace r = workspace;
        for (int s = 0; s < TState.Count; s++)
            r[s, 0] = T.Select(accepted, r[s, StageValue], r[s, 0]);
    }
}
