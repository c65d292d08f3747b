using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace SurrogateEngine.Trainers;

/// <summary>
/// Loads TorchSharp's native library where the system's libstdc++ is older than GCC 13's (Ubuntu 22.04, Debian 12). The library
/// names version GLIBCXX_3.4.32 for one symbol, <c>_ZSt21ios_base_library_initv</c>, that nothing in it calls. The runtime asks here only
/// after its own search failed, so a system with a newer libstdc++ gets the file untouched; otherwise a copy in memory, in which
/// that need is optional, is loaded. No file is written and none changed.
/// </summary>
static partial class NativeTorch
{
    const string Library = "LibTorchSharp", FileName = "libLibTorchSharp.so", Missing = "GLIBCXX_3.4.32";

    /// <summary>What it needs, in the order of loading: a copy in memory has no folder beside which they could be found.</summary>
    static readonly string[] Needs = ["libc10.so", "libtorch_cpu.so", "libtorch.so"];

    /// <summary>True once the copy was loaded in place of the file.</summary>
    public static bool LoadedCopy { get; private set; }

    // Before any code of ours can touch a tensor.
#pragma warning disable CA2255 // The hook has to be set before the runtime looks for the library, whoever the program is.
    [ModuleInitializer]
    internal static void Initialize()
    {
        if (OperatingSystem.IsLinux()) AssemblyLoadContext.Default.ResolvingUnmanagedDll += Resolve;
    }
#pragma warning restore CA2255

    static nint Resolve(Assembly assembly, string name)
    {
        if (name != Library) return 0;
        foreach (string folder in Folders(assembly))
        {
            string file = Path.Combine(folder, FileName);
            if (File.Exists(file) && LoadCopy(file) is var handle && handle != 0) return handle;
        }
        return 0;
    }

    /// <summary>Where the runtime looked: beside the program and in the folders of its packages' native libraries.</summary>
    static IEnumerable<string> Folders(Assembly assembly)
    {
        string search = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        var listed = search.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string[] beside = [AppContext.BaseDirectory, Path.GetDirectoryName(assembly.Location) ?? ""];
        string runtime = Path.Combine("runtimes", RuntimeInformation.RuntimeIdentifier, "native");
        return listed.Concat(beside).Concat(beside.Select(folder => Path.Combine(folder, runtime))).Distinct();
    }

    static nint LoadCopy(string file)
    {
        byte[] elf = File.ReadAllBytes(file);
        if (WeakVersions.Mark(elf, Missing) == 0) return 0;
        foreach (string need in Needs) LoadNeed(Path.GetDirectoryName(file)!, need);
        int memory = CreateMemoryFile(FileName, 0);
        if (memory < 0) return 0;
        using var copy = new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(memory, ownsHandle: true), FileAccess.Write, 0);
        copy.Write(elf);
        LoadedCopy = NativeLibrary.TryLoad($"/proc/self/fd/{memory}", out nint handle);
        return handle;
    }

    // Its folder is another package's: the runtime knows all of them.
    static void LoadNeed(string folder, string need)
    {
        string beside = Path.Combine(folder, need);
        if (File.Exists(beside) && NativeLibrary.TryLoad(beside, out _)) return;
        NativeLibrary.TryLoad(need, typeof(TorchSharp.torch).Assembly, null, out _);
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CreateMemoryFile(string name, uint flags);
}
