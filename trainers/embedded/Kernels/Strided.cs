using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TorchSharp.Embedded;

/// <summary>Vectors picked from memory with any step between elements.</summary>
internal static unsafe class Strided
{
    /// <summary>The first <paramref name="count"/> elements; the rest repeat the last, so that no operation traps on padding.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Vector512<T> Load<T>(T* source, long step, int count) where T : unmanaged
    {
        Vector512<T> result;
        var lanes = (T*)&result;
        for (var i = 0; i < Vector512<T>.Count; i++) lanes[i] = source[Math.Min(i, count - 1) * step];
        return result;
    }
}
