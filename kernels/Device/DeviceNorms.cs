using System.Numerics;
using ILGPU;
using ILGPU.Runtime;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Device;

/// <summary>
/// The largest magnitude and the sum of squares of a table on a device, of which nothing but three numbers travels. The sum is one
/// of whole numbers, of the squares in units of the largest and of what that rounds away: the same bits in whatever order groups of
/// threads end, and as near the true sum as a double is.
/// </summary>
/// <param name="accelerator">The device.</param>
/// <param name="capacity">Numbers of a table, at most.</param>
sealed class DeviceNorms<T>(Accelerator accelerator, int capacity) : IDisposable
    where T : unmanaged, IReal<T>
{
    readonly MemoryBuffer1D<long, Stride1D.Dense> terms = accelerator.Allocate1D<long>(Math.Max(1, capacity)),
        result = accelerator.Allocate1D<long>(1);

    /// <summary>Numbers of a table, at most.</summary>
    public int Capacity => capacity;

    /// <summary>The norms of a table.</summary>
    public ResidualNorms Of(ArrayView<T> table)
    {
        double largest = BitConverter.Int64BitsToDouble(Reduced(NormKernels<T>.Magnitudes, accelerator.Largest(),
            new(table, terms.View, 0, 0)));
        if (largest == 0 || !double.IsFinite(largest))
            return new(largest, largest, table.Length);
        // A share of the largest is below one, its square too, and so many squares of that resolution still fit a whole number.
        int exponent = Math.Max(Math.ILogB(largest) + 1, -1000), bits = 62 - BitOperations.Log2((ulong)table.Length);
        var tables = new NormTables<T>(table, terms.View, Math.ScaleB(1, -exponent), Math.ScaleB(1, bits));
        double whole = Reduced(NormKernels<T>.Squares, accelerator.Sum(), tables),
            rest = Reduced(NormKernels<T>.Remainders, accelerator.Sum(), tables);
        return new(largest, Math.ScaleB(Math.ScaleB(whole + Math.ScaleB(rest, -bits), -bits), 2 * exponent), table.Length);
    }

    public void Dispose()
    {
        terms.Dispose();
        result.Dispose();
    }

    long Reduced(Action<Index1D, NormTables<T>> kernel, ILGPU.Algorithms.Reduction<long, Stride1D.Dense> reduction, NormTables<T> tables)
    {
        AcceleratorStream stream = accelerator.DefaultStream;
        accelerator.Compiled(kernel)(stream, tables.Table.IntLength, tables);
        reduction(stream, terms.View.SubView(0, tables.Table.Length), result.View);
        var answer = new long[1];
        result.View.CopyToCPU(stream, answer);
        return answer[0];
    }
}
