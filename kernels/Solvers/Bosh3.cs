using SurrogateEngine.Kernels.Compartments;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>
/// Bogacki and Shampine's pair of orders 3 and 2 with dense output of order 3: the cubic through both ends and their slopes.
/// P. Bogacki, L. F. Shampine, A 3(2) pair of Runge-Kutta formulas, Appl. Math. Lett. 2 (1989) 321.
/// </summary>
public readonly struct Bosh3 : IRungeKutta
{
    public static string Name => "bosh3";

    public static int Order => 3;

    public static void Step<TLaw, T, TState>(in TLaw law, T t, T h, in TState y, in TState k1, ref ExplicitStep<TState> step)
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where T : unmanaged, IReal<T>
        where TState : unmanaged, IState<TState, T>
    {
        step.K2 = law.Rate(t.Plus(1.0 / 2, h), y.Add(1.0 / 2 * h, k1));
        step.K3 = law.Rate(t.Plus(3.0 / 4, h), y.Add(3.0 / 4 * h, step.K2));
        step.Next = Next(h, y, k1, step.K2, step.K3);
        step.NextRate = law.Rate(t + h, step.Next);
        step.Error = Error(h, k1, step.K2, step.K3, step.NextRate);
    }

    public static DenseStep<T> Dense<T>(T h, T start, T rise, StageSlopes<T> k) where T : unmanaged, IReal<T>
    {
        T p = h * k.K1 - rise;
        return new(start, rise, p, rise - h * k.Last - p, T.Of(0));
    }

    static TState Next<T, TState>(T h, in TState y, in TState k1, in TState k2, in TState k3)
        where T : unmanaged, IReal<T> where TState : unmanaged, IState<TState, T> =>
        y.Add(2.0 / 9 * h, k1).Add(1.0 / 3 * h, k2).Add(4.0 / 9 * h, k3);

    static TState Error<T, TState>(T h, in TState k1, in TState k2, in TState k3, in TState k4)
        where T : unmanaged, IReal<T> where TState : unmanaged, IState<TState, T> =>
        (-5.0 / 72 * h * k1).Add(1.0 / 12 * h, k2).Add(1.0 / 9 * h, k3).Add(-1.0 / 8 * h, k4);
}
