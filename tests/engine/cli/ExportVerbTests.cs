using SurrogateEngine.Cli;
using SurrogateEngine.Tests.Training;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Cli;

public sealed class ExportVerbTests
{
    [Test]
    public void Export_writes_the_file_once_and_says_what_it_takes()
    {
        using var folder = new TemporaryFolder();
        using (var trained = Trainer.Train(FirstOrderRelease.SmallPlan with
        {
            Schedule = FirstOrderRelease.SmallPlan.Schedule with { Epochs = 1 },
        },
            FirstOrderRelease.Curves(100)))
            trained.Save(folder["m.surrogate"]);
        Cli.Outcome exported = Cli.Run("export", folder["m.surrogate"], "--onnx", folder["m.onnx"], "--json");
        exported.Code.ShouldBe(CommandLine.Done, exported.Error);
        exported.Json.GetProperty("parameters")[1].GetProperty("unit").GetString().ShouldBe("1/d");
        exported.Error.ShouldContain("phi, k [1/d]");
        new FileInfo(folder["m.onnx"]).Length.ShouldBeGreaterThan(1000);
        Cli.Run("export", folder["m.surrogate"], "--onnx", folder["m.onnx"]).Code.ShouldBe(CommandLine.Refused);
        Cli.Run("export", folder["m.surrogate"], "--onnx", folder["m.onnx"], "--force").Code.ShouldBe(CommandLine.Done);
        Directory.CreateDirectory(folder["a-folder"]);
        Cli.Run("export", folder["m.surrogate"], "--onnx",
            folder["a-folder"]).Error.ShouldContain("a-folder: this is a folder; give the name of a file.");
    }
}
