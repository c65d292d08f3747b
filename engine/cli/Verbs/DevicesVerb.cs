using System.CommandLine;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Spectre.Console;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Kernels.Device;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate devices</c>: what this machine computes with.</summary>
sealed class DevicesVerb : Verb
{
    public override string Name => "devices";

    public override string Summary => "Show what this machine computes with.";

    public override IReadOnlyList<string> Examples => ["surrogate devices", "surrogate devices --json"];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        (string Instructions, int Bits) vector = Vectors();
        long memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        IReadOnlyList<ComputeDevice> accelerators = DeviceList.Find();
        terminal.Result(new
        {
            sees_gpus = DeviceList.SeesGpus,
            accelerators = accelerators.Select(device => new
            {
                id = device.Id,
                name = device.Name,
                memory_bytes = device.MemoryBytes,
                threads = device.Threads,
                good_for = device.GoodFor,
            }),
            cpu = new
            {
                cores = Environment.ProcessorCount,
                architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
                vector = vector.Instructions,
                vector_bits = vector.Bits,
                float_lanes = vector.Bits / 32,
                double_lanes = vector.Bits / 64,
                memory_bytes = memory,
            },
        });
        if (terminal.Json)
            return CommandLine.Done;
        var table = new Table().Border(TableBorder.Rounded).AddColumns("this machine", "");
        table.AddRow("cores", $"{Environment.ProcessorCount} ({RuntimeInformation.ProcessArchitecture})");
        table.AddRow("vectors", $"{vector.Instructions}, {vector.Bits} bits: {vector.Bits / 32} float or {vector.Bits / 64} double lanes a register");
        table.AddRow("good for", "Ensembles, training and prediction of any size: what every command uses unless told otherwise.");
        table.AddRow("memory", $"{memory / (1024.0 * 1024 * 1024):F1} GiB");
        terminal.Out.Write(table);
        var kernels = new Table().Border(TableBorder.Rounded).AddColumns("kernel device", "name", "memory", "good for");
        foreach (ComputeDevice device in accelerators)
            kernels.AddRow(
                $"[bold]{Markup.Escape(device.Id)}[/]", Markup.Escape(device.Name),
                device.MemoryBytes is { } bytes ? ProgressText.Bytes(bytes) : "", Markup.Escape(device.GoodFor));
        terminal.Out.Write(kernels);
        if (!DeviceList.SeesGpus)
            terminal.Out.WriteLine("This build cannot see GPUs; build with -p:Backend=cuda (NVIDIA) or -p:Backend=cpu (OpenCL) where the package ILGPU can be restored.");
        return CommandLine.Done;
    }

    static (string Instructions, int Bits) Vectors() =>
        Vector512.IsHardwareAccelerated ? ("AVX-512", 512)
        : Vector256.IsHardwareAccelerated ? (Avx2.IsSupported ? "AVX2" : "AVX", 256)
        : Vector128.IsHardwareAccelerated ? (Sse2.IsSupported ? "SSE" : "NEON", 128)
        : ("scalar", 64);
}
