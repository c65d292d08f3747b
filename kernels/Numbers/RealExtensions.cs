using System.Runtime.CompilerServices;

namespace SurrogateEngine.Kernels.Numbers;

/// <summary>Lets an equation mix a number with a plain constant, as it stands in a paper: <c>1 - m</c>, <c>0.5 * h</c>.</summary>
public static class RealExtensions
{
    extension<T>(T) where T : unmanaged, IReal<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T operator *(double a, T b) => T.Scale(T.FromDouble(a), b);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T operator +(double a, T b) => T.FromDouble(a) + b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T operator -(double a, T b) => T.FromDouble(a) - b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T operator /(double a, T b) => T.FromDouble(a) / b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T operator +(T a, double b) => a + T.FromDouble(b);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T operator -(T a, double b) => a - T.FromDouble(b);
    }

    extension<T>(T x) where T : unmanaged, IReal<T>
    {
        /// <summary>x + a b, fused where the hardware fuses.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Plus(double a, T b) => T.Axpy(T.FromDouble(a), b, x);

        /// <summary>x + a b, fused where the hardware fuses.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Plus(T a, T b) => T.Fma(a, b, x);
    }

    /// <summary>y + k x of a constant k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Add<TVector, T>(this TVector y, T k, TVector x)
        where TVector : unmanaged, IVector<TVector, T>
        where T : unmanaged, IReal<T> => TVector.Axpy(k, x, y);
}
