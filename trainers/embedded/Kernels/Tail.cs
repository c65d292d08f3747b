using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TorchSharp.Embedded;

/// <summary>The last few elements of a run, padded to a whole vector so that they take the path of all the others.</summary>
internal static unsafe class Tail
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Vector512<T> Load<T>(T* source, int count) where T : unmanaged
    {
        var padded = Vector512<T>.Zero;
        new ReadOnlySpan<T>(source, count).CopyTo(new Span<T>(&padded, Vector512<T>.Count));
        return padded;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Store<T>(Vector512<T> value, T* target, int count) where T : unmanaged =>
        new ReadOnlySpan<T>(&value, count).CopyTo(new Span<T>(target, count));
}
