using System.Collections.Immutable;
using ILGPU.Runtime;

namespace ILGPU;

/// <summary>Holds the devices that were asked for; everything else is made from one and dies with it.</summary>
public sealed partial class Context : IDisposable
{
    readonly List<Accelerator> accelerators = [];

    Context(ContextProperties properties, ImmutableArray<Device> devices)
    {
        Properties = properties;
        Devices = devices;
    }

    /// <summary>A context as set up by <paramref name="buildingCallback"/>.</summary>
    public static Context Create(Action<Builder> buildingCallback)
    {
        ArgumentNullException.ThrowIfNull(buildingCallback);
        var builder = Create();
        buildingCallback(builder);
        return builder.ToContext();
    }

    /// <summary>A builder of a context.</summary>
    public static Builder Create() => new();

    /// <summary>A context with every device this machine has.</summary>
    public static Context CreateDefault() => Create(builder => builder.Default());

    /// <summary>The devices registered, in the order of registration. Here: CPU devices.</summary>
    public ImmutableArray<Device> Devices { get; }

    /// <summary>The choices made when the context was built.</summary>
    public ContextProperties Properties { get; }

    /// <summary>The device of that class with that number among its kind.</summary>
    public TDevice GetDevice<TDevice>(int deviceIndex)
        where TDevice : Device => Devices.OfType<TDevice>().ElementAt(deviceIndex);

    /// <summary>The device with most memory that is no CPU; the first CPU if there is none or it is preferred.</summary>
    /// <exception cref="NotSupportedException">No such device was registered.</exception>
    public Device GetPreferredDevice(bool preferCPU) =>
        Devices.Where(device => device.AcceleratorType != AcceleratorType.CPU && !preferCPU)
            .OrderByDescending(device => device.MemorySize)
            .Concat(Devices.Where(device => device.AcceleratorType == AcceleratorType.CPU))
            .FirstOrDefault()
        ?? throw new NotSupportedException("No device was registered: call Default() or CPU() on the context's builder.");

    /// <summary>Disposes every accelerator made from this context.</summary>
    public void Dispose()
    {
        Accelerator[] open;
        lock (accelerators)
        {
            open = [.. accelerators];
            accelerators.Clear();
        }

        foreach (var accelerator in open)
            accelerator.Dispose();
    }

    internal void Register(Accelerator accelerator)
    {
        lock (accelerators)
            accelerators.Add(accelerator);
    }
}
