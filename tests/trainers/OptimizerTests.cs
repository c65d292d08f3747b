using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training;

public sealed class OptimizerTests
{
    [TestCase("sgd", 0.1, 64, 0.05), TestCase("lbfgs", 0.5, 512, 0.05)]
    public void Every_optimizer_learns_and_goes_on(string name, double rate, int batch, double error) =>
        NetworkTrial.Passes(NetworkTrial.Plan with
        {
            Optimizer = NetworkTrial.Plan.Optimizer with { Name = name, LearningRate = rate, EmaDecay = 0.9 },
            Schedule = NetworkTrial.Plan.Schedule with { Epochs = 40 },
            Data = NetworkTrial.Plan.Data with { Batch = batch },
        },
        error);
}
