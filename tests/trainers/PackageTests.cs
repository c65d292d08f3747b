using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SurrogateEngine.Tests.Training;

/// <summary>Our packages in the hands of somebody else: a clean project takes the library and chooses TorchSharp's native library itself, a
/// clean folder gets the command as a tool, which brings its own.</summary>
[Platform("Linux", Reason = "the program names the library of this system")]
[Category("FullMatrix")]
public sealed partial class PackageTests
{
    // A version of its own: the package folder keeps what it once unpacked.
    static readonly string Version = $"0.1.0-test.{DateTime.UtcNow.Ticks}";

    Cli.TemporaryFolder folder = null!;

    string Feed => folder["feed"];

    [OneTimeSetUp]
    public void Pack()
    {
        folder = new Cli.TemporaryFolder();
        foreach (string project in (string[])["kernels", "trainers", "engine/core", "engine/cli"])
            Dotnet(Repository.Root, "pack", Repository.Locate(project), "-c", Configuration, "--no-build", "-o", Feed,
                $"-p:PackageVersion={Version}");
    }

    [OneTimeTearDown]
    public void TidyUp()
    {
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        foreach (string unpacked in Directory.GetDirectories(packages, "surrogateengine*").Select(name => Path.Combine(name, Version)))
            if (Directory.Exists(unpacked))
                Directory.Delete(unpacked, recursive: true);
        folder.Dispose();
    }

    [TestCase("SurrogateEngine.Kernels", "buildTransitive/SurrogateEngine.Kernels.props")]
    [TestCase("SurrogateEngine.Trainers", null)]
    [TestCase("SurrogateEngine", null)]
    public void A_package_carries_readme_license_and_documentation(string name, string? more)
    {
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(Feed, $"{name}.{Version}.nupkg"));
        string[] files = [.. package.Entries.Select(entry => entry.FullName)];
        foreach (string file in (string[])["README.md", "LICENSE", $"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml"])
            files.ShouldContain(file);
        if (more is not null)
            files.ShouldContain(more);
        using var nuspec = new StreamReader(package.GetEntry($"{name}.nuspec")!.Open());
        string text = nuspec.ReadToEnd();
        text.ShouldContain("<license type=\"expression\">MIT</license>");
        text.ShouldContain("<readme>README.md</readme>");
        text.ShouldNotContain("libtorch");
    }

    [Test]
    public void The_readme_s_program_runs_in_a_clean_project()
    {
        string app = Directory.CreateDirectory(folder["app"]).FullName;
        File.WriteAllText(Path.Combine(app, "app.csproj"), Project);
        File.WriteAllText(Path.Combine(app, "Program.cs"), $"""
            using SurrogateEngine.Trainers;
            using SurrogateEngine.Workflows;

            string folder = args[0];
            {Sample().Match(File.ReadAllText(Repository.Locate("README.md"))).Groups[1].Value}
            """);
        Dotnet(app, "restore", $"-p:RestoreAdditionalProjectSources={Feed}");
        string said = Dotnet(app, "run", "-c", "Release", "--no-restore", "--", Directory.CreateDirectory(folder["made"]).FullName);
        said.TrimEnd().Split('\n')[^1].ShouldMatch(@"^5,?\d* curves, error .* R2 of the fit 0\.9");
        string settings = File.ReadAllText(Directory.GetFiles(app, "app.runtimeconfig.json", SearchOption.AllDirectories)[0]);
        settings.ShouldContain("\"System.Runtime.TieredPGO\": false");
        settings.ShouldContain("\"System.Runtime.TieredCompilation.QuickJitForLoops\": false");
    }

    [Test]
    public void The_tool_installs_and_runs_a_quickstart()
    {
        string tools = folder["tools"];
        Dotnet(folder["."], "tool", "install", "SurrogateEngine.Cli", "--version", Version, "--tool-path", tools, "--add-source", Feed);
        string said = Run(Path.Combine(tools, "surrogate"), folder["."], "quickstart", "--samples", "1000", "--seconds", "1", "--output",
            folder["q"], "--json");
        JsonDocument.Parse(said).RootElement.GetProperty("curves").GetInt64().ShouldBe(1000);
        File.Exists(Path.Combine(folder["q"], "report.html")).ShouldBeTrue();
    }

    static string Configuration => AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Debug{Path.DirectorySeparatorChar}")
        ? "Debug" : "Release";

    static string Project => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="SurrogateEngine" Version="{Version}" />
            <PackageReference Include="libtorch-cpu-linux-x64" Version="2.10.0" />
          </ItemGroup>
        </Project>
        """;

    static string Dotnet(string folder, params string[] arguments) => Run("dotnet", folder, arguments);

    static string Run(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, output + errors.Result);
        return output;
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Sample();
}
