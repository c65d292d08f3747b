using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Compartments;

namespace SurrogateEngine.Tests.Kernels.Solvers;

/// <summary><see cref="Decay{T}"/>, which owns up to looking at the time.</summary>
readonly struct TimedDecay<T> : ICompartmentModel<TimedDecay<T>, T, State4<T>> where T : unmanaged, IReal<T>
{
    public static int Outputs => 4;

    public static bool DependsOnTime => true;

    public static TimedDecay<T> From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T> => default;

    public State4<T> Start => default(Decay<T>).Start;

    public State4<T> Rate(T t, State4<T> y) => default(Decay<T>).Rate(t, y);

    public T Output(State4<T> y, int output) => default(Decay<T>).Output(y, output);
}
