using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SurrogateEngine.Trainers;

/// <summary>The last few numbers of a run, padded to a whole vector so that they take the path of all the others.</summary>
static unsafe class LaneTail
{
    /// <summary>Numbers, then zeros.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector512<float> Load(float* source, int count)
    {
        var padded = Vector512<float>.Zero;
        new ReadOnlySpan<float>(source, count).CopyTo(new Span<float>(&padded, Vector512<float>.Count));
        return padded;
    }

    /// <summary>The first numbers of a vector.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Store(Vector512<float> value, float* target, int count) =>
        new ReadOnlySpan<float>(&value, count).CopyTo(new Span<float>(target, count));
}
