using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Systems.Compartments;

/// <summary>Two states.</summary>
public readonly struct State2<T>(T a, T b) : IState<State2<T>, T> where T : unmanaged, IReal<T>
{
    /// <summary>The states in the model's order.</summary>
    public readonly T A = a, B = b;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Count => 2;

    [MethodImpl(Inline)] public void Deconstruct(out T a, out T b) => (a, b) = (A, B);
    [MethodImpl(Inline)] public static State2<T> operator +(State2<T> x, State2<T> y) => new(x.A + y.A, x.B + y.B);
    [MethodImpl(Inline)] public static State2<T> operator -(State2<T> x, State2<T> y) => new(x.A - y.A, x.B - y.B);
    [MethodImpl(Inline)] public static State2<T> operator *(State2<T> x, State2<T> y) => new(x.A * y.A, x.B * y.B);
    [MethodImpl(Inline)] public static State2<T> Scale(T k, State2<T> x) => new(T.Scale(k, x.A), T.Scale(k, x.B));
    [MethodImpl(Inline)] public static State2<T> Axpy(T k, State2<T> x, State2<T> y) => new(T.Axpy(k, x.A, y.A), T.Axpy(k, x.B, y.B));

    [MethodImpl(Inline)]
    public static State2<T> Select(T mask, State2<T> yes, State2<T> no) =>
        new(T.Select(mask, yes.A, no.A), T.Select(mask, yes.B, no.B));

    [MethodImpl(Inline)]
    public static T ErrorNormSquared(State2<T> x, State2<T> a, State2<T> b, Tolerance<T> tolerance) =>
        tolerance.Square(x.A, a.A, b.A) + tolerance.Square(x.B, a.B, b.B);

    [MethodImpl(Inline)]
    public static T Dot(State2<T> x, State2<T> y) => T.Fma(x.B, y.B, x.A * y.A);

    [MethodImpl(Inline)]
    public static State2<T> Load<TWorkspace>(TWorkspace workspace, int first, int field) where TWorkspace : struct, IWorkspace<T> =>
        new(workspace[first, field], workspace[first + 1, field]);

    [MethodImpl(Inline)]
    public void Store<TWorkspace>(TWorkspace workspace, int first, int field) where TWorkspace : struct, IWorkspace<T>
    {
        workspace[first, field] = A;
        workspace[first + 1, field] = B;
    }
}
