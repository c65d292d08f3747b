using SurrogateEngine.Fitting;
using SurrogateEngine.Trainers;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Tests.Examples;

/// <summary>The pipeline in five lines of a program, as the README quotes them.</summary>
static class FromCSharp
{
    public static FitResult Run(string folder)
    {
        var data = SimulateWorkflow.Run(new SimulateOptions { Scenario = "burst-erosion", Samples = 5_000, Output = $"{folder}/data" });
        var plan = new TrainingPlan { Schedule = new() { Epochs = 30 }, Data = new() { Batch = 256 } };
        var made = TrainWorkflow.Run(new TrainOptions { Data = $"{folder}/data", Plan = plan, Output = $"{folder}/burst.surrogate" });
        var fit = FitWorkflow.Run(new FitRequest { Surrogate = made.File, Profile = "bsa-chitosan-pcl", Fixed = ["Km=0.2"] });
        Console.WriteLine($"{data.Finished} curves, error {made.Card.Test?.RelL2Mean:P2}; R2 of the fit {fit.ReportedQuality.R2:F3}");
        return fit;
    }
}
