using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Compartments;

namespace SurrogateEngine.Tests.Kernels.Solvers;

/// <summary>A system with a closed form for measuring orders: a' = -a, b' = a - b, c' = -c^2, d' = 5 t^4 + t^5 - d.</summary>
readonly struct Decay<T> : ICompartmentModel<Decay<T>, T, State4<T>> where T : unmanaged, IReal<T>
{
    public static int Outputs => 4;

    public static Decay<T> From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T> => default;

    public State4<T> Start => new(T.FromDouble(1), T.FromDouble(0), T.FromDouble(1), T.FromDouble(0));

    public State4<T> Rate(T t, State4<T> y) =>
        new(-y.A, y.A - y.B, -(y.C * y.C), T.FromDouble(5) * t * t * t * t - y.D + t * t * t * t * t);

    public T Output(State4<T> y, int output) => output switch { 0 => y.A, 1 => y.B, 2 => y.C, _ => y.D };

    /// <summary>The exact states at t.</summary>
    public static double[] Exact(double t) => [Math.Exp(-t), t * Math.Exp(-t), 1 / (1 + t), Math.Pow(t, 5)];
}
