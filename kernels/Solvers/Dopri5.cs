using System.Runtime.CompilerServices;
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ExplicitStep<TState> Step<TLaw, T, TState>(TLaw law, T t, T h, TState y, TState k1)
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where T : unmanaged, IReal<T>
        where TState : unmanaged, IState<TState, T>
    {
        TState k2 = law.Rate(t.Plus(1.0 / 5, h), y.Add(1.0 / 5 * h, k1));
        TState k3 = law.Rate(t.Plus(3.0 / 10, h), y.Add(3.0 / 40 * h, k1).Add(9.0 / 40 * h, k2));
        TState k4 = law.Rate(t.Plus(4.0 / 5, h), y.Add(44.0 / 45 * h, k1).Add(-56.0 / 15 * h, k2).Add(32.0 / 9 * h, k3));
        TState k5 = law.Rate(t.Plus(8.0 / 9, h), y.Add(19372.0 / 6561 * h, k1).Add(-25360.0 / 2187 * h, k2)
            .Add(64448.0 / 6561 * h, k3).Add(-212.0 / 729 * h, k4));
        TState k6 = law.Rate(t + h, y.Add(9017.0 / 3168 * h, k1).Add(-355.0 / 33 * h, k2)
            .Add(46732.0 / 5247 * h, k3).Add(49.0 / 176 * h, k4).Add(-5103.0 / 18656 * h, k5));
        TState rise = (35.0 / 384 * h * k1).Add(500.0 / 1113 * h, k3).Add(125.0 / 192 * h, k4)
            .Add(-2187.0 / 6784 * h, k5).Add(11.0 / 84 * h, k6);
        TState next = y + rise;
        TState k7 = law.Rate(t + h, next);

        TState error = (71.0 / 57600 * h * k1).Add(-71.0 / 16695 * h, k3).Add(71.0 / 1920 * h, k4)
            .Add(-17253.0 / 339200 * h, k5).Add(22.0 / 525 * h, k6).Add(-1.0 / 40 * h, k7);

        TState p = h * k1 - rise;
        TState cubic = rise - h * k7 - p;
        TState quartic = (-12715105075.0 / 11282082432 * h * k1).Add(87487479700.0 / 32700410799 * h, k3)
            .Add(-10690763975.0 / 1880347072 * h, k4).Add(701980252875.0 / 199316789632 * h, k5)
            .Add(-1453857185.0 / 822651844 * h, k6).Add(69997945.0 / 29380423 * h, k7);
        // Hairer's last factor is (1 - theta) quartic; ours is theta R.
        return new(next, k7, error, p, cubic + quartic, T.Of(-1) * quartic);
    }
}
