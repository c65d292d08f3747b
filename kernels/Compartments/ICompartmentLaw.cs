using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Compartments;

/// <summary>A law with a handful of states: dy/dt = f(t, y, p).</summary>
public interface ICompartmentLaw<TSelf, T, TState>
    where TSelf : unmanaged, ICompartmentLaw<TSelf, T, TState>
    where T : unmanaged, IReal<T>
    where TState : unmanaged, IState<TState, T>
{
    /// <summary>Curves the law gives.</summary>
    static abstract int Outputs { get; }

    /// <summary>Outside conditions it feels: columns of the row behind its parameters, constant between a schedule's edges.</summary>
    static virtual int Channels => 0;

    /// <summary>True if <see cref="Rate"/> looks at the time itself: a Rosenbrock method then needs df/dt to keep its order.</summary>
    static virtual bool DependsOnTime => false;

    /// <summary>The states right after an edge, where a dose may have arrived; the law is the one that holds from there on.</summary>
    static virtual TState Dosed(TSelf law, TState y) => y;

    /// <summary>The law at one row of the parameter table.</summary>
    static abstract TSelf From<TRow>(TRow row) where TRow : struct, IRow<T>;

    /// <summary>y(0).</summary>
    TState Start { get; }

    /// <summary>f(t, y, p).</summary>
    TState Rate(T t, TState y);

    /// <summary>One output; a linear function of the states, because it is also applied to increments.</summary>
    T Output(TState y, int output);
}
