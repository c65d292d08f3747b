using System.Runtime.InteropServices;

namespace SurrogateEngine.Trainers;

/// <summary>Floats outside the managed heap, on whole cache lines; freed with their owner.</summary>
sealed unsafe class AlignedMemory : IDisposable
{
    const int Line = 64;

    float* data;

    /// <summary>So many floats, all zero.</summary>
    public AlignedMemory(long floats)
    {
        nuint bytes = (nuint)Math.Max(1, floats) * sizeof(float);
        data = (float*)NativeMemory.AlignedAlloc(bytes, Line);
        NativeMemory.Clear(data, bytes);
        Count = floats;
    }

    ~AlignedMemory() => Free();

    /// <summary>The first of them.</summary>
    public float* Data => data;

    /// <summary>How many there are.</summary>
    public long Count { get; }

    /// <summary>A number of floats, rounded up to whole cache lines.</summary>
    public static long Padded(long floats) => (floats + Line / sizeof(float) - 1) / (Line / sizeof(float)) * (Line / sizeof(float));

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    void Free()
    {
        NativeMemory.AlignedFree(data);
        data = null;
    }
}
