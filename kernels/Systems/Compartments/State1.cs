using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Systems.Compartments;

/// <summary>One state.</summary>
public readonly struct State1<T>(T a) : IState<State1<T>, T> where T : unmanaged, IReal<T>
{
    /// <summary>The state.</summary>
    public readonly T A = a;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Count => 1;

    [MethodImpl(Inline)] public static State1<T> operator +(State1<T> x, State1<T> y) => new(x.A + y.A);
    [MethodImpl(Inline)] public static State1<T> operator -(State1<T> x, State1<T> y) => new(x.A - y.A);
    [MethodImpl(Inline)] public static State1<T> operator *(State1<T> x, State1<T> y) => new(x.A * y.A);
    [MethodImpl(Inline)] public static State1<T> Scale(T k, State1<T> x) => new(T.Scale(k, x.A));
    [MethodImpl(Inline)] public static State1<T> Axpy(T k, State1<T> x, State1<T> y) => new(T.Axpy(k, x.A, y.A));
    [MethodImpl(Inline)] public static State1<T> Select(T mask, State1<T> yes, State1<T> no) => new(T.Select(mask, yes.A, no.A));

    [MethodImpl(Inline)]
    public static T ErrorNormSquared(State1<T> x, State1<T> a, State1<T> b, Tolerance<T> tolerance) => tolerance.Square(x.A, a.A, b.A);

    [MethodImpl(Inline)] public static T Dot(State1<T> x, State1<T> y) => x.A * y.A;

    [MethodImpl(Inline)]
    public static State1<T> Load<TWorkspace>(TWorkspace workspace, int first, int field) where TWorkspace : struct, IWorkspace<T> =>
        new(workspace[first, field]);

    [MethodImpl(Inline)]
    public void Store<TWorkspace>(TWorkspace workspace, int first, int field) where TWorkspace : struct, IWorkspace<T> =>
        workspace[first, field] = A;
}
