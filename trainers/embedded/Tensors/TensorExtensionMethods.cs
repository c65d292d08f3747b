using TorchSharp.Embedded;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Tensors in the real library's own file format: type, number of dimensions and sizes as LEB128, then the elements.</summary>
public static partial class TensorExtensionMethods
{
    public static void Save(this Tensor tensor, BinaryWriter writer)
    {
        writer.Write7BitEncodedInt64((long)tensor.dtype);
        writer.Write7BitEncodedInt64(tensor.ndim);
        foreach (var size in tensor.shape) writer.Write7BitEncodedInt64(size);
        using var rows = new Tensor(Copies.Contiguous(tensor.Impl), register: false);
        writer.Flush();
        writer.BaseStream.Write(rows.bytes);
    }

    public static void Save(this Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        tensor.Save(writer);
    }

    public static void Save(this Tensor tensor, string location)
    {
        using var stream = File.Create(location);
        tensor.Save(stream);
    }

    /// <summary>Reads into a tensor of the same type and shape.</summary>
    /// <exception cref="ArgumentException">Type or shape differ.</exception>
    public static void Load(this Tensor tensor, BinaryReader reader, bool skip = false)
    {
        using var loaded = Load(reader);
        if (loaded.dtype != tensor.dtype)
            throw new ArgumentException("Mismatched tensor data types while loading. Make sure that the model you are loading into is exactly the same as the origin.");
        if (skip) return;
        if (!loaded.Impl.Layout.SameSizes(tensor.Impl.Layout))
            throw new ArgumentException("Mismatched tensor shape while loading. Make sure that the model you are loading into is exactly the same as the origin.");
        using var _ = no_grad();
        tensor.copy_(loaded);
    }

    /// <summary>Reads a tensor of whatever type and shape is there.</summary>
    public static Tensor Load(BinaryReader reader)
    {
        var type = (ScalarType)reader.Read7BitEncodedInt64();
        var sizes = new long[reader.Read7BitEncodedInt64()];
        for (var i = 0; i < sizes.Length; i++) sizes[i] = reader.Read7BitEncodedInt64();
        var result = new Tensor(TensorImpl.Empty(sizes, type));
        reader.BaseStream.ReadExactly(result.bytes);
        return result;
    }
}
