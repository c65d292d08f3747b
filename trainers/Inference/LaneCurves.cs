using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Trainers;

/// <summary>What a network gives, back to curves, while formulations still lie in lanes: q = T^-1(mean + deviation z).</summary>
sealed unsafe class LaneCurves(OutputTransform transform)
{
    readonly int times = transform.Mean.Length / transform.Names.Length;

    /// <summary>Replaces the network's outputs, shape [points, rows], by curves: those from the first up to the end.</summary>
    public void Invert(float* points, int rows, int first = 0, int end = int.MaxValue)
    {
        for (int output = 0; output < transform.Names.Length; output++)
        {
            int from = Math.Max(first, output * times), to = Math.Min(end, (output + 1) * times);
            switch (transform.Names[output])
            {
                case "raw": Invert<RawInverse>(points, rows, from, to); break;
                case "log": Invert<LogInverse>(points, rows, from, to); break;
                default: Invert<CloglogInverse>(points, rows, from, to); break;
            }
        }
    }

    /// <summary>Whether every output has a transform known here.</summary>
    public static bool Knows(OutputTransform transform) => transform.Names.All(name => name is "raw" or "log" or "cloglog");

    /// <summary>Writes the first rows, shape [present, points], from shape [points, rows]: points from the first up to the end.</summary>
    public static void Write(float* points, int rows, int count, int present, float* curves, int first = 0, int end = int.MaxValue)
    {
        end = Math.Min(end, count);
        for (int row = 0; row < present; row++, curves += count)
            for (int j = first; j < end; j++)
                curves[j] = points[j * rows + row];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Invert<TInverse>(float* points, int rows, int from, int to) where TInverse : struct, ILaneFunction
    {
        for (int j = from; j < to; j++)
        {
            var mean = Vector512.Create(transform.Mean[j]);
            var deviation = Vector512.Create(transform.Deviation[j]);
            for (int i = j * rows; i < (j + 1) * rows; i += GemmMicroKernel.Lanes)
                Sixteen.Of<TInverse>(Vector512.FusedMultiplyAdd(Vector512.Load(points + i), deviation, mean)).Store(points + i);
        }
    }

    readonly struct RawInverse : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Of<T>(T z) where T : unmanaged, IReal<T> => z;
    }

    readonly struct LogInverse : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Of<T>(T z) where T : unmanaged, IReal<T> => T.Exp(z);
    }

    /// <summary>1 - exp(-h) with h = exp z; below 1/2 by its series h - h^2/2 + ..., which keeps the digits of small fractions.</summary>
    readonly struct CloglogInverse : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Of<T>(T z) where T : unmanaged, IReal<T>
        {
            T h = T.Exp(z);
            T far = T.FromDouble(1) - T.Exp(-h);
            T p = T.FromDouble(-1 / 40320f);
            p = T.Fma(p, h, T.FromDouble(1 / 5040f));
            p = T.Fma(p, h, T.FromDouble(-1 / 720f));
            p = T.Fma(p, h, T.FromDouble(1 / 120f));
            p = T.Fma(p, h, T.FromDouble(-1 / 24f));
            p = T.Fma(p, h, T.FromDouble(1 / 6f));
            p = T.Fma(p, h, T.FromDouble(-1 / 2f));
            T near = T.Fma(p * h, h, h);
            return T.Select(T.Less(h, T.FromDouble(0.5)), near, far);
        }
    }
}
