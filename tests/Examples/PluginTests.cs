using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using SurrogateEngine.Cli;
using SurrogateEngine.Tests.Cli;

namespace SurrogateEngine.Tests.Examples;

/// <summary>The project in tests/Examples/Plugin adds one of everything in a file each; it is built as it stands and given to the
/// program.</summary>
public sealed class PluginTests
{
    const string Project = "tests/Examples/Plugin";

    static readonly TemporaryFolder Built = new();

    static string Plugin => Built["plugin/ExamplePlugin.dll"];

    [OneTimeSetUp]
    public void Build()
    {
        // The libraries it refers to are built: these tests are running on them.
        var build = Execute("dotnet", Repository.Root, "build", Project, "-c", "Release", "--nologo", "-p:BuildProjectReferences=false",
            "-o", Built["plugin"]);
        build.Code.ShouldBe(0, build.Out);
    }

    [OneTimeTearDown]
    public void Delete() => Built.Dispose();

    [Test]
    public void Each_addition_is_one_file() =>
        Repository.Files(Project, ".cs").Select(Path.GetFileNameWithoutExtension).ShouldBe(
            ["BurstSphere", "CompareSolversVerb", "EarlyLoss", "HaltonSampler", "Heun3", "PlainMlp", "Ros2", "TwoStepRelease"],
            ignoreOrder: true);

    [TestCase("two-step-release")]
    [TestCase("burst-sphere")]
    public void Its_verb_solves_its_models_with_its_methods_and_ours_alike(string model)
    {
        var differences = Surrogate("compare-solvers", model, "--tolerance", "1e-6", "--json").Json;
        foreach (var method in differences.EnumerateObject())
            method.Value.GetDouble().ShouldBeLessThan(3e-4, method.Name);
        foreach (string own in (string[])["heun3", "ros2"])
            differences.GetProperty(own).GetDouble().ShouldBeGreaterThan(0, own);
    }

    [Test]
    public void Its_model_is_simulated_with_its_sampler_and_method_and_learned_by_its_network_with_its_loss()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["s.json"], """{ "model": "two-step-release", "sampler": "halton", "solver": "heun3", "samples": 1000 }""");
        var simulated = Surrogate("simulate", folder["s.json"], "--output", folder["data"], "--json");
        simulated.Json.GetProperty("finished").GetInt64().ShouldBe(1000);
        File.WriteAllText(folder["plan.json"],
            """
            { "network": { "name": "plain-mlp", "width": 32, "depth": 1 }, "loss": { "weights": { "early": 1 } },
                "schedule": { "epochs": 20 } }
            """);
        var trained = Surrogate("train", folder["data"], "--plan", folder["plan.json"], "--output", folder["s.surrogate"], "--json");
        trained.Json.GetProperty("test").GetProperty("rel_l2_mean").GetDouble().ShouldBeLessThan(0.1);
        Surrogate("evaluate", folder["s.surrogate"], folder["data"], "--json").Json.GetProperty("curves").GetInt32()
            .ShouldBeGreaterThan(10);
        ShouldPredictTheSameInOnnxRuntime(folder);
    }

    [Test]
    public void Help_names_what_it_adds()
    {
        Surrogate("--help").Out.ShouldContain("compare-solvers");
        Surrogate("train", "--help").Out.ShouldContain("plain-mlp");
    }

    [Test]
    public void A_plugin_that_is_none_is_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["not.dll"], "no assembly");
        Cli.Cli.Outcome refused = Cli.Cli.Run("models", "--plugin", folder["not.dll"]);
        refused.Code.ShouldBe(CommandLine.Refused);
        refused.Error.Trim().ShouldBe($"{folder["not.dll"]}: this is not a .NET assembly; build the plugin for .NET 10 and give its .dll.");
        Cli.Cli.Run("models", "--plugin", folder["missing.dll"]).Error.Trim()
            .ShouldBe($"{folder["missing.dll"]}: there is no such file; give the path of a plugin's .dll.");
    }

    /// <summary>Its network says what it computes in ONNX's operators, so its surrogates are exported like ours.</summary>
    static void ShouldPredictTheSameInOnnxRuntime(TemporaryFolder folder)
    {
        Surrogate("predict", folder["s.surrogate"], "--template", folder["f.csv"]);
        Surrogate("predict", folder["s.surrogate"], folder["f.csv"], "--output", folder["curves.csv"]);
        Surrogate("export", folder["s.surrogate"], "--onnx", folder["s.onnx"]);
        float[][] formulations = Numbers(folder["f.csv"], skip: 1), curves = Numbers(folder["curves.csv"], skip: 1);
        using var session = new InferenceSession(folder["s.onnx"]);
        using var rows = OrtValue.CreateTensorValueFromMemory([.. formulations.SelectMany(row => row)],
            [formulations.Length, formulations[0].Length]);
        using var options = new RunOptions();
        using var answers = session.Run(options, session.InputNames, [rows], ["curves"]);
        float[] answered = answers[0].GetTensorDataAsSpan<float>().ToArray();
        float[] expected = [.. curves.SelectMany(row => row[^(answered.Length / formulations.Length)..])];
        expected.Length.ShouldBe(answered.Length);
        expected.Zip(answered, (ours, theirs) => Math.Abs(ours - theirs)).Max().ShouldBeLessThan(1e-4f);
    }

    // Columns behind the first ones; what is not a number, such as whether a row is in range, reads as NaN.
    static float[][] Numbers(string file, int skip) =>
    [
        .. File.ReadLines(file).Where(line => !line.StartsWith('#')).Skip(1).Select(line => line.Split(',').Skip(skip)
            .Select(cell => float.TryParse(cell, CultureInfo.InvariantCulture, out float value) ? value : float.NaN).ToArray()),
    ];

    static Run Surrogate(params string[] args)
    {
        var run = Execute("dotnet", Built.Root, [typeof(CommandLine).Assembly.Location, .. args, "--plugin", Plugin]);
        run.Code.ShouldBe(0, run.Out + run.Error);
        return run;
    }

    static Run Execute(string program, string folder, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, errors.Result);
    }

    sealed record Run(int Code, string Out, string Error)
    {
        public JsonElement Json => JsonDocument.Parse(Out.TrimEnd().Split('\n')[^1]).RootElement;
    }
}
