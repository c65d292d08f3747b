using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Compartments;

/// <summary>Two groups of states as one, for laws with more than four: carrier and body, or, joined again, as many as one likes.</summary>
public readonly struct Joined<TFirst, TSecond, T>(TFirst first, TSecond second) : IState<Joined<TFirst, TSecond, T>, T>
    where TFirst : unmanaged, IState<TFirst, T>
    where TSecond : unmanaged, IState<TSecond, T>
    where T : unmanaged, IReal<T>
{
    /// <summary>The states that come first.</summary>
    public readonly TFirst First = first;

    /// <summary>The others.</summary>
    public readonly TSecond Second = second;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Count => TFirst.Count + TSecond.Count;

    [MethodImpl(Inline)] public void Deconstruct(out TFirst first, out TSecond second) => (first, second) = (First, Second);
    [MethodImpl(Inline)] public static Joined<TFirst, TSecond, T> operator +(Joined<TFirst, TSecond, T> x, Joined<TFirst, TSecond, T> y) => new(x.First + y.First, x.Second + y.Second);
    [MethodImpl(Inline)] public static Joined<TFirst, TSecond, T> operator -(Joined<TFirst, TSecond, T> x, Joined<TFirst, TSecond, T> y) => new(x.First - y.First, x.Second - y.Second);
    [MethodImpl(Inline)] public static Joined<TFirst, TSecond, T> Scale(T k, Joined<TFirst, TSecond, T> x) => new(TFirst.Scale(k, x.First), TSecond.Scale(k, x.Second));

    [MethodImpl(Inline)]
    public static Joined<TFirst, TSecond, T> Axpy(T k, Joined<TFirst, TSecond, T> x, Joined<TFirst, TSecond, T> y) =>
        new(TFirst.Axpy(k, x.First, y.First), TSecond.Axpy(k, x.Second, y.Second));

    [MethodImpl(Inline)]
    public static Joined<TFirst, TSecond, T> Select(T mask, Joined<TFirst, TSecond, T> yes, Joined<TFirst, TSecond, T> no) =>
        new(TFirst.Select(mask, yes.First, no.First), TSecond.Select(mask, yes.Second, no.Second));

    [MethodImpl(Inline)]
    public static T Weigh(Joined<TFirst, TSecond, T> x, Joined<TFirst, TSecond, T> a, Joined<TFirst, TSecond, T> b, Tolerance<T> tolerance) =>
        TFirst.Weigh(x.First, a.First, b.First, tolerance) + TSecond.Weigh(x.Second, a.Second, b.Second, tolerance);

    [MethodImpl(Inline)]
    public static T Dot(Joined<TFirst, TSecond, T> x, Joined<TFirst, TSecond, T> y) => TFirst.Dot(x.First, y.First) + TSecond.Dot(x.Second, y.Second);

    [MethodImpl(Inline)]
    public static Joined<TFirst, TSecond, T> Load<TRows>(TRows rows, int first, int field) where TRows : struct, IRows<T> =>
        new(TFirst.Load(rows, first, field), TSecond.Load(rows, first + TFirst.Count, field));

    [MethodImpl(Inline)]
    public void Store<TRows>(TRows rows, int first, int field) where TRows : struct, IRows<T>
    {
        First.Store(rows, first, field);
        Second.Store(rows, first + TFirst.Count, field);
    }
}
