namespace ILGPU.Runtime;

/// <content>Kernels over an index range, on a stream of choice.</content>
public static partial class KernelLoaders
{
    /// <summary>A launcher of a kernel over an index range, on the stream given at launch; 1 argument.</summary>
    public static Action<AcceleratorStream, TIndex, T1> LoadAutoGroupedKernel<TIndex, T1>(
        this Accelerator accelerator, Action<TIndex, T1> action)
        where TIndex : struct, IIndex
        where T1 : struct
    {
        KernelText.Check(action);
        return (stream, extent, p1) => accelerator.RunItems(extent, index => action(index, p1));
    }

    /// <summary>A launcher of a kernel over an index range, on the stream given at launch; 2 arguments.</summary>
    public static Action<AcceleratorStream, TIndex, T1, T2> LoadAutoGroupedKernel<TIndex, T1, T2>(
        this Accelerator accelerator, Action<TIndex, T1, T2> action)
        where TIndex : struct, IIndex
        where T1 : struct where T2 : struct
    {
        KernelText.Check(action);
        return (stream, extent, p1, p2) => accelerator.RunItems(extent, index => action(index, p1, p2));
    }

    /// <summary>A launcher of a kernel over an index range, on the stream given at launch; 3 arguments.</summary>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3> LoadAutoGroupedKernel<TIndex, T1, T2, T3>(
        this Accelerator accelerator, Action<TIndex, T1, T2, T3> action)
        where TIndex : struct, IIndex
        where T1 : struct where T2 : struct where T3 : struct
    {
        KernelText.Check(action);
        return (stream, extent, p1, p2, p3) => accelerator.RunItems(extent, index => action(index, p1, p2, p3));
    }

    /// <summary>A launcher of a kernel over an index range, on the stream given at launch; 4 arguments.</summary>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4>(
        this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4> action)
        where TIndex : struct, IIndex
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct
    {
        KernelText.Check(action);
        return (stream, extent, p1, p2, p3, p4) => accelerator.RunItems(extent, index => action(index, p1, p2, p3, p4));
    }

    /// <summary>A launcher of a kernel over an index range, on the stream given at launch; 5 arguments.</summary>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5>(
        this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5> action)
        where TIndex : struct, IIndex
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct
    {
        KernelText.Check(action);
        return (stream, extent, p1, p2, p3, p4, p5) => accelerator.RunItems(extent, index => action(index, p1, p2, p3, p4, p5));
    }

    /// <summary>A launcher of a kernel over an index range, on the stream given at launch; 6 arguments.</summary>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6>(
        this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6> action)
        where TIndex : struct, IIndex
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct
    {
        KernelText.Check(action);
        return (stream, extent, p1, p2, p3, p4, p5, p6) => accelerator.RunItems(extent, index => action(index, p1, p2, p3, p4, p5, p6));
    }

    /// <summary>A launcher of a kernel over an index range, on the stream given at launch; 7 arguments.</summary>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7>(
        this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7> action)
        where TIndex : struct, IIndex
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct
    {
        KernelText.Check(action);
        return (stream, extent, p1, p2, p3, p4, p5, p6, p7) => accelerator.RunItems(extent, index => action(index, p1, p2, p3, p4, p5, p6, p7));
    }

    /// <summary>A launcher of a kernel over an index range, on the stream given at launch; 8 arguments.</summary>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8>(
        this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8> action)
        where TIndex : struct, IIndex
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct where T8 : struct
    {
        KernelText.Check(action);
        return (stream, extent, p1, p2, p3, p4, p5, p6, p7, p8) => accelerator.RunItems(extent, index => action(index, p1, p2, p3, p4, p5, p6, p7, p8));
    }

    /// <summary>A launcher of a kernel over an index range, on the stream given at launch; 9 arguments.</summary>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9>(
        this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9> action)
        where TIndex : struct, IIndex
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct where T8 : struct where T9 : struct
    {
        KernelText.Check(action);
        return (stream, extent, p1, p2, p3, p4, p5, p6, p7, p8, p9) => accelerator.RunItems(extent, index => action(index, p1, p2, p3, p4, p5, p6, p7, p8, p9));
    }

    /// <summary>A launcher of a kernel over an index range, on the stream given at launch; 10 arguments.</summary>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(
        this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> action)
        where TIndex : struct, IIndex
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct where T8 : struct where T9 : struct where T10 : struct
    {
        KernelText.Check(action);
        return (stream, extent, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10) => accelerator.RunItems(extent, index => action(index, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10));
    }

    /// <summary>A launcher of a kernel over an index range, on the stream given at launch; 11 arguments.</summary>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(
        this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> action)
        where TIndex : struct, IIndex
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct where T8 : struct where T9 : struct where T10 : struct where T11 : struct
    {
        KernelText.Check(action);
        return (stream, extent, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11) => accelerator.RunItems(extent, index => action(index, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11));
    }

    /// <summary>A launcher of a kernel over an index range, on the stream given at launch; 12 arguments.</summary>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(
        this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> action)
        where TIndex : struct, IIndex
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct where T8 : struct where T9 : struct where T10 : struct where T11 : struct where T12 : struct
    {
        KernelText.Check(action);
        return (stream, extent, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12) => accelerator.RunItems(extent, index => action(index, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12));
    }

    /// <summary>A launcher of a kernel over an index range, on the stream given at launch; 13 arguments.</summary>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(
        this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> action)
        where TIndex : struct, IIndex
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct where T8 : struct where T9 : struct where T10 : struct where T11 : struct where T12 : struct where T13 : struct
    {
        KernelText.Check(action);
        return (stream, extent, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13) => accelerator.RunItems(extent, index => action(index, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13));
    }

    /// <summary>A launcher of a kernel over an index range, on the stream given at launch; 14 arguments.</summary>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(
        this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> action)
        where TIndex : struct, IIndex
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct where T8 : struct where T9 : struct where T10 : struct where T11 : struct where T12 : struct where T13 : struct where T14 : struct
    {
        KernelText.Check(action);
        return (stream, extent, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14) => accelerator.RunItems(extent, index => action(index, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14));
    }
}
