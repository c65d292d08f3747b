using System.CommandLine;
using Spectre.Console;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Kernels.Device;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate devices</c>: what this machine computes with.</summary>
sealed class DevicesVerb : Verb
{
    public override string Name => "devices";

    public override int Rank => 10;

    public override string Summary => "Show what this machine computes with.";

    public override IReadOnlyList<string> Examples => ["surrogate devices", "surrogate devices --json"];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        DevicesResult found = DevicesWorkflow.Run();
        terminal.Result(Facts(found));
        if (!terminal.Json)
            Show(terminal, found);
        return CommandLine.Done;
    }

    static object Facts(DevicesResult found) => new
    {
        sees_gpus = found.SeesGpus,
        accelerators = found.Accelerators.Select(device => new
        {
            id = device.Id,
            name = device.Name,
            memory_bytes = device.MemoryBytes,
            threads = device.Threads,
            good_for = device.GoodFor,
        }),
        cpu = new
        {
            cores = found.Cores,
            architecture = found.Architecture.ToString().ToLowerInvariant(),
            vector = found.Vectors,
            vector_bits = found.VectorBits,
            float_lanes = found.VectorBits / 32,
            double_lanes = found.VectorBits / 64,
            memory_bytes = found.MemoryBytes,
        },
    };

    static void Show(Terminal terminal, DevicesResult found)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("this machine", "");
        table.AddRow("cores", $"{found.Cores} ({found.Architecture})");
        table.AddRow("vectors",
            $"{found.Vectors}, {found.VectorBits} bits: {found.VectorBits / 32} float or {found.VectorBits / 64} double lanes a register");
        table.AddRow("good for", "Batches, training and prediction of any size: what every command uses unless told otherwise.");
        table.AddRow("memory", $"{found.MemoryBytes / (1024.0 * 1024 * 1024):F1} GiB");
        terminal.Out.Write(table);
        var kernels = new Table().Border(TableBorder.Rounded).AddColumns("kernel device", "name", "memory", "good for");
        foreach (ComputeDevice device in found.Accelerators)
            kernels.AddRow(
                $"[bold]{Markup.Escape(device.Id)}[/]", Markup.Escape(device.Name),
                device.MemoryBytes is { } bytes ? NumberText.Bytes(bytes) : "", Markup.Escape(device.GoodFor));
        terminal.Out.Write(kernels);
        if (!found.SeesGpus)
            terminal.Out.WriteLine("No GPU is seen; one shows here once its driver for CUDA or OpenCL is installed.");
    }
}
