using TorchSharp.Embedded;

namespace TorchSharp;

/// <summary>One number, on its way into a tensor operation.</summary>
public sealed class Scalar : IDisposable
{
    private readonly double real;
    private readonly long whole;

    private Scalar(double value, torch.ScalarType type)
    {
        (real, whole, Type) = (value, double.IsFinite(value) ? (long)value : 0, type);
    }

    private Scalar(long value, torch.ScalarType type)
    {
        (real, whole, Type) = (value, value, type);
    }

    public torch.ScalarType Type { get; }

    internal double Real => real;

    internal long Whole => whole;

    internal bool IsNonZero => real != 0;

    public static implicit operator Scalar(byte value) => new((long)value, torch.ScalarType.Byte);

    public static implicit operator Scalar(int value) => new((long)value, torch.ScalarType.Int32);

    public static implicit operator Scalar(long value) => new(value, torch.ScalarType.Int64);

    public static implicit operator Scalar(float value) => new((double)value, torch.ScalarType.Float32);

    public static implicit operator Scalar(double value) => new(value, torch.ScalarType.Float64);

    public static implicit operator Scalar(bool value) => new(value ? 1L : 0L, torch.ScalarType.Bool);

    public void Dispose()
    {
    }

    /// <summary>The type an operation with a tensor of type <paramref name="tensor"/> gives: only a wider kind of number counts.</summary>
    internal torch.ScalarType With(torch.ScalarType tensor)
    {
        if (tensor.IsFloating()) return tensor;
        if (Type.IsFloating()) return torch.get_default_dtype();
        return tensor == torch.ScalarType.Bool && Type != torch.ScalarType.Bool ? torch.ScalarType.Int64 : tensor;
    }

    /// <summary>A tensor without dimensions.</summary>
    internal unsafe TensorImpl ToImpl(torch.ScalarType type)
    {
        var result = TensorImpl.Empty([], type);
        switch (type)
        {
            case torch.ScalarType.Float32: *result.Data<float>() = (float)real; break;
            case torch.ScalarType.Float64: *result.Data<double>() = real; break;
            case torch.ScalarType.Int64: *result.Data<long>() = whole; break;
            case torch.ScalarType.Int32: *result.Data<int>() = (int)whole; break;
            case torch.ScalarType.Byte: *result.Data<byte>() = (byte)whole; break;
            default: *result.Data<byte>() = (byte)(real != 0 ? 1 : 0); break;
        }
        return result;
    }
}

public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this int value) => value;

    public static Scalar ToScalar(this long value) => value;

    public static Scalar ToScalar(this float value) => value;

    public static Scalar ToScalar(this double value) => value;

    public static Scalar ToScalar(this bool value) => value;

    public static float ToSingle(this Scalar value) => (float)value.Real;

    public static double ToDouble(this Scalar value) => value.Real;

    public static int ToInt32(this Scalar value) => (int)value.Whole;

    public static long ToInt64(this Scalar value) => value.Whole;

    public static bool ToBoolean(this Scalar value) => value.IsNonZero;
}
