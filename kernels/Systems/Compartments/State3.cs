using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Systems.Compartments;

/// <summary>Three states.</summary>
public readonly struct State3<T>(T a, T b, T c) : IState<State3<T>, T> where T : unmanaged, IReal<T>
{
    /// <summary>The states in the model's order.</summary>
    public readonly T A = a, B = b, C = c;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Count => 3;

    [MethodImpl(Inline)] public void Deconstruct(out T a, out T b, out T c) => (a, b, c) = (A, B, C);
    [MethodImpl(Inline)] public static State3<T> operator +(State3<T> x, State3<T> y) => new(x.A + y.A, x.B + y.B, x.C + y.C);
    [MethodImpl(Inline)] public static State3<T> operator -(State3<T> x, State3<T> y) => new(x.A - y.A, x.B - y.B, x.C - y.C);
    [MethodImpl(Inline)] public static State3<T> operator *(State3<T> x, State3<T> y) => new(x.A * y.A, x.B * y.B, x.C * y.C);
    [MethodImpl(Inline)] public static State3<T> Scale(T k, State3<T> x) => new(T.Scale(k, x.A), T.Scale(k, x.B), T.Scale(k, x.C));
    [MethodImpl(Inline)]
    public static State3<T> Axpy(T k, State3<T> x, State3<T> y) =>
        new(T.Axpy(k, x.A, y.A), T.Axpy(k, x.B, y.B), T.Axpy(k, x.C, y.C));

    [MethodImpl(Inline)]
    public static State3<T> Select(T mask, State3<T> yes, State3<T> no) =>
        new(T.Select(mask, yes.A, no.A), T.Select(mask, yes.B, no.B), T.Select(mask, yes.C, no.C));

    [MethodImpl(Inline)]
    public static T ErrorNormSquared(State3<T> x, State3<T> a, State3<T> b, Tolerance<T> tolerance) =>
        tolerance.Square(x.A, a.A, b.A) + tolerance.Square(x.B, a.B, b.B) + tolerance.Square(x.C, a.C, b.C);

    [MethodImpl(Inline)]
    public static T Dot(State3<T> x, State3<T> y) => T.Fma(x.C, y.C, T.Fma(x.B, y.B, x.A * y.A));

    [MethodImpl(Inline)]
    public static State3<T> Load<TWorkspace>(TWorkspace workspace, int first, int field) where TWorkspace : struct, IWorkspace<T> =>
        new(workspace[first, field], workspace[first + 1, field], workspace[first + 2, field]);

    [MethodImpl(Inline)]
    public void Store<TWorkspace>(TWorkspace workspace, int first, int field) where TWorkspace : struct, IWorkspace<T>
    {
        workspace[first, field] = A;
        workspace[first + 1, field] = B;
        workspace[first + 2, field] = C;
    }
}
