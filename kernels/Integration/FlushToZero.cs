using System.Runtime.InteropServices;

namespace SurrogateEngine.Kernels.Integration;

/// <summary>
/// Lets a worker thread's processor treat subnormal numbers as zero. Deep inside a sphere the stages of a stiff method
/// fade to 1e-40, where one multiplication costs as much as a hundred; flushing them changes no curve by more than
/// 1e-37. Uses the C library's floating-point environment on Linux (x86-64); elsewhere it does nothing and trajectories
/// are merely slower.
/// </summary>
readonly unsafe ref struct FlushToZero
{
    /// <summary>Size of fenv_t in glibc and musl on x86-64; the SSE control word is its last member.</summary>
    const int EnvironmentBytes = 32, ControlWord = 28;

    /// <summary>Flush results (bit 15) and read operands (bit 6) as zero.</summary>
    const uint FlushBits = 1u << 15 | 1u << 6;

    static readonly delegate* unmanaged<byte*, int> Get, Set;

    readonly uint saved;
    readonly bool active;

    static FlushToZero()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
            return;
        if (NativeLibrary.TryLoad("libm.so.6", out nint library)
            && NativeLibrary.TryGetExport(library, "fegetenv", out nint get)
            && NativeLibrary.TryGetExport(library, "fesetenv", out nint set))
        {
            Get = (delegate* unmanaged<byte*, int>)get;
            Set = (delegate* unmanaged<byte*, int>)set;
        }
    }

    FlushToZero(uint saved)
    {
        this.saved = saved;
        active = true;
    }

    /// <summary>True if this machine can do it.</summary>
    public static bool IsSupported => Set != null;

    /// <summary>Flushes on this thread until disposed of.</summary>
    public static FlushToZero Enter()
    {
        if (!IsSupported)
            return default;
        byte* environment = stackalloc byte[EnvironmentBytes];
        if (Get(environment) != 0)
            return default;
        uint control = *(uint*)(environment + ControlWord);
        Change(environment, control | FlushBits);
        return new(control);
    }

    public void Dispose()
    {
        if (!active)
            return;
        byte* environment = stackalloc byte[EnvironmentBytes];
        if (Get(environment) == 0)
            Change(environment, saved);
    }

    static void Change(byte* environment, uint control)
    {
        *(uint*)(environment + ControlWord) = control;
        _ = Set(environment);
    }
}
