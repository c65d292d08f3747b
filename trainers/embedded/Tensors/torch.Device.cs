namespace TorchSharp;

public static partial class torch
{
    public static readonly Device CPU = new(DeviceType.CPU);

    public static Device CUDA { get; } = new(DeviceType.CUDA);

    public static Device device(string description) => new(description);

    public static Device device(string deviceType, int index = -1) => new(deviceType, index);

    public static Device device(DeviceType deviceType, int index = -1) => new(deviceType, index);

    public static bool cuda_is_available() => false;

    /// <summary>Where a tensor lives. The embedded library only knows the processor's memory; other places can be named, not used.</summary>
    public class Device
    {
        public Device(string description)
        {
            var parts = description.Split(':');
            type = Parse(parts[0], description);
            index = parts.Length == 1 ? -1 : int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture);
        }

        public Device(string deviceType, int index = -1) : this(Parse(deviceType, deviceType), index)
        {
        }

        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = index;
        }

        public DeviceType type { get; }

        public int index { get; }

        public static implicit operator Device(string description) => new(description);

        public override string ToString() => index < 0 ? type.ToString().ToLowerInvariant() : $"{type.ToString().ToLowerInvariant()}:{index}";

        internal static void RequireCpu(Device? device)
        {
            if (device is not null && device.type != DeviceType.CPU)
                throw new InvalidOperationException($"The embedded TorchSharp computes on the CPU only, not on '{device}': build with -p:Backend=cuda for a GPU.");
        }

        private static DeviceType Parse(string name, string description) => name.ToLowerInvariant() switch
        {
            "cpu" => DeviceType.CPU,
            "cuda" => DeviceType.CUDA,
            "meta" => DeviceType.META,
            _ => throw new ArgumentException($"Unknown device '{description}': expected cpu or cuda, with an index as in cuda:0 if need be."),
        };
    }

    public static partial class cuda
    {
        public static bool is_available() => false;

        public static int device_count() => 0;
    }
}
