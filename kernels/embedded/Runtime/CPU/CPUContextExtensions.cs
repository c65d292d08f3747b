namespace ILGPU.Runtime.CPU;

/// <summary>CPU devices in a context.</summary>
public static class CPUContextExtensions
{
    /// <summary>Registers the small CPU device.</summary>
    public static Context.Builder DefaultCPU(this Context.Builder builder) => builder.CPU(CPUDeviceKind.Default);

    /// <summary>Registers a CPU device of the given shape.</summary>
    public static Context.Builder CPU(this Context.Builder builder, CPUDeviceKind kind) => builder.CPU(CPUDevice.GetDevice(kind));

    /// <summary>Registers a CPU device.</summary>
    public static Context.Builder CPU(this Context.Builder builder, CPUDevice device)
    {
        builder.DeviceRegistry.Register(device);
        return builder;
    }

    /// <summary>Registers a CPU device of every known shape, the small one first.</summary>
    public static Context.Builder CPU(this Context.Builder builder)
    {
        foreach (var kind in Enum.GetValues<CPUDeviceKind>())
            builder.CPU(kind);
        return builder;
    }

    /// <summary>The CPU device with that number among those registered.</summary>
    public static CPUDevice GetCPUDevice(this Context context, int cpuDeviceIndex) => context.GetDevice<CPUDevice>(cpuDeviceIndex);

    /// <summary>Opens a CPU device.</summary>
    public static CPUAccelerator CreateCPUAccelerator(this Context context, int cpuDeviceIndex) =>
        context.GetCPUDevice(cpuDeviceIndex).CreateCPUAccelerator(context);

    /// <summary>Opens a CPU device.</summary>
    public static CPUAccelerator CreateCPUAccelerator(this Context context, int cpuDeviceIndex, CPUAcceleratorMode mode) =>
        context.GetCPUDevice(cpuDeviceIndex).CreateCPUAccelerator(context, mode);
}
