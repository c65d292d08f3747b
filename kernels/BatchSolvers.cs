using SurrogateEngine.Kernels.Device;

namespace SurrogateEngine.Kernels;

/// <summary>The batch solvers of this machine, by name.</summary>
public static class BatchSolvers
{
    /// <summary>The name of the host's cores and their vector lanes.</summary>
    public const string Host = "host";

    /// <summary>The name that takes a GPU if there is one, else the host.</summary>
    public const string Auto = "auto";

    /// <summary>Every name that is no choice: <c>host</c>, then the devices, GPUs first.</summary>
    public static IReadOnlyList<string> Names { get; } = [Host, .. DeviceList.Find().Select(device => device.Id)];

    /// <summary>The name that stands for a user's word on this machine: <c>host</c> or the id of a device.</summary>
    /// <param name="word"><c>host</c>, <c>auto</c>, <c>cuda:0</c>, <c>cuda</c>, <c>opencl:0</c>, <c>cpu</c>; null means
    /// <c>host</c>.</param>
    /// <exception cref="ArgumentException">There is no such device; the sentence lists those that exist.</exception>
    public static string Find(string? word) => DeviceOf(word)?.Id ?? Host;

    /// <summary>Opens the solver of that name; see <see cref="Find"/>.</summary>
    /// <exception cref="ArgumentException">There is no such device; the sentence lists those that exist.</exception>
    public static IBatchSolver Open(string? word) => DeviceOf(word) is { } device ? new DeviceBatchSolver(device) : HostBatchSolver.Lanes;

    /// <summary>The device that a word means; null for the host.</summary>
    static ComputeDevice? DeviceOf(string? word)
    {
        if (word is null || Is(Host))
            return null;
        if (Is(Auto))
            return DeviceList.Find().FirstOrDefault(device => device.IsGpu);
        return DeviceList.Find(word)
            ?? throw new ArgumentException(
                $"There is no device '{word}' here; there are {string.Join(", ", Names)}, and {Auto} takes a GPU if there is one.");

        bool Is(string name) => name.Equals(word, StringComparison.OrdinalIgnoreCase);
    }
}
