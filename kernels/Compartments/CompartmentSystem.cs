using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels.Compartments;

/// <summary>
/// A compartment law as a stiff system for a Rosenbrock method. States lie in records as a sphere's do (value, stages,
/// argument, a row of the matrix, h df/dt); the Jacobian comes from the same law read by dual numbers.
/// </summary>
/// <typeparam name="TLaw">The law.</typeparam>
/// <typeparam name="TDual">The same law in dual numbers.</typeparam>
/// <typeparam name="T">Its number.</typeparam>
/// <typeparam name="TState">Its states.</typeparam>
/// <typeparam name="TDualState">Its states in dual numbers.</typeparam>
/// <typeparam name="TRows">Where records lie.</typeparam>
/// <typeparam name="TGrid">Not used: there are no shells.</typeparam>
/// <typeparam name="TMethod">The method.</typeparam>
partial struct CompartmentSystem<TLaw, TDual, T, TState, TDualState, TRows, TGrid, TMethod>(TRows rows)
    : IStiffSystem, IStepper<CompartmentSystem<TLaw, TDual, T, TState, TDualState, TRows, TGrid, TMethod>, T, TRows, TGrid>
    where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
    where TDual : unmanaged, ICompartmentLaw<TDual, Dual<T>, TDualState>
    where T : unmanaged, IReal<T>
    where TState : unmanaged, IState<TState, T>
    where TDualState : unmanaged, IState<TDualState, Dual<T>>
    where TRows : struct, IRows<T>
    where TMethod : struct, IRosenbrock
{
    readonly TRows rows = rows;
    TLaw law;
    TDual slopes;
    T time, step, inverseStep;

    /// <inheritdoc/>
    public static int Order => TMethod.Order;

    /// <inheritdoc/>
    public static int Outputs => TLaw.Outputs;

    /// <inheritdoc/>
    public static int Channels => TLaw.Channels;

    /// <inheritdoc/>
    public static StateLayout Layout(int shells) => new(0, 0, TState.Count);

    /// <summary>Value, stages, argument, a row of the matrix, h df/dt.</summary>
    public static int Fields => TMethod.Stages + 3 + TState.Count;

    /// <inheritdoc/>
    public static CompartmentSystem<TLaw, TDual, T, TState, TDualState, TRows, TGrid, TMethod> Create(TRows rows, TGrid grid) => new(rows);

    static int Argument => TMethod.Stages + 1;

    static int Matrix => TMethod.Stages + 2;

    static int TimeField => Matrix + TState.Count;

    /// <inheritdoc/>
    public void Begin<TRow>(TRow parameters, T fresh) where TRow : struct, IRow<T>
    {
        Let(parameters);
        TState.Select(fresh, TLaw.Dosed(law, law.Start), TState.Load(rows, 0, 0)).Store(rows, 0, 0);
    }

    /// <inheritdoc/>
    public void Turn<TRow>(TRow parameters, T t, T turned) where TRow : struct, IRow<T>
    {
        Let(parameters);
        TState y = TState.Load(rows, 0, 0);
        TState.Select(turned, TLaw.Dosed(law, y), y).Store(rows, 0, 0);
    }

    void Let<TRow>(TRow parameters) where TRow : struct, IRow<T>
    {
        law = TLaw.From(parameters);
        slopes = TDual.From(new LiftedRow<TRow, T>(parameters));
    }

    /// <summary>A first step in which the states together move by a twentieth of their size.</summary>
    public readonly T FirstStep(T t, Tolerance<T> tolerance)
    {
        TState y = TState.Load(rows, 0, 0), rate = law.Rate(t, y);
        var unweighted = new Tolerance<T>(T.Of(1), T.Of(0));
        T size = TState.Weigh(y, y, y, unweighted), speed = TState.Weigh(rate, y, y, unweighted);
        return T.Of(0.05) * T.Sqrt(T.Max(size, T.Of(1e-10)) / T.Max(speed, T.Of(1e-20)));
    }

    /// <inheritdoc/>
    public T Try(T t, T h, Tolerance<T> tolerance)
    {
        time = t;
        step = h;
        inverseStep = T.Inverse(h);
        Linearise(T.Of(1 / TMethod.Gamma) * inverseStep);
        TMethod.Step(ref this);
        return Error(tolerance);
    }

    /// <inheritdoc/>
    public void Solve<TStage, TNext>() where TStage : struct, IStage where TNext : struct, IStage
    {
        TRows r = rows;
        for (int s = 0; s < TState.Count; s++)
            r[s, Argument] = StageSums.Argument<TStage, T, TRows>(r, s, Argument);
        law.Rate(T.Fma(T.Of(TStage.Node), step, time), TState.Load(r, 0, Argument)).Store(r, 0, TStage.Index);
        for (int s = 0; s < TState.Count; s++)
        {
            T right = StageSums.AddCarry<TStage, T, TRows>(r[s, TStage.Index], inverseStep, r, s);
            r[s, TStage.Index] = TLaw.DependsOnTime ? T.Axpy(T.Of(TStage.TimeWeight), r[s, TimeField], right) : right;
        }

        Substitute(TStage.Index);
    }

    /// <summary>Adds the last k to its argument, which gives the new states, and measures it as the error.</summary>
    readonly T Error(Tolerance<T> tolerance)
    {
        TRows r = rows;
        for (int s = 0; s < TState.Count; s++)
            r[s, Argument] += r[s, TMethod.Stages];
        T sum = TState.Weigh(TState.Load(r, 0, TMethod.Stages), TState.Load(r, 0, 0), TState.Load(r, 0, Argument), tolerance);
        return T.Sqrt(sum * T.Of(1.0 / TState.Count));
    }

    /// <inheritdoc/>
    public readonly DenseStep<T> Dense(int output)
    {
        var slopes = new FieldOutputs(law, rows, output);
        return DenseSums<TMethod>.Of(slopes[0], slopes[Argument], ref slopes);
    }

    /// <summary>What an output makes of each field of the records.</summary>
    readonly struct FieldOutputs(TLaw law, TRows rows, int output) : ISlopes<T>
    {
        readonly TLaw law = law;
        readonly TRows rows = rows;
        readonly int output = output;

        public T this[int field] => law.Output(TState.Load(rows, 0, field), output);
    }

    /// <inheritdoc/>
    public readonly DenseStep<T> DenseState(int state)
    {
        var slopes = new RowSlopes<T, TRows>(rows, state);
        return DenseSums<TMethod>.Of(slopes[0], slopes[Argument], ref slopes);
    }

    /// <inheritdoc/>
    public readonly void Keep(T accepted)
    {
        TRows r = rows;
        for (int s = 0; s < TState.Count; s++)
            r[s, 0] = T.Select(accepted, r[s, Argument], r[s, 0]);
    }
}
