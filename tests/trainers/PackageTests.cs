using System.Diagnostics;

namespace SurrogateEngine.Tests.Training;

/// <summary>A program of somebody else's that takes our packages and chooses TorchSharp's native library itself.</summary>
[Platform("Linux", Reason = "the program names the library of this system")]
public sealed class PackageTests
{
    const string Program = """
        using SurrogateEngine.Kernels;
        using SurrogateEngine.Trainers;

        var space = CurveSpace.Of(new BurstErosionModel(), [0, 1, 10]);
        double[] formulations = [.. Enumerable.Range(0, 100 * space.Parameters.Count)
            .Select(i => space.Parameters[i % space.Parameters.Count].At(i * 0.618 % 1))];
        float[] curves = [.. Enumerable.Range(0, 100 * space.Points).Select(i => i % 3 / 2f * (0.5f + i % 7 / 14f))];
        var plan = new TrainingPlan
        {
            Network = new() { Width = 8, Depth = 1 },
            Schedule = new() { Epochs = 2 },
            Data = new() { Batch = 16, ValidationShare = 0.1 },
        };
        using var surrogate = Trainer.Train(plan, new CurveSet(space, formulations, curves));
        Console.WriteLine("trained " + surrogate.Predict(formulations.AsSpan(0, space.Parameters.Count)).Length / space.Points);
        """;

    [Test, Category("Long"), Explicit("it packs three projects and restores a program: half a minute")]
    public void A_program_that_takes_the_packages_trains()
    {
        using var folder = new Cli.TemporaryFolder();
        // A version of its own: the package folder keeps what it once unpacked.
        string version = $"0.1.0-test.{DateTime.UtcNow.Ticks}";
        foreach (string project in (string[])["kernels", "trainers", "engine/core"])
            Dotnet(Repository.Root, "pack", Repository.Locate(project), "-c", "Release", "--no-build", "-o", folder["feed"],
                $"-p:PackageVersion={version}");
        string app = Directory.CreateDirectory(folder["app"]).FullName;
        File.WriteAllText(Path.Combine(app, "app.csproj"), Project(version));
        File.WriteAllText(Path.Combine(app, "Program.cs"), Program);
        try
        {
            Dotnet(app, "restore", $"-p:RestoreAdditionalProjectSources={folder["feed"]}");
            Dotnet(app, "run", "-c", "Release", "--no-restore").TrimEnd().Split('\n')[^1].ShouldBe("trained 1");
        }
        finally
        {
            string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
                ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
            foreach (string unpacked in Directory.GetDirectories(packages, "surrogateengine*"))
                if (Directory.Exists(Path.Combine(unpacked, version)))
                    Directory.Delete(Path.Combine(unpacked, version), recursive: true);
        }
    }

    static string Project(string version) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="SurrogateEngine" Version="{version}" />
            <PackageReference Include="libtorch-cpu-linux-x64" Version="2.10.0" />
          </ItemGroup>
        </Project>
        """;

    static string Dotnet(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
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
}
