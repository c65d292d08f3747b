using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Systems.Sphere;

/// <summary>
/// Arithmetic on blocks that lie in the workspace: entry (i, j) of a block is field + j of the slot of state + i.
/// </summary>
partial struct SphereSystem<TModel, T, TWorkspace, TGrid, TMethod>
{
    [MethodImpl(Inline)]
    readonly Vec3<T> Load(int state, int count, int field)
    {
        TWorkspace r = workspace;
        T a = r[state, field];
        T b = count > 1 ? r[state + 1, field] : default;
        T c = count > 2 ? r[state + 2, field] : default;
        return new(a, b, c);
    }

    [MethodImpl(Inline)]
    readonly void Store(int state, int count, int field, Vec3<T> value)
    {
        TWorkspace r = workspace;
        r[state, field] = value.A;
        if (count > 1)
            r[state + 1, field] = value.B;
        if (count > 2)
            r[state + 2, field] = value.C;
    }

    [MethodImpl(Inline)]
    readonly void AddTo(int state, int count, int field, Vec3<T> value)
    {
        TWorkspace r = workspace;
        r[state, field] += value.A;
        if (count > 1)
            r[state + 1, field] += value.B;
        if (count > 2)
            r[state + 2, field] += value.C;
    }

    /// <summary>x[state] += block times x[from], where x is a field of the workspace.</summary>
    [MethodImpl(Inline)]
    readonly void AddProduct(int state, int rowCount, int block, int columnCount, int from, int field)
    {
        TWorkspace r = workspace;
        T a = r[from, field];
        T b = columnCount > 1 ? r[from + 1, field] : default;
        T c = columnCount > 2 ? r[from + 2, field] : default;
        r[state, field] = Row(r, state, block, columnCount, a, b, c, r[state, field]);
        if (rowCount > 1)
            r[state + 1, field] = Row(r, state + 1, block, columnCount, a, b, c, r[state + 1, field]);
        if (rowCount > 2)
            r[state + 2, field] = Row(r, state + 2, block, columnCount, a, b, c, r[state + 2, field]);
    }

    /// <summary>x[state] = square block times x[state].</summary>
    [MethodImpl(Inline)]
    readonly void MultiplyInPlace(int state, int count, int block, int field)
    {
        TWorkspace r = workspace;
        T a = r[state, field];
        T b = count > 1 ? r[state + 1, field] : default;
        T c = count > 2 ? r[state + 2, field] : default;
        r[state, field] = Row(r, state, block, count, a, b, c, default);
        if (count > 1)
            r[state + 1, field] = Row(r, state + 1, block, count, a, b, c, default);
        if (count > 2)
            r[state + 2, field] = Row(r, state + 2, block, count, a, b, c, default);
    }

    [MethodImpl(Inline)]
    static T Row(TWorkspace r, int state, int block, int columnCount, T a, T b, T c, T sum)
    {
        sum = T.Fma(r[state, block], a, sum);
        if (columnCount > 1)
            sum = T.Fma(r[state, block + 1], b, sum);
        return columnCount > 2 ? T.Fma(r[state, block + 2], c, sum) : sum;
    }

    /// <summary>target = left times right, or target - left times right; target may be left.</summary>
    readonly void Product(int target, int targetBlock, int left, int leftBlock, int right, int rightBlock, int rowCount, int inner,
        int columnCount, bool subtract)
    {
        TWorkspace r = workspace;
        for (int i = 0; i < rowCount; i++)
        {
            T a = r[left + i, leftBlock];
            T b = inner > 1 ? r[left + i, leftBlock + 1] : default;
            T c = inner > 2 ? r[left + i, leftBlock + 2] : default;
            for (int j = 0; j < columnCount; j++)
            {
                T sum = a * r[right, rightBlock + j];
                if (inner > 1)
                    sum = T.Fma(b, r[right + 1, rightBlock + j], sum);
                if (inner > 2)
                    sum = T.Fma(c, r[right + 2, rightBlock + j], sum);
                r[target + i, targetBlock + j] = subtract ? r[target + i, targetBlock + j] - sum : sum;
            }
        }
    }

    /// <summary>Inverts a square block where it lies.</summary>
    readonly void Invert(int state, int block, int size) =>
        StoreBlock(state, size, block, size, LoadBlock(state, size, block, size).Inverse(size));

    [MethodImpl(Inline)]
    readonly Mat3<T> LoadBlock(int state, int rowCount, int field, int columnCount) => new(
        Load(state, rowCount, field),
        columnCount > 1 ? Load(state, rowCount, field + 1) : default,
        columnCount > 2 ? Load(state, rowCount, field + 2) : default);

    [MethodImpl(Inline)]
    readonly void StoreBlock(int state, int rowCount, int field, int columnCount, Mat3<T> block)
    {
        Store(state, rowCount, field, block.First);
        if (columnCount > 1)
            Store(state, rowCount, field + 1, block.Second);
        if (columnCount > 2)
            Store(state, rowCount, field + 2, block.Third);
    }
}
