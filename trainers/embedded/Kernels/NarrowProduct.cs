using System.Numerics;

namespace TorchSharp.Embedded;

/// <summary>
/// Products of two operands that both lie by depth, with few columns, such as the gradient of a first layer's weights:
/// turned round, the few columns are rows of a tile and no lane stays empty.
/// </summary>
internal static unsafe class NarrowProduct
{
    private const int MostColumns = 16;
    private const int FewestRows = 32;

    internal static bool Takes<T>(long m, long n, Matrix<T> a, Matrix<T> b) where T : unmanaged =>
        a.Row == 1 && b.Column == 1 && n <= MostColumns && m >= FewestRows;

    internal static void Run<T>(long m, long n, long k, Matrix<T> a, Matrix<T> b, T* c, long stride, bool add) where T : unmanaged, INumber<T>
    {
        var turned = BlockPool.Rent(m * n * sizeof(T));
        var found = (T*)turned.Data;
        Gemm.Run(n, m, k, b.Transposed, a.Transposed, found, m, add: false, default(NoEpilogue<T>));
        for (long i = 0; i < m; i++, c += stride)
        {
            for (long j = 0; j < n; j++) c[j] = add ? c[j] + found[j * m + i] : found[j * m + i];
        }
        turned.Release();
    }
}
