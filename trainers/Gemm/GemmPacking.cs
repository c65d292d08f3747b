using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SurrogateEngine.Trainers;

/// <summary>
/// Copies a strip of a matrix into the order the micro-kernel reads it in: for each depth <c>width</c> numbers side by side, padded
/// with zeros. Transposed operands are read as they lie; no transposed matrix is ever made.
/// </summary>
static unsafe class GemmPacking
{
    /// <summary>Packs a strip.</summary>
    /// <param name="source">Its first element.</param>
    /// <param name="across">Step between neighbors in the strip.</param>
    /// <param name="along">Step from one depth to the next.</param>
    /// <param name="present">Neighbors there are; the others become zeros.</param>
    /// <param name="width">Neighbors in the packed strip.</param>
    /// <param name="depth">Depths.</param>
    /// <param name="target">Receives shape [depth, width].</param>
    public static void Strip(float* source, long across, long along, int present, int width, int depth, float* target)
    {
        if (present < width)
            Padded(source, across, along, present, width, depth, target);
        else if (across == 1)
            Rows(source, along, width, depth, target);
        else if (along == 1)
            Transposed(source, across, width, depth, target);
        else
            Padded(source, across, along, present, width, depth, target);
    }

    static void Rows(float* source, long along, int width, int depth, float* target)
    {
        uint bytes = (uint)(width * sizeof(float));
        for (int k = 0; k < depth; k++)
            Unsafe.CopyBlockUnaligned(target + k * width, source + k * along, bytes);
    }

    /// <summary>Four rows and four depths at a time, turned in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Transposed(float* source, long across, int width, int depth, float* target)
    {
        int whole = depth & ~3;
        for (int i = 0; i < width; i += 4)
        {
            float* s0 = source + i * across, s1 = s0 + across, s2 = s1 + across, s3 = s2 + across, t = target + i;
            for (int k = 0; k < whole; k += 4, t += 4 * width)
            {
                Vector128<float> r0 = Vector128.Load(s0 + k), r1 = Vector128.Load(s1 + k);
                Vector128<float> r2 = Vector128.Load(s2 + k), r3 = Vector128.Load(s3 + k);
                Vector128<float> a = Low(r0, r1), b = High(r0, r1), c = Low(r2, r3), d = High(r2, r3);
                LowPairs(a, c).Store(t);
                HighPairs(a, c).Store(t + width);
                LowPairs(b, d).Store(t + 2 * width);
                HighPairs(b, d).Store(t + 3 * width);
            }
            for (int k = whole; k < depth; k++, t += width)
                (t[0], t[1], t[2], t[3]) = (s0[k], s1[k], s2[k], s3[k]);
        }
    }

    static void Padded(float* source, long across, long along, int present, int width, int depth, float* target)
    {
        for (int k = 0; k < depth; k++, target += width)
        {
            float* s = source + k * along;
            for (int i = 0; i < present; i++)
                target[i] = s[i * across];
            for (int i = present; i < width; i++)
                target[i] = 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<float> Low(Vector128<float> x, Vector128<float> y) =>
        Sse.IsSupported ? Sse.UnpackLow(x, y) : Vector128.Create(x[0], y[0], x[1], y[1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<float> High(Vector128<float> x, Vector128<float> y) =>
        Sse.IsSupported ? Sse.UnpackHigh(x, y) : Vector128.Create(x[2], y[2], x[3], y[3]);

    // Joining halves by GetLower and GetUpper goes through memory on x86; these are one instruction.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<float> LowPairs(Vector128<float> x, Vector128<float> y) =>
        Sse.IsSupported ? Sse.MoveLowToHigh(x, y) : Vector128.Create(x.GetLower(), y.GetLower());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<float> HighPairs(Vector128<float> x, Vector128<float> y) =>
        Sse.IsSupported ? Sse.MoveHighToLow(y, x) : Vector128.Create(x.GetUpper(), y.GetUpper());
}
