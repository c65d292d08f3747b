using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TorchSharp.Embedded;

/// <summary>
/// One row of one step of gated recurrent units. Gates lie one after the other, reset r, update z, proposed n, each as
/// wide as the state; so do the numbers a cell keeps for backward: r, z, n, the recalled part a of n, and the state before.
/// </summary>
internal static unsafe class GruCell
{
    /// <summary>What a cell keeps, in units of the state.</summary>
    internal const int Kept = 5;

    /// <summary>r = s(d + a), z likewise, n = tanh(d + r a), h' = n + z (h - n).</summary>
    /// <param name="hidden">Width of the state.</param>
    /// <param name="d">Driven gates.</param>
    /// <param name="a">Recalled gates.</param>
    /// <param name="h">The state before.</param>
    /// <param name="next">The state after.</param>
    /// <param name="kept">Or null, where there will be no backward.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Forward<T>(int hidden, T* d, T* a, T* h, T* next, T* kept) where T : unmanaged, INumber<T>
    {
        for (var j = 0; j < hidden; j += Vector512<T>.Count)
        {
            var left = hidden - j;
            var recalled = Load(a + 2 * hidden + j, left);
            var r = default(Logistic).Apply(Load(d + j, left) + Load(a + j, left));
            var z = default(Logistic).Apply(Load(d + hidden + j, left) + Load(a + hidden + j, left));
            var n = default(HyperbolicTangent).Apply(Load(d + 2 * hidden + j, left) + r * recalled);
            var before = Load(h + j, left);
            Store(n + z * (before - n), next + j, left);
            if (kept == null) continue;
            Store(r, kept + j, left);
            Store(z, kept + hidden + j, left);
            Store(n, kept + 2 * hidden + j, left);
            Store(recalled, kept + 3 * hidden + j, left);
            Store(before, kept + 4 * hidden + j, left);
        }
    }

    /// <summary>The gradients of both sums of gates and what goes straight to the state before.</summary>
    /// <param name="g">Of the state after, as the outputs have it.</param>
    /// <param name="carry">Of the state after, as the next step has it; of the state before, by z alone, afterwards.</param>
    /// <param name="dd">Of the driven gates.</param>
    /// <param name="da">Of the recalled gates.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Backward<T>(int hidden, T* kept, T* g, T* carry, T* dd, T* da) where T : unmanaged, INumber<T>
    {
        var one = Vector512<T>.One;
        for (var j = 0; j < hidden; j += Vector512<T>.Count)
        {
            var left = hidden - j;
            Vector512<T> r = Load(kept + j, left), z = Load(kept + hidden + j, left), n = Load(kept + 2 * hidden + j, left);
            var dh = Load(g + j, left) + Load(carry + j, left);
            var toN = dh * (one - z) * (one - n * n);
            var toZ = dh * (Load(kept + 4 * hidden + j, left) - n) * z * (one - z);
            var toR = toN * Load(kept + 3 * hidden + j, left) * r * (one - r);
            Store(toR, dd + j, left);
            Store(toZ, dd + hidden + j, left);
            Store(toN, dd + 2 * hidden + j, left);
            Store(toR, da + j, left);
            Store(toZ, da + hidden + j, left);
            Store(toN * r, da + 2 * hidden + j, left);
            Store(dh * z, carry + j, left);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Load<T>(T* source, int left) where T : unmanaged =>
        left >= Vector512<T>.Count ? Vector512.Load(source) : Tail.Load(source, left);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(Vector512<T> value, T* target, int left) where T : unmanaged
    {
        if (left >= Vector512<T>.Count) value.Store(target);
        else Tail.Store(value, target, left);
    }
}
