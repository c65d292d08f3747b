namespace TorchSharp.Embedded;

/// <summary>How elementwise work is cut: by fixed numbers of elements, never by the number of threads.</summary>
internal static class Blocks
{
    /// <summary>Elements a part handles: 64 kB of floats, small enough to stay in the second-level cache.</summary>
    internal const int Length = 16384;

    internal static int Count(long elements) => checked((int)((elements + Length - 1) / Length));

    internal static (long Start, int Length) Range(int part, long elements)
    {
        var start = (long)part * Length;
        return (start, (int)Math.Min(Length, elements - start));
    }
}
