using TorchSharp.Embedded;

namespace TorchSharp;

public enum DeviceType
{
    CPU = 0,
    CUDA = 1,
    META = 14,
}

public static partial class torch
{
    private static ScalarType defaultType = ScalarType.Float32;

    /// <summary>Element types; the numbers are those of the real library's files.</summary>
    public enum ScalarType : sbyte
    {
        Byte = 0,
        Int32 = 3,
        Int64 = 4,
        Float32 = 6,
        Float64 = 7,
        Bool = 11,
    }

    public static ScalarType @bool { get; } = ScalarType.Bool;

    public static ScalarType uint8 { get; } = ScalarType.Byte;

    public static ScalarType int32 { get; } = ScalarType.Int32;

    public static ScalarType int64 { get; } = ScalarType.Int64;

    public static ScalarType float32 { get; } = ScalarType.Float32;

    public static ScalarType float64 { get; } = ScalarType.Float64;

    public static ScalarType @int { get; } = ScalarType.Int32;

    public static ScalarType @long { get; } = ScalarType.Int64;

    public static ScalarType @float { get; } = ScalarType.Float32;

    public static ScalarType @double { get; } = ScalarType.Float64;

    /// <summary>The type of floating tensors made without saying which.</summary>
    public static ScalarType get_default_dtype() => defaultType;

    public static void set_default_dtype(ScalarType dtype) => defaultType = dtype.IsFloating()
        ? dtype
        : throw new ArgumentException($"The default type must be floating-point, not {dtype}.");

    public static bool is_floating_point(ScalarType type) => type.IsFloating();

    public static bool is_floating_point(Tensor input) => input.dtype.IsFloating();

    public static bool is_integral(ScalarType type) => type is ScalarType.Byte or ScalarType.Int32 or ScalarType.Int64 or ScalarType.Bool;

    public static bool is_integral(Tensor t) => is_integral(t.dtype);

    public static ScalarType promote_types(ScalarType type1, ScalarType type2) => ScalarTypes.Promote(type1, type2);

    public static ScalarType result_type(Tensor tensor1, Tensor tensor2) => ScalarTypes.Promote(tensor1.Impl, tensor2.Impl);
}
