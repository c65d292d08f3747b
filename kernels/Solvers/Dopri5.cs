using SurrogateEngine.Kernels.Compartments;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>
/// Dormand and Prince's pair of orders 5 and 4 with dense output of order 4.
/// J. R. Dormand, P. J. Prince, J. Comput. Appl. Math. 6 (1980) 19, Table 2; dense output: Hairer, Norsett and Wanner,
/// Solving ODEs I, 2nd ed., section II.6.
/// </summary>
public readonly struct Dopri5 : IRungeKutta
{
    public static string Name => "dopri5";

    public static int Order => 5;

    // Each sum is a method of its own: a compiler that meets all of them at once runs out of places for their vectors.
    public static void Step<TLaw, T, TState>(in TLaw law, T t, T h, in TState y, in TState k1, ref ExplicitStep<TState> step)
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where T : unmanaged, IReal<T>
        where TState : unmanaged, IState<TState, T>
    {
        step.K2 = law.Rate(t.Plus(1.0 / 5, h), y.Add(1.0 / 5 * h, k1));
        step.K3 = law.Rate(t.Plus(3.0 / 10, h), Third(h, y, k1, step.K2));
        step.K4 = law.Rate(t.Plus(4.0 / 5, h), Fourth(h, y, k1, step.K2, step.K3));
        step.K5 = law.Rate(t.Plus(8.0 / 9, h), Fifth(h, y, k1, step.K2, step.K3, step.K4));
        step.K6 = law.Rate(t + h, Sixth(h, y, k1, step.K2, step.K3, step.K4, step.K5));
        step.Next = Next(h, y, k1, step.K3, step.K4, step.K5, step.K6);
        step.NextRate = law.Rate(t + h, step.Next);
        step.Error = Error(h, k1, step.K3, step.K4, step.K5, step.K6, step.NextRate);
    }

    public static DenseStep<T> Dense<T>(T h, T start, T rise, StageSlopes<T> k) where T : unmanaged, IReal<T>
    {
        T p = h * k.K1 - rise, cubic = rise - h * k.Last - p;
        T quartic = h * (-12715105075.0 / 11282082432 * k.K1).Plus(87487479700.0 / 32700410799, k.K3)
            .Plus(-10690763975.0 / 1880347072, k.K4).Plus(701980252875.0 / 199316789632, k.K5)
            .Plus(-1453857185.0 / 822651844, k.K6).Plus(69997945.0 / 29380423, k.Last);
        // Hairer's last factor is (1 - theta) quartic; ours is theta R.
        return new(start, rise, p, cubic + quartic, -quartic);
    }

    static TState Third<T, TState>(T h, in TState y, in TState k1, in TState k2)
        where T : unmanaged, IReal<T> where TState : unmanaged, IState<TState, T> =>
        y.Add(3.0 / 40 * h, k1).Add(9.0 / 40 * h, k2);

    static TState Fourth<T, TState>(T h, in TState y, in TState k1, in TState k2, in TState k3)
        where T : unmanaged, IReal<T> where TState : unmanaged, IState<TState, T> =>
        y.Add(44.0 / 45 * h, k1).Add(-56.0 / 15 * h, k2).Add(32.0 / 9 * h, k3);

    static TState Fifth<T, TState>(T h, in TState y, in TState k1, in TState k2, in TState k3, in TState k4)
        where T : unmanaged, IReal<T> where TState : unmanaged, IState<TState, T> =>
        y.Add(19372.0 / 6561 * h, k1).Add(-25360.0 / 2187 * h, k2).Add(64448.0 / 6561 * h, k3).Add(-212.0 / 729 * h, k4);

    static TState Sixth<T, TState>(T h, in TState y, in TState k1, in TState k2, in TState k3, in TState k4, in TState k5)
        where T : unmanaged, IReal<T> where TState : unmanaged, IState<TState, T> =>
        y.Add(9017.0 / 3168 * h, k1).Add(-355.0 / 33 * h, k2).Add(46732.0 / 5247 * h, k3).Add(49.0 / 176 * h, k4).Add(-5103.0 / 18656 * h, k5);

    static TState Next<T, TState>(T h, in TState y, in TState k1, in TState k3, in TState k4, in TState k5, in TState k6)
        where T : unmanaged, IReal<T> where TState : unmanaged, IState<TState, T> =>
        y.Add(35.0 / 384 * h, k1).Add(500.0 / 1113 * h, k3).Add(125.0 / 192 * h, k4).Add(-2187.0 / 6784 * h, k5).Add(11.0 / 84 * h, k6);

    static TState Error<T, TState>(T h, in TState k1, in TState k3, in TState k4, in TState k5, in TState k6, in TState k7)
        where T : unmanaged, IReal<T> where TState : unmanaged, IState<TState, T> =>
        (71.0 / 57600 * h * k1).Add(-71.0 / 16695 * h, k3).Add(71.0 / 1920 * h, k4)
            .Add(-17253.0 / 339200 * h, k5).Add(22.0 / 525 * h, k6).Add(-1.0 / 40 * h, k7);
}
