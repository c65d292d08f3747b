using ScalarType = TorchSharp.torch.ScalarType;

namespace TorchSharp.Embedded;

/// <summary>What the supported element types are and which one a mixed operation gives.</summary>
internal static class ScalarTypes
{
    internal static int Size(this ScalarType type) => type switch
    {
        ScalarType.Bool or ScalarType.Byte => 1,
        ScalarType.Int32 or ScalarType.Float32 => 4,
        ScalarType.Int64 or ScalarType.Float64 => 8,
        _ => throw Unknown(type),
    };

    internal static bool IsFloating(this ScalarType type) => type is ScalarType.Float32 or ScalarType.Float64;

    internal static ScalarType Of<T>() =>
        typeof(T) == typeof(float) ? ScalarType.Float32
        : typeof(T) == typeof(double) ? ScalarType.Float64
        : typeof(T) == typeof(long) ? ScalarType.Int64
        : typeof(T) == typeof(int) ? ScalarType.Int32
        : typeof(T) == typeof(byte) ? ScalarType.Byte
        : typeof(T) == typeof(bool) ? ScalarType.Bool
        : throw new ArgumentException($"Tensors of {typeof(T).Name} are not part of the embedded TorchSharp.");

    /// <summary>The wider of two types in the order bool, byte, int32, int64, float32, float64.</summary>
    internal static ScalarType Promote(ScalarType a, ScalarType b) => Rank(a) >= Rank(b) ? a : b;

    /// <summary>A tensor with dimensions decides over one without, unless the latter is of a wider kind (float over integer).</summary>
    internal static ScalarType Promote(TensorImpl a, TensorImpl b) => Promote(a.Type, a.Layout.Rank > 0, b.Type, b.Layout.Rank > 0);

    internal static ScalarType Promote(ScalarType a, bool aHasDimensions, ScalarType b, bool bHasDimensions)
    {
        if (a == b) return a;
        if (aHasDimensions == bHasDimensions) return Promote(a, b);
        var (strong, weak) = aHasDimensions ? (a, b) : (b, a);
        return Kind(weak) <= Kind(strong) ? strong : weak;
    }

    internal static ScalarType FloatingOf(ScalarType type) => type.IsFloating() ? type : torch.get_default_dtype();

    internal static NotSupportedException Unknown(ScalarType type) => new($"{type} tensors are not part of the embedded TorchSharp.");

    private static int Kind(ScalarType type) => type == ScalarType.Bool ? 0 : type.IsFloating() ? 2 : 1;

    private static int Rank(ScalarType type) => type switch
    {
        ScalarType.Bool => 0,
        ScalarType.Byte => 1,
        ScalarType.Int32 => 2,
        ScalarType.Int64 => 3,
        ScalarType.Float32 => 4,
        ScalarType.Float64 => 5,
        _ => throw Unknown(type),
    };
}
