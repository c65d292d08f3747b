using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Systems.Compartments;

/// <summary>Four states.</summary>
public readonly struct State4<T>(T a, T b, T c, T d) : IState<State4<T>, T> where T : unmanaged, IReal<T>
{
    /// <summary>The states in the model's order.</summary>
    public readonly T A = a, B = b, C = c, D = d;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Count => 4;

    [MethodImpl(Inline)] public void Deconstruct(out T a, out T b, out T c, out T d) => (a, b, c, d) = (A, B, C, D);
    [MethodImpl(Inline)] public static State4<T> operator +(State4<T> x, State4<T> y) => new(x.A + y.A, x.B + y.B, x.C + y.C, x.D + y.D);
    [MethodImpl(Inline)] public static State4<T> operator -(State4<T> x, State4<T> y) => new(x.A - y.A, x.B - y.B, x.C - y.C, x.D - y.D);
    [MethodImpl(Inline)] public static State4<T> operator *(State4<T> x, State4<T> y) => new(x.A * y.A, x.B * y.B, x.C * y.C, x.D * y.D);
    [MethodImpl(Inline)]
    public static State4<T> Scale(T k, State4<T> x) =>
        new(T.Scale(k, x.A), T.Scale(k, x.B), T.Scale(k, x.C), T.Scale(k, x.D));
    [MethodImpl(Inline)]
    public static State4<T> Axpy(T k, State4<T> x, State4<T> y) =>
        new(T.Axpy(k, x.A, y.A), T.Axpy(k, x.B, y.B), T.Axpy(k, x.C, y.C), T.Axpy(k, x.D, y.D));

    [MethodImpl(Inline)]
    public static State4<T> Select(T mask, State4<T> yes, State4<T> no) =>
        new(T.Select(mask, yes.A, no.A), T.Select(mask, yes.B, no.B), T.Select(mask, yes.C, no.C), T.Select(mask, yes.D, no.D));

    [MethodImpl(Inline)]
    public static T ErrorNormSquared(State4<T> x, State4<T> a, State4<T> b, Tolerance<T> tolerance) =>
        tolerance.Square(x.A, a.A, b.A) + tolerance.Square(x.B, a.B, b.B)
        + (tolerance.Square(x.C, a.C, b.C) + tolerance.Square(x.D, a.D, b.D));

    [MethodImpl(Inline)]
    public static T Dot(State4<T> x, State4<T> y) => T.Fma(x.D, y.D, T.Fma(x.C, y.C, T.Fma(x.B, y.B, x.A * y.A)));

    [MethodImpl(Inline)]
    public static State4<T> Load<TWorkspace>(TWorkspace workspace, int first, int field) where TWorkspace : struct, IWorkspace<T> =>
        new(workspace[first, field], workspace[first + 1, field], workspace[first + 2, field], workspace[first + 3, field]);

    [MethodImpl(Inline)]
    public void Store<TWorkspace>(TWorkspace workspace, int first, int field) where TWorkspace : struct, IWorkspace<T>
    {
        workspace[first, field] = A;
        workspace[first + 1, field] = B;
        workspace[first + 2, field] = C;
        workspace[first + 3, field] = D;
    }
}
