using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TorchSharp.Embedded;

/// <summary>
/// Copies a strip of a matrix into the order the tile kernel reads it in: for each depth, <c>width</c> numbers side by
/// side, padded with zeros. Transposed operands are read as they lie; no transposed matrix is ever made.
/// </summary>
internal static unsafe class Packing
{
    /// <summary>
    /// 
    /// </summary>
    /// <param name="across">Step between neighbours in the strip.</param>
    /// <param name="along">Step from one depth to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Strip<T>(T* source, long across, long along, int present, int width, int depth, T* target)
        where T : unmanaged, INumber<T>
    {
        if (present < width) Padded(source, across, along, present, width, depth, target);
        else if (across == 1) Rows(source, along, width, depth, target);
        else if (along == 1 && sizeof(T) == 4) Transposed((float*)source, across, width, depth, (float*)target);
        else Padded(source, across, along, present, width, depth, target);
    }

    private static void Rows<T>(T* source, long along, int width, int depth, T* target) where T : unmanaged
    {
        var bytes = (uint)(width * sizeof(T));
        for (var k = 0; k < depth; k++) Unsafe.CopyBlockUnaligned(target + k * width, source + k * along, bytes);
    }

    /// <summary>Four rows and four depths at a time, turned in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transposed(float* source, long across, int width, int depth, float* target)
    {
        var whole = depth & ~3;
        for (var i = 0; i < width; i += 4)
        {
            float* s0 = source + i * across, s1 = s0 + across, s2 = s1 + across, s3 = s2 + across;
            var t = target + i;
            for (var k = 0; k < whole; k += 4)
            {
                Vector128<float> r0 = Vector128.Load(s0 + k), r1 = Vector128.Load(s1 + k);
                Vector128<float> r2 = Vector128.Load(s2 + k), r3 = Vector128.Load(s3 + k);
                Vector128<float> a = Low(r0, r1), b = High(r0, r1), c = Low(r2, r3), d = High(r2, r3);
                LowPairs(a, c).Store(t);
                HighPairs(a, c).Store(t + width);
                LowPairs(b, d).Store(t + 2 * width);
                HighPairs(b, d).Store(t + 3 * width);
                t += 4 * width;
            }
            for (var k = whole; k < depth; k++, t += width) (t[0], t[1], t[2], t[3]) = (s0[k], s1[k], s2[k], s3[k]);
        }
    }

    private static void Padded<T>(T* source, long across, long along, int present, int width, int depth, T* target)
        where T : unmanaged, INumber<T>
    {
        for (var k = 0; k < depth; k++)
        {
            var s = source + k * along;
            for (var i = 0; i < present; i++) target[i] = s[i * across];
            for (var i = present; i < width; i++) target[i] = T.Zero;
            target += width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Low(Vector128<float> x, Vector128<float> y) =>
        Sse.IsSupported ? Sse.UnpackLow(x, y) : Vector128.Create(x[0], y[0], x[1], y[1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> High(Vector128<float> x, Vector128<float> y) =>
        Sse.IsSupported ? Sse.UnpackHigh(x, y) : Vector128.Create(x[2], y[2], x[3], y[3]);

    // Joining halves by GetLower and GetUpper goes through memory on x86; these are one instruction.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> LowPairs(Vector128<float> x, Vector128<float> y) =>
        Sse.IsSupported ? Sse.MoveLowToHigh(x, y) : Vector128.Create(x.GetLower(), y.GetLower());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> HighPairs(Vector128<float> x, Vector128<float> y) =>
        Sse.IsSupported ? Sse.MoveHighToLow(y, x) : Vector128.Create(x.GetUpper(), y.GetUpper());
}
