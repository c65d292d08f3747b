using TorchSharp;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>Which device a plan's training computes on, by name: auto, cpu, cuda, or cuda:N.</summary>
static class Devices
{
    public const string Auto = "auto", Cpu = "cpu", Cuda = "cuda";

    /// <summary>Whether a plan may say so, whatever this machine has.</summary>
    public static bool IsName(string? name) => name is Auto or Cpu || NumberOf(name) is not null;

    /// <summary>The name of the device a plan's word stands for on this machine: cpu, or cuda:N.</summary>
    /// <exception cref="RefusedException">It asks for a CUDA device that is not there.</exception>
    public static string Found(string asked)
    {
        if (asked is Cpu || (asked is Auto && !cuda.is_available()))
            return Cpu;
        int number = asked is Auto ? 0 : NumberOf(asked)!.Value, present = cuda.is_available() ? cuda.device_count() : 0;
        return number < present ? $"{Cuda}:{number}" : throw Missing(asked, present);
    }

    /// <summary>That device.</summary>
    /// <exception cref="RefusedException">It asks for a CUDA device that is not there.</exception>
    public static Device Of(string asked) => Found(asked) is var name && name == Cpu ? CPU : device(name);

    /// <summary>The number of a CUDA device; null where the name is not one.</summary>
    static int? NumberOf(string? name)
    {
        if (name is Cuda)
            return 0;
        string prefix = Cuda + ":";
        return name is not null && name.StartsWith(prefix, StringComparison.Ordinal) && name.Length <= prefix.Length + 3
            && name[prefix.Length..].All(char.IsAsciiDigit) && int.TryParse(name[prefix.Length..], out int number) ? number : null;
    }

    static RefusedException Missing(string asked, int present)
    {
        string why = present > 0
            ? $"this machine has {present} CUDA device{(present == 1 ? "" : "s")}, counted from cuda:0, so take one of those"
            : "the tensor library finds no CUDA device, so look whether the build was made with -p:Torch=cuda and whether nvidia-smi shows the card";
        return new($"The plan's device is {asked}, but {why}; or take \"device\": \"auto\", which trains on the CPU where there is no CUDA.");
    }
}
