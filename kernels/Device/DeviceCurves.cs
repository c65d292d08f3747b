using System.Numerics;
using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Runtime;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Device;

/// <summary>
/// Curves that stay in a device's memory, for a trainer that reads them there; see <see cref="DeviceBatchSolver.SolveOnDevice"/>.
/// To be disposed of before the solver that made them.
/// </summary>
abstract class DeviceCurves : IDisposable
{
    private protected DeviceCurves(int count, int outputs, int times, Outcome[] outcomes)
    {
        (Count, Outputs, Times) = (count, outputs, times);
        Outcomes = outcomes;
    }

    /// <summary>Samples.</summary>
    public int Count { get; }

    /// <summary>Curves of each.</summary>
    public int Outputs { get; }

    /// <summary>Output times of each curve.</summary>
    public int Times { get; }

    /// <summary>How each trajectory ended, shape [count].</summary>
    public IReadOnlyList<Outcome> Outcomes { get; }

    /// <summary>What the run cost.</summary>
    public BatchReport Report { get; internal set; }

    /// <summary>Bytes of a number on the device: 4 or 8.</summary>
    public abstract int NumberBytes { get; }

    /// <summary>Address of the first number in the device's memory, shape [count, outputs, times], row-major; NaN from where a trajectory
    /// failed.</summary>
    public abstract IntPtr Address { get; }

    /// <summary>Copies the curves of samples from <paramref name="first"/> on to host memory, as many as fit.</summary>
    /// <param name="curves">Receives shape [n, outputs, times].</param>
    /// <param name="first">First sample.</param>
    /// <exception cref="ArgumentException">The span is no whole number of samples, or there are not as many.</exception>
    public abstract void CopyTo(Span<float> curves, int first = 0);

    /// <inheritdoc cref="CopyTo(Span{float}, int)"/>
    public abstract void CopyTo(Span<double> curves, int first = 0);

    /// <summary>Frees the device memory.</summary>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private protected abstract void Free();
}

/// <summary>Curves of one kind of number.</summary>
sealed class DeviceCurves<T>(Accelerator accelerator, int count, int outputs, int times, Outcome[] outcomes)
    : DeviceCurves(count, outputs, times, outcomes)
    where T : unmanaged, IReal<T>
{
    readonly int rowLength = outputs * times;

    /// <summary>Shape [count, outputs, times]; a buffer holds at least one number.</summary>
    public MemoryBuffer1D<T, Stride1D.Dense> Buffer { get; } = accelerator.Allocate1D<T>(Math.Max(1, (long)count * outputs * times));

    public override int NumberBytes => Unsafe.SizeOf<T>();

    public override IntPtr Address => Buffer.NativePtr;

    public override void CopyTo(Span<float> curves, int first = 0) => Copy(curves, first);

    public override void CopyTo(Span<double> curves, int first = 0) => Copy(curves, first);

    private protected override void Free() => Buffer.Dispose();

    void Copy<TOut>(Span<TOut> curves, int first)
        where TOut : unmanaged, INumberBase<TOut>
    {
        if (curves.Length % rowLength != 0 || first < 0 || curves.Length / rowLength > Count - first)
            throw new ArgumentException(
                $"{curves.Length} numbers from sample {first} on do not lie among {Count} samples of {rowLength} numbers; give room for whole samples that exist.");
        if (curves.IsEmpty)
            return;
        var fetched = new T[curves.Length];
        Buffer.View.BaseView.SubView((long)first * rowLength, curves.Length).CopyToCPU(fetched);
        for (int k = 0; k < fetched.Length; k++)
            curves[k] = TOut.CreateTruncating(T.Get(ref fetched[k], 0));
    }
}
