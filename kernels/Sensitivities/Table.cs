using System.Runtime.CompilerServices;

namespace SurrogateEngine.Kernels.Sensitivities;

/// <summary>
/// Reads and writes numbers of tables that hold float or double. The generic conversions of .NET are not always inlined,
/// and a call for each number costs more than the model.
/// </summary>
static class Table
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Read<TNumber>(TNumber value) where TNumber : unmanaged =>
        typeof(TNumber) == typeof(float) ? Unsafe.As<TNumber, float>(ref value) : Unsafe.As<TNumber, double>(ref value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TNumber Write<TNumber>(double value) where TNumber : unmanaged
    {
        if (typeof(TNumber) == typeof(double))
            return Unsafe.As<double, TNumber>(ref value);
        float rounded = (float)value;
        return Unsafe.As<float, TNumber>(ref rounded);
    }
}
