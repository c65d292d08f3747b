using SurrogateEngine.Kernels.Compartments;
using SurrogateEngine.Kernels.Host;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.States;

/// <summary>A compartment law whose outputs are its states.</summary>
readonly unsafe struct EveryState<TLaw, T, TState>(TLaw law) : ICompartmentLaw<EveryState<TLaw, T, TState>, T, TState>
    where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
    where T : unmanaged, IReal<T>
    where TState : unmanaged, IState<TState, T>
{
    readonly TLaw law = law;

    public static int Outputs => TState.Count;

    public static int Channels => TLaw.Channels;

    public static bool DependsOnTime => TLaw.DependsOnTime;

    public static TState Dosed(EveryState<TLaw, T, TState> law, TState y) => TLaw.Dosed(law.law, y);

    public static EveryState<TLaw, T, TState> From<TRow>(TRow row) where TRow : struct, IRow<T> => new(TLaw.From(row));

    public TState Start => law.Start;

    public TState Rate(T t, TState y) => law.Rate(t, y);

    public T Output(TState y, int output)
    {
        T* all = stackalloc T[TState.Count];
        y.Store(new HostRows<T>(all, 1), 0, 0);
        return all[output];
    }
}
