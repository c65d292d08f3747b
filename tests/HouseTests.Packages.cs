using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SurrogateEngine.Tests;

/// <content>Packages are named once, in versions that can be overridden, and stand in for nothing of ours.</content>
public sealed partial class HouseTests
{
    const string Program = "engine/cli/surrogate.csproj";

    [Test]
    public void No_file_declares_a_namespace_of_a_package()
    {
        var declared = Repository.Files("", ".cs").SelectMany(file => Namespace().Matches(Repository.Code(file))
            .Select(match => (file, match.Groups[1].Value))).ToArray();

        declared.ShouldNotBeEmpty();
        // The examples are somebody else's projects.
        declared.Where(name => name.Value.Split('.')[0] != "SurrogateEngine"
            && !name.file.StartsWith("tests/Examples/", StringComparison.Ordinal))
            .ShouldBeEmpty("ILGPU, TorchSharp, Parquet and the like are packages; our namespaces begin with SurrogateEngine.");
    }

    [TestCase("cuda", "TorchSharp-cuda-linux", "TorchSharp")]
    [TestCase("cpu", "libtorch-cpu-", "libtorch")]
    public void Torch_chooses_the_native_library_of_a_program(string torch, string package, string version)
    {
        JsonElement items =
            Evaluate($"-p:Torch={torch} -p:TorchSharpVersion=9.9.1 -p:LibtorchVersion=9.9.2 -getItem:PackageReference,PackageVersion");

        string native = Identities(items, "PackageReference").Where(name => name.Contains("libtorch-") || name.StartsWith("TorchSharp-"))
            .ShouldHaveSingleItem();
        native.ShouldStartWith(package);
        VersionOf(items, native).ShouldBe(version == "TorchSharp" ? "9.9.1" : "9.9.2");
    }

    [Test]
    public void Versions_of_the_named_packages_can_be_overridden()
    {
        JsonElement items =
            Evaluate("-p:IlgpuVersion=9.9.1 -p:TorchSharpVersion=9.9.2 -p:ParquetVersion=9.9.3 -getItem:PackageVersion,PackageReference");

        string[] named = ["ILGPU", "ILGPU.Algorithms", "TorchSharp", "Parquet.Net"];
        named.Select(name => VersionOf(items, name)).ShouldBe(["9.9.1", "9.9.1", "9.9.2", "9.9.3"]);
    }

    [Test]
    public void Another_Torch_is_refused_in_one_sentence()
    {
        var (exitCode, output) = MSBuild("-t:RefuseUnknownTorch -p:Torch=tpu -v:quiet");

        exitCode.ShouldBe(1);
        output.ShouldContain("Torch 'tpu' is not known: use -p:Torch=cpu or -p:Torch=cuda.");
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "a link needs a privilege there, so files are copied")]
    public void Native_libraries_are_linked_into_outputs_and_assemblies_are_copied()
    {
        string[] files = Directory.GetFiles(AppContext.BaseDirectory, "*", SearchOption.AllDirectories);
        string[] links = [.. files.Where(file => new FileInfo(file).LinkTarget is not null)
            .Select(file => Path.GetRelativePath(AppContext.BaseDirectory, file))];

        links.ShouldContain(file => file.Contains("torch_cpu"));
        links.Where(file => !file.StartsWith("runtimes"))
            .ShouldBeEmpty("an earlier build may have left these links: delete the bin folders and build again");
        files.Where(file => new FileInfo(file).LinkTarget is null).Sum(file => new FileInfo(file).Length).ShouldBeLessThan(100L << 20);
        files.Where(file => Path.GetFileName(file).StartsWith("SurrogateEngine.", StringComparison.Ordinal))
            .ShouldAllBe(file => new FileInfo(file).LinkTarget == null);
    }

    [Test]
    public void Nothing_needs_node() =>
        new[] { "package.json", ".mjs" }.SelectMany(ending => Repository.Files("", ending))
        .ShouldBeEmpty("Files are read back in process, by packages.");

    static IEnumerable<string> Identities(JsonElement items, string kind) =>
        items.GetProperty(kind).EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!);

    static string VersionOf(JsonElement items, string package) =>
        items.GetProperty("PackageVersion").EnumerateArray().Single(item => item.GetProperty("Identity").GetString() == package)
        .GetProperty("Version").GetString()!;

    static JsonElement Evaluate(string arguments)
    {
        var (exitCode, output) = MSBuild(arguments);
        exitCode.ShouldBe(0, output);
        return JsonSerializer.Deserialize<JsonElement>(output).GetProperty("Items");
    }

    static (int ExitCode, string Output) MSBuild(string arguments)
    {
        var start = new ProcessStartInfo("dotnet", $"msbuild {Program} -nodeReuse:false -nologo {arguments}")
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            Environment = { ["DOTNET_CLI_UI_LANGUAGE"] = "en" },
        };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    [GeneratedRegex(@"^\s*namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
