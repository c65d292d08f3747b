using SurrogateEngine.Kernels.Host;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels.Compartments;

/// <summary>A compartment law with an explicit method; all states in registers.</summary>
struct CompartmentStepper<TLaw, T, TState, TRows, TGrid, TMethod> : IStepper<CompartmentStepper<TLaw, T, TState, TRows, TGrid, TMethod>, T, TRows, TGrid>, IExplicitSystem
    where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
    where T : unmanaged, IReal<T>
    where TState : unmanaged, IState<TState, T>
    where TMethod : struct, IRungeKutta
{
    TLaw law;
    TState y;
    ExplicitStep<TState> tried;
    T time, step;

    /// <inheritdoc/>
    public static int Order => TMethod.Order;

    /// <inheritdoc/>
    public static int Outputs => TLaw.Outputs;

    /// <inheritdoc/>
    public static int Channels => TLaw.Channels;

    /// <inheritdoc/>
    public static StateLayout Layout(int shells) => new(0, 0, TState.Count);

    /// <inheritdoc/>
    public static int Fields => 0;

    /// <inheritdoc/>
    public static CompartmentStepper<TLaw, T, TState, TRows, TGrid, TMethod> Create(TRows rows, TGrid grid) => default;

    /// <inheritdoc/>
    public void Begin<TRow>(TRow parameters, T fresh) where TRow : struct, IRow<T>
    {
        law = TLaw.From(parameters);
        TState start = TLaw.Dosed(law, law.Start);
        y = TState.Select(fresh, start, y);
        tried.K1 = TState.Select(fresh, law.Rate(T.Of(0), start), tried.K1);
    }

    /// <inheritdoc/>
    public void Turn<TRow>(TRow parameters, T t, T turned) where TRow : struct, IRow<T>
    {
        law = TLaw.From(parameters);
        y = TState.Select(turned, TLaw.Dosed(law, y), y);
        tried.K1 = TState.Select(turned, law.Rate(t, y), tried.K1);
    }

    /// <summary>A first step in which the states together move by a twentieth of their size.</summary>
    public readonly T FirstStep(T t, Tolerance<T> tolerance)
    {
        var unweighted = new Tolerance<T>(T.Of(1), T.Of(0));
        T size = TState.Weigh(y, y, y, unweighted), speed = TState.Weigh(tried.K1, y, y, unweighted);
        return T.Of(0.05) * T.Sqrt(T.Max(size, T.Of(1e-10)) / T.Max(speed, T.Of(1e-20)));
    }

    /// <inheritdoc/>
    public T Try(T t, T h, Tolerance<T> tolerance)
    {
        time = t;
        step = h;
        TMethod.Step(ref this);
        TState error = TMethod.Error<T, TState, ExplicitStep<TState>>(h, ref tried);
        return T.Sqrt(TState.Weigh(error, y, tried.Next, tolerance) * T.Of(1.0 / TState.Count));
    }

    /// <inheritdoc/>
    public void Take<TStage>() where TStage : struct, IExplicitStage
    {
        TState argument = TStage.Argument<T, TState, ExplicitStep<TState>>(step, y, ref tried);
        tried[TStage.Index] = law.Rate(time.Plus(TStage.Node, step), argument);
        if (TStage.Index == TMethod.Stages)
            tried.Next = argument;
    }

    /// <inheritdoc/>
    public DenseStep<T> Dense(int output)
    {
        var slopes = default(ExplicitStep<T>);
        slopes.K1 = law.Output(tried.K1, output);
        slopes.K2 = law.Output(tried.K2, output);
        slopes.K3 = law.Output(tried.K3, output);
        slopes.K4 = law.Output(tried.K4, output);
        slopes.K5 = law.Output(tried.K5, output);
        slopes.K6 = law.Output(tried.K6, output);
        slopes.K7 = law.Output(tried.K7, output);
        return TMethod.Dense(step, law.Output(y, output), law.Output(tried.Next - y, output), ref slopes);
    }

    /// <inheritdoc/>
    public readonly DenseStep<T> DenseState(int state)
    {
        var slopes = default(ExplicitStep<T>);
        for (int stage = 1; stage <= TMethod.Stages; stage++)
            slopes[stage] = Component(tried[stage], state);
        return TMethod.Dense(step, Component(y, state), Component(tried.Next - y, state), ref slopes);
    }

    static unsafe T Component(TState x, int state)
    {
        T* all = stackalloc T[TState.Count];
        x.Store(new HostRows<T>(all, 1), 0, 0);
        return all[state];
    }

    /// <inheritdoc/>
    public void Keep(T accepted)
    {
        y = TState.Select(accepted, tried.Next, y);
        tried.K1 = TState.Select(accepted, tried[TMethod.Stages], tried.K1);
    }
}
