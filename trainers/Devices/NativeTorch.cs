using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using TorchSharp;

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
    const uint CloseOnExec = 1;

    /// <summary>What it needs, in the order of loading: a copy in memory has no folder beside which they could be found.</summary>
    static readonly string[] Needs = ["libc10.so", "libtorch_cpu.so", "libtorch.so"];

    /// <summary>Why it does not load, found out once; null where it does.</summary>
    static readonly Lazy<Exception?> Trouble = new(FindTrouble);

    /// <summary>True once the copy was loaded in place of the file.</summary>
    public static bool LoadedCopy { get; private set; }

    /// <summary>Loads the library unless it is loaded already.</summary>
    /// <exception cref="RefusedException">It does not load here.</exception>
    public static void Require()
    {
        if (Trouble.Value is { } trouble)
            throw new RefusedException(Sentence(trouble), trouble);
    }

    // Before any code of ours can touch a tensor.
#pragma warning disable CA2255 // The hook has to be set before the runtime looks for the library, whoever the program is.
    [ModuleInitializer]
    internal static void Initialize()
    {
        // The only Linux for which TorchSharp has a library.
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
            return;
        // OpenMP's threads spin while they wait, unless told before the library loads: beside other work on the same cores,
        // such as the simulation that feeds a training, that made steps five times slower. The user's own setting stays.
        SetEnvironment("OMP_WAIT_POLICY", "PASSIVE", 0);
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += Resolve;
        // A program may keep us and TorchSharp in a context of a plugin's.
        var own = AssemblyLoadContext.GetLoadContext(typeof(NativeTorch).Assembly);
        if (own is not null && own != AssemblyLoadContext.Default)
            own.ResolvingUnmanagedDll += Resolve;
    }
#pragma warning restore CA2255

    static nint Resolve(Assembly assembly, string name)
    {
        if (name != Library)
            return 0;
        foreach (string folder in Folders(assembly))
        {
            string file = Path.Combine(folder, FileName);
            if (File.Exists(file) && LoadCopy(file) is var handle && handle != 0)
                return handle;
        }
        return 0;
    }

    /// <summary>Where the runtime looked: beside the program and in the folders of its packages' native libraries.</summary>
    static IEnumerable<string> Folders(Assembly assembly)
    {
        string search = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        var listed = search.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string?[] beside = [AppContext.BaseDirectory, Path.GetDirectoryName(assembly.Location)];
        // Packages have the portable name, whatever the runtime calls this system.
        string runtime = Path.Combine("runtimes", "linux-x64", "native");
        var known = beside.OfType<string>().Where(folder => folder.Length > 0).ToArray();
        return listed.Concat(known).Concat(known.Select(folder => Path.Combine(folder, runtime))).Distinct();
    }

    static nint LoadCopy(string file)
    {
        byte[] elf = File.ReadAllBytes(file);
        if (WeakVersions.Mark(elf, Missing) == 0)
            return 0;
        foreach (string need in Needs)
            LoadNeed(Path.GetDirectoryName(file)!, need);
        int memory = CreateMemoryFile(FileName, CloseOnExec);
        if (memory < 0)
            return 0;
        using var copy = new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(memory, ownsHandle: true), FileAccess.Write, 0);
        copy.Write(elf);
        LoadedCopy = NativeLibrary.TryLoad($"/proc/self/fd/{memory}", out nint handle);
        return handle;
    }

    // Its folder is another package's: the runtime knows all of them.
    static void LoadNeed(string folder, string need)
    {
        string beside = Path.Combine(folder, need);
        if (File.Exists(beside) && NativeLibrary.TryLoad(beside, out _))
            return;
        NativeLibrary.TryLoad(need, typeof(torch).Assembly, null, out _);
    }

    static Exception? FindTrouble()
    {
        // TorchSharp prints a page of its own where it fails.
        var shown = Console.Out;
        Console.SetOut(TextWriter.Null);
        try
        {
            using var one = torch.zeros(1);
            return null;
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException or EntryPointNotFoundException
            or BadImageFormatException or NotSupportedException)
        {
            return e;
        }
        finally
        {
            Console.SetOut(shown);
        }
    }

    static string Sentence(Exception trouble)
    {
        while (trouble is TypeInitializationException && trouble.InnerException is { } inner)
            trouble = inner;
        string system = RuntimeInformation.RuntimeIdentifier, why = trouble.Message.Split('\n')[0].Trim().TrimEnd('.', ':');
        return $"Networks need TorchSharp's native library, which does not load on {system} ({why}): in a program of your own add the package libtorch-cpu-linux-x64, "
            + "libtorch-cpu-win-x64 or libtorch-cpu-osx-arm64 in the version that TorchSharp asks for, in this repository restore and build again; other systems have no such library.";
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CreateMemoryFile(string name, uint flags);

    // Environment.SetEnvironmentVariable is seen by managed code alone.
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
