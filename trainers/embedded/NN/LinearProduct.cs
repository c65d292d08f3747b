using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp.Embedded;

/// <summary>x W^T + b over the last dimension of x, and what an activation makes of it in the same pass.</summary>
internal static unsafe class LinearProduct
{
    internal static TensorImpl Of(TensorImpl input, TensorImpl weights, TensorImpl? bias)
    {
        var result = Empty(input, weights);
        var x = Copies.Contiguous(input);
        var b = bias is null ? null : Copies.Contiguous(bias);
        if (input.Type == ScalarType.Float32) Add<float>(x, weights, b, result);
        else Add<double>(x, weights, b, result);
        Finish(x, weights, b, result);
        return result;
    }

    /// <summary>a(x W^T + b).</summary>
    /// <param name="derivative">Where a' is wanted: of the result's shape, to be written.</param>
    internal static TensorImpl Of<TOp>(TensorImpl input, TensorImpl weights, TensorImpl? bias, TensorImpl? derivative) where TOp : struct, ISlope
    {
        var result = Empty(input, weights);
        var x = Copies.Contiguous(input);
        var b = bias is null ? null : Copies.Contiguous(bias);
        if (input.Type == ScalarType.Float32) Activate<float, TOp>(x, weights, b, result, derivative);
        else Activate<double, TOp>(x, weights, b, result, derivative);
        GC.KeepAlive(derivative);
        Finish(x, weights, b, result);
        return result;
    }

    /// <summary>Memory for a result.</summary>
    internal static TensorImpl Empty(TensorImpl input, TensorImpl weights)
    {
        Span<long> sizes = stackalloc long[input.Layout.Rank];
        input.Layout.Sizes.CopyTo(sizes);
        sizes[^1] = weights.Layout.Sizes[0];
        return TensorImpl.Empty(sizes, input.Type);
    }

    private static void Add<T>(TensorImpl x, TensorImpl weights, TensorImpl? bias, TensorImpl result) where T : unmanaged, INumber<T>
    {
        if (bias is null) Multiply<T, NoEpilogue<T>>(x, weights, result, default);
        else Multiply<T, BiasEpilogue<T>>(x, weights, result, new(bias.Data<T>()));
    }

    private static void Activate<T, TOp>(TensorImpl x, TensorImpl weights, TensorImpl? bias, TensorImpl result, TensorImpl? derivative)
        where T : unmanaged, INumber<T> where TOp : struct, ISlope
    {
        var b = bias is null ? null : bias.Data<T>();
        var d = derivative is null ? null : derivative.Data<T>();
        Multiply<T, ActivationEpilogue<T, TOp>>(x, weights, result, new(b, d, weights.Layout.Sizes[0]));
    }

    private static void Multiply<T, TEpilogue>(TensorImpl x, TensorImpl weights, TensorImpl result, TEpilogue epilogue)
        where T : unmanaged, INumber<T> where TEpilogue : struct, IEpilogue<T>
    {
        var (columns, depth) = (weights.Layout.Sizes[0], weights.Layout.Sizes[1]);
        var rows = columns == 0 ? 0 : result.Count / columns;
        Gemm.Run(rows, columns, depth, new Matrix<T>(x.Data<T>(), depth, 1), Products.AsMatrix<T>(weights).Transposed, result.Data<T>(), columns, add: false, epilogue);
    }

    private static void Finish(TensorImpl x, TensorImpl weights, TensorImpl? bias, TensorImpl result)
    {
        GC.KeepAlive(weights);
        GC.KeepAlive(result);
        x.Release();
        bias?.Release();
    }
}
