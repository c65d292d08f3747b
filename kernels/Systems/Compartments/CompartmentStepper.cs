using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels.Systems.Compartments;

/// <summary>A compartment model with an explicit method; all states in registers.</summary>
struct CompartmentStepper<TModel, T, TState, TWorkspace, TGrid, TMethod>
    : IStepper<CompartmentStepper<TModel, T, TState, TWorkspace, TGrid, TMethod>, T, TWorkspace, TGrid>, IExplicitSystem
    where TModel : unmanaged, ICompartmentModel<TModel, T, TState>
    where T : unmanaged, IReal<T>
    where TState : unmanaged, IState<TState, T>
    where TMethod : struct, IRungeKutta
{
    TModel model;
    TState y;
    ExplicitStep<TState> tried;
    T time, step;

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

    /// <inheritdoc/>
    public static int Fields => 0;

    /// <inheritdoc/>
    public static CompartmentStepper<TModel, T, TState, TWorkspace, TGrid, TMethod> Create(TWorkspace workspace, TGrid grid) => default;

    /// <inheritdoc/>
    public void Initialize<TParameters>(TParameters parameters, T fresh) where TParameters : struct, IParameters<T>
    {
        model = TModel.From(parameters);
        TState start = TModel.Dosed(model, model.Start);
        y = TState.Select(fresh, start, y);
        tried.K1 = TState.Select(fresh, model.Rate(T.FromDouble(0), start), tried.K1);
    }

    /// <inheritdoc/>
    public void ApplyEvent<TParameters>(TParameters parameters, T t, T atEvent) where TParameters : struct, IParameters<T>
    {
        model = TModel.From(parameters);
        y = TState.Select(atEvent, TModel.Dosed(model, y), y);
        tried.K1 = TState.Select(atEvent, model.Rate(t, y), tried.K1);
    }

    /// <summary>A first step in which the states together move by a twentieth of their size.</summary>
    public readonly T FirstStep(T t, Tolerance<T> tolerance)
    {
        var unweighted = new Tolerance<T>(T.FromDouble(1), T.FromDouble(0));
        T size = TState.ErrorNormSquared(y, y, y, unweighted), speed = TState.ErrorNormSquared(tried.K1, y, y, unweighted);
        return T.FromDouble(0.05) * T.Sqrt(T.Max(size, T.FromDouble(1e-10)) / T.Max(speed, T.FromDouble(1e-20)));
    }

    /// <inheritdoc/>
    public T Step(T t, T h, Tolerance<T> tolerance)
    {
        time = t;
        step = h;
        TMethod.Step(ref this);
        TState error = TMethod.Error<T, TState, ExplicitStep<TState>>(h, ref tried);
        return T.Sqrt(TState.ErrorNormSquared(error, y, tried.Next, tolerance) * T.FromDouble(1.0 / TState.Count));
    }

    /// <inheritdoc/>
    public void Take<TStage>() where TStage : struct, IExplicitStage
    {
        TState stageValue = TStage.StageValue<T, TState, ExplicitStep<TState>>(step, y, ref tried);
        tried[TStage.Index] = model.Rate(time.Plus(TStage.C, step), stageValue);
        if (TStage.Index == TMethod.Stages)
            tried.Next = stageValue;
    }

    /// <inheritdoc/>
    public Interpolant<T> Dense(int output)
    {
        var derivatives = default(ExplicitStep<T>);
        derivatives.K1 = model.Output(tried.K1, output);
        derivatives.K2 = model.Output(tried.K2, output);
        derivatives.K3 = model.Output(tried.K3, output);
        derivatives.K4 = model.Output(tried.K4, output);
        derivatives.K5 = model.Output(tried.K5, output);
        derivatives.K6 = model.Output(tried.K6, output);
        derivatives.K7 = model.Output(tried.K7, output);
        return TMethod.Dense(step, model.Output(y, output), model.Output(tried.Next - y, output), ref derivatives);
    }

    /// <inheritdoc/>
    public readonly Interpolant<T> DenseState(int state)
    {
        var derivatives = default(ExplicitStep<T>);
        for (int stage = 1; stage <= TMethod.Stages; stage++)
            derivatives[stage] = Component(tried[stage], state);
        return TMethod.Dense(step, Component(y, state), Component(tried.Next - y, state), ref derivatives);
    }

    static unsafe T Component(TState x, int state)
    {
        T* all = stackalloc T[TState.Count];
        x.Store(new HostWorkspaceView<T>(all, 1), 0, 0);
        return all[state];
    }

    /// <inheritdoc/>
    public void Accept(T accepted)
    {
        y = TState.Select(accepted, tried.Next, y);
        tried.K1 = TState.Select(accepted, tried[TMethod.Stages], tried.K1);
    }
}
