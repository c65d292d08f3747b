using SurrogateEngine.Kernels.Compartments;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>
/// Tsitouras' pair of orders 5 and 4 with its free interpolant of order 4.
/// Ch. Tsitouras, Runge-Kutta pairs of order 5(4) satisfying only the first column simplifying assumption,
/// Comput. Math. Appl. 62 (2011) 770: the table of the pair and the interpolant given with it.
/// </summary>
public readonly struct Tsit5 : IRungeKutta
{
    public static string Name => "tsit5";

    public static int Order => 5;

    // Each sum is a method of its own: see Dopri5.
    public static void Step<TLaw, T, TState>(in TLaw law, T t, T h, in TState y, in TState k1, ref ExplicitStep<TState> step)
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where T : unmanaged, IReal<T>
        where TState : unmanaged, IState<TState, T>
    {
        step.K2 = law.Rate(t.Plus(0.161, h), y.Add(0.161 * h, k1));
        step.K3 = law.Rate(t.Plus(0.327, h), Third(h, y, k1, step.K2));
        step.K4 = law.Rate(t.Plus(0.9, h), Fourth(h, y, k1, step.K2, step.K3));
        step.K5 = law.Rate(t.Plus(0.9800255409045097, h), Fifth(h, y, k1, step.K2, step.K3, step.K4));
        step.K6 = law.Rate(t + h, Sixth(h, y, k1, step.K2, step.K3, step.K4, step.K5));
        step.Next = Next(h, y, k1, step.K2, step.K3, step.K4, step.K5, step.K6);
        step.NextRate = law.Rate(t + h, step.Next);
        step.Error = Error(h, k1, step.K2, step.K3, step.K4, step.K5, step.K6, step.NextRate);
    }

    public static DenseStep<T> Dense<T>(T h, T start, T rise, StageSlopes<T> k) where T : unmanaged, IReal<T>
    {
        T p = h * k.K1 - rise, cubic = rise - h * k.Last - p;
        // The interpolant has the slopes k1 and k7 at its ends; what is left to say is its coefficient of theta^4.
        T quartic = h * (-1.0530884977290216 * k.K1).Plus(0.1017, k.K2).Plus(2.490627285651252793, k.K3)
            .Plus(-16.54810288924490272, k.K4).Plus(47.37952196281928122, k.K5).Plus(-34.87065786149660974, k.K6).Plus(2.5, k.Last);
        return new(start, rise, p, cubic + quartic, -quartic);
    }

    static TState Third<T, TState>(T h, in TState y, in TState k1, in TState k2)
        where T : unmanaged, IReal<T> where TState : unmanaged, IState<TState, T> =>
        y.Add(-0.008480655492356992 * h, k1).Add(0.3354806554923570 * h, k2);

    static TState Fourth<T, TState>(T h, in TState y, in TState k1, in TState k2, in TState k3)
        where T : unmanaged, IReal<T> where TState : unmanaged, IState<TState, T> =>
        y.Add(2.897153057105494 * h, k1).Add(-6.359448489975075 * h, k2).Add(4.362295432869581 * h, k3);

    static TState Fifth<T, TState>(T h, in TState y, in TState k1, in TState k2, in TState k3, in TState k4)
        where T : unmanaged, IReal<T> where TState : unmanaged, IState<TState, T> =>
        y.Add(5.325864828439260 * h, k1).Add(-11.74888356406283 * h, k2).Add(7.495539342889836 * h, k3).Add(-0.09249506636175525 * h, k4);

    static TState Sixth<T, TState>(T h, in TState y, in TState k1, in TState k2, in TState k3, in TState k4, in TState k5)
        where T : unmanaged, IReal<T> where TState : unmanaged, IState<TState, T> =>
        y.Add(5.861455442946420 * h, k1).Add(-12.92096931784711 * h, k2).Add(8.159367898576159 * h, k3)
            .Add(-0.07158497328140100 * h, k4).Add(-0.02826905039406838 * h, k5);

    static TState Next<T, TState>(T h, in TState y, in TState k1, in TState k2, in TState k3, in TState k4, in TState k5, in TState k6)
        where T : unmanaged, IReal<T> where TState : unmanaged, IState<TState, T> =>
        y.Add(0.09646076681806523 * h, k1).Add(0.01 * h, k2).Add(0.4798896504144996 * h, k3)
            .Add(1.379008574103742 * h, k4).Add(-3.290069515436081 * h, k5).Add(2.324710524099774 * h, k6);

    static TState Error<T, TState>(T h, in TState k1, in TState k2, in TState k3, in TState k4, in TState k5, in TState k6, in TState k7)
        where T : unmanaged, IReal<T> where TState : unmanaged, IState<TState, T> =>
        (-0.00178001105222577714 * h * k1).Add(-0.0008164344596567469 * h, k2).Add(0.007880878010261995 * h, k3)
            .Add(-0.1447110071732629 * h, k4).Add(0.5823571654525552 * h, k5).Add(-0.45808210592918697 * h, k6).Add(1.0 / 66 * h, k7);
}
