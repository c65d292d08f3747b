using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels.Compartments;

/// <summary>A compartment law with an explicit method; all states in registers.</summary>
public struct CompartmentStepper<TLaw, T, TState, TMethod> : IStepper<T>
    where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
    where T : unmanaged, IReal<T>
    where TState : unmanaged, IState<TState, T>
    where TMethod : struct, IRungeKutta
{
    TLaw law;
    TState y, rate;
    ExplicitStep<TState> tried;
    T step;

    /// <inheritdoc/>
    public static int Order => TMethod.Order;

    /// <inheritdoc/>
    public static int Outputs => TLaw.Outputs;

    /// <inheritdoc/>
    public static int Channels => TLaw.Channels;

    /// <inheritdoc/>
    public void Begin<TRow>(TRow parameters, T fresh) where TRow : struct, IRow<T>
    {
        law = TLaw.From(parameters);
        TState start = TLaw.Dosed(law, law.Start);
        y = TState.Select(fresh, start, y);
        rate = TState.Select(fresh, law.Rate(T.Of(0), start), rate);
    }

    /// <inheritdoc/>
    public void Turn<TRow>(TRow parameters, T t, T turned) where TRow : struct, IRow<T>
    {
        law = TLaw.From(parameters);
        y = TState.Select(turned, TLaw.Dosed(law, y), y);
        rate = TState.Select(turned, law.Rate(t, y), rate);
    }

    /// <summary>A first step in which the states together move by a twentieth of their size.</summary>
    public readonly T FirstStep(T t, Tolerance<T> tolerance)
    {
        var unweighted = new Tolerance<T>(T.Of(1), T.Of(0));
        T size = TState.Weigh(y, y, y, unweighted), speed = TState.Weigh(rate, y, y, unweighted);
        return T.Of(0.05) * T.Sqrt(T.Max(size, T.Of(1e-10)) / T.Max(speed, T.Of(1e-20)));
    }

    /// <inheritdoc/>
    public T Try(T t, T h, Tolerance<T> tolerance)
    {
        step = h;
        TMethod.Step(law, t, h, y, rate, ref tried);
        return T.Sqrt(TState.Weigh(tried.Error, y, tried.Next, tolerance) * T.Of(1.0 / TState.Count));
    }

    /// <inheritdoc/>
    public readonly DenseStep<T> Dense(int output) => TMethod.Dense(
        step, law.Output(y, output), law.Output(tried.Next - y, output),
        new StageSlopes<T>(
            law.Output(rate, output), law.Output(tried.K2, output), law.Output(tried.K3, output), law.Output(tried.K4, output),
            law.Output(tried.K5, output), law.Output(tried.K6, output), law.Output(tried.NextRate, output)));

    /// <inheritdoc/>
    public void Keep(T accepted)
    {
        y = TState.Select(accepted, tried.Next, y);
        rate = TState.Select(accepted, tried.NextRate, rate);
    }
}
