using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Systems.Compartments;

/// <summary>Two groups of states as one, for models with more than four: carrier and body, or, joined again, as many as one
/// likes.</summary>
public readonly struct StatePair<TFirst, TSecond, T>(TFirst first, TSecond second) : IState<StatePair<TFirst, TSecond, T>, T>
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
    [MethodImpl(Inline)]
    public static StatePair<TFirst, TSecond, T> operator +(StatePair<TFirst, TSecond, T> x,
        StatePair<TFirst, TSecond, T> y) => new(x.First + y.First, x.Second + y.Second);
    [MethodImpl(Inline)]
    public static StatePair<TFirst, TSecond, T> operator -(StatePair<TFirst, TSecond, T> x,
        StatePair<TFirst, TSecond, T> y) => new(x.First - y.First, x.Second - y.Second);

    [MethodImpl(Inline)]
    public static StatePair<TFirst, TSecond, T> operator *(StatePair<TFirst, TSecond, T> x,
        StatePair<TFirst, TSecond, T> y) => new(x.First * y.First, x.Second * y.Second);
    [MethodImpl(Inline)]
    public static StatePair<TFirst, TSecond, T> Scale(T k, StatePair<TFirst, TSecond, T> x) =>
        new(TFirst.Scale(k, x.First), TSecond.Scale(k, x.Second));

    [MethodImpl(Inline)]
    public static StatePair<TFirst, TSecond, T> Axpy(T k, StatePair<TFirst, TSecond, T> x, StatePair<TFirst, TSecond, T> y) =>
        new(TFirst.Axpy(k, x.First, y.First), TSecond.Axpy(k, x.Second, y.Second));

    [MethodImpl(Inline)]
    public static StatePair<TFirst, TSecond, T> Select(T mask, StatePair<TFirst, TSecond, T> yes, StatePair<TFirst, TSecond, T> no) =>
        new(TFirst.Select(mask, yes.First, no.First), TSecond.Select(mask, yes.Second, no.Second));

    [MethodImpl(Inline)]
    public static T ErrorNormSquared(StatePair<TFirst, TSecond, T> x, StatePair<TFirst, TSecond, T> a, StatePair<TFirst, TSecond, T> b,
        Tolerance<T> tolerance) =>
        TFirst.ErrorNormSquared(x.First, a.First, b.First, tolerance) + TSecond.ErrorNormSquared(x.Second, a.Second, b.Second, tolerance);

    [MethodImpl(Inline)]
    public static T Dot(StatePair<TFirst, TSecond, T> x, StatePair<TFirst, TSecond, T> y) =>
        TFirst.Dot(x.First, y.First) + TSecond.Dot(x.Second, y.Second);

    [MethodImpl(Inline)]
    public static StatePair<TFirst, TSecond, T> Load<TWorkspace>(TWorkspace workspace, int first, int field)
        where TWorkspace : struct, IWorkspace<T> =>
        new(TFirst.Load(workspace, first, field), TSecond.Load(workspace, first + TFirst.Count, field));

    [MethodImpl(Inline)]
    public void Store<TWorkspace>(TWorkspace workspace, int first, int field) where TWorkspace : struct, IWorkspace<T>
    {
        First.Store(workspace, first, field);
        Second.Store(workspace, first + TFirst.Count, field);
    }
}
