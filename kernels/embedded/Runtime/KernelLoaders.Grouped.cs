namespace ILGPU.Runtime;

/// <content>Explicitly grouped kernels, on a stream of choice.</content>
public static partial class KernelLoaders
{
    /// <summary>A launcher of an explicitly grouped kernel, on the stream given at launch; 1 argument.</summary>
    public static Action<AcceleratorStream, KernelConfig, T1> LoadKernel<T1>(
        this Accelerator accelerator, Action<T1> action)
        where T1 : struct
    {
        KernelText.Check(action);
        return (stream, config, p1) => accelerator.RunGroups(config, () => action(p1));
    }

    /// <summary>A launcher of an explicitly grouped kernel, on the stream given at launch; 2 arguments.</summary>
    public static Action<AcceleratorStream, KernelConfig, T1, T2> LoadKernel<T1, T2>(
        this Accelerator accelerator, Action<T1, T2> action)
        where T1 : struct where T2 : struct
    {
        KernelText.Check(action);
        return (stream, config, p1, p2) => accelerator.RunGroups(config, () => action(p1, p2));
    }

    /// <summary>A launcher of an explicitly grouped kernel, on the stream given at launch; 3 arguments.</summary>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3> LoadKernel<T1, T2, T3>(
        this Accelerator accelerator, Action<T1, T2, T3> action)
        where T1 : struct where T2 : struct where T3 : struct
    {
        KernelText.Check(action);
        return (stream, config, p1, p2, p3) => accelerator.RunGroups(config, () => action(p1, p2, p3));
    }

    /// <summary>A launcher of an explicitly grouped kernel, on the stream given at launch; 4 arguments.</summary>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4> LoadKernel<T1, T2, T3, T4>(
        this Accelerator accelerator, Action<T1, T2, T3, T4> action)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct
    {
        KernelText.Check(action);
        return (stream, config, p1, p2, p3, p4) => accelerator.RunGroups(config, () => action(p1, p2, p3, p4));
    }

    /// <summary>A launcher of an explicitly grouped kernel, on the stream given at launch; 5 arguments.</summary>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5> LoadKernel<T1, T2, T3, T4, T5>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5> action)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct
    {
        KernelText.Check(action);
        return (stream, config, p1, p2, p3, p4, p5) => accelerator.RunGroups(config, () => action(p1, p2, p3, p4, p5));
    }

    /// <summary>A launcher of an explicitly grouped kernel, on the stream given at launch; 6 arguments.</summary>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6> LoadKernel<T1, T2, T3, T4, T5, T6>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6> action)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct
    {
        KernelText.Check(action);
        return (stream, config, p1, p2, p3, p4, p5, p6) => accelerator.RunGroups(config, () => action(p1, p2, p3, p4, p5, p6));
    }

    /// <summary>A launcher of an explicitly grouped kernel, on the stream given at launch; 7 arguments.</summary>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7> LoadKernel<T1, T2, T3, T4, T5, T6, T7>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7> action)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct
    {
        KernelText.Check(action);
        return (stream, config, p1, p2, p3, p4, p5, p6, p7) => accelerator.RunGroups(config, () => action(p1, p2, p3, p4, p5, p6, p7));
    }

    /// <summary>A launcher of an explicitly grouped kernel, on the stream given at launch; 8 arguments.</summary>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8> action)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct where T8 : struct
    {
        KernelText.Check(action);
        return (stream, config, p1, p2, p3, p4, p5, p6, p7, p8) => accelerator.RunGroups(config, () => action(p1, p2, p3, p4, p5, p6, p7, p8));
    }

    /// <summary>A launcher of an explicitly grouped kernel, on the stream given at launch; 9 arguments.</summary>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9> action)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct where T8 : struct where T9 : struct
    {
        KernelText.Check(action);
        return (stream, config, p1, p2, p3, p4, p5, p6, p7, p8, p9) => accelerator.RunGroups(config, () => action(p1, p2, p3, p4, p5, p6, p7, p8, p9));
    }

    /// <summary>A launcher of an explicitly grouped kernel, on the stream given at launch; 10 arguments.</summary>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> action)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct where T8 : struct where T9 : struct where T10 : struct
    {
        KernelText.Check(action);
        return (stream, config, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10) => accelerator.RunGroups(config, () => action(p1, p2, p3, p4, p5, p6, p7, p8, p9, p10));
    }

    /// <summary>A launcher of an explicitly grouped kernel, on the stream given at launch; 11 arguments.</summary>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> action)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct where T8 : struct where T9 : struct where T10 : struct where T11 : struct
    {
        KernelText.Check(action);
        return (stream, config, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11) => accelerator.RunGroups(config, () => action(p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11));
    }

    /// <summary>A launcher of an explicitly grouped kernel, on the stream given at launch; 12 arguments.</summary>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> action)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct where T8 : struct where T9 : struct where T10 : struct where T11 : struct where T12 : struct
    {
        KernelText.Check(action);
        return (stream, config, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12) => accelerator.RunGroups(config, () => action(p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12));
    }

    /// <summary>A launcher of an explicitly grouped kernel, on the stream given at launch; 13 arguments.</summary>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> action)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct where T8 : struct where T9 : struct where T10 : struct where T11 : struct where T12 : struct where T13 : struct
    {
        KernelText.Check(action);
        return (stream, config, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13) => accelerator.RunGroups(config, () => action(p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13));
    }

    /// <summary>A launcher of an explicitly grouped kernel, on the stream given at launch; 14 arguments.</summary>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> action)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct where T8 : struct where T9 : struct where T10 : struct where T11 : struct where T12 : struct where T13 : struct where T14 : struct
    {
        KernelText.Check(action);
        return (stream, config, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14) => accelerator.RunGroups(config, () => action(p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14));
    }
}
