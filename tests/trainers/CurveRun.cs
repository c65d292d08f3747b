using SurrogateEngine.Trainers;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Training;

/// <summary>Trainings of curves, as tests step through them.</summary>
static class CurveRun
{
    public static TrainingRun Of(TrainingPlan plan, TrainingData data) => new(plan, new CurveTask(plan, data));

    extension(TrainingRun run)
    {
        public nn.Module<Tensor, Tensor> Network => ((CurveTask)run.Task).Network.Network;

        public nn.Module<Tensor, Tensor> Average => ((CurveTask)run.Task).Network.Average;

        public IReadOnlyList<NamedArray> Best => ((CurveTask)run.Task).Network.Best;

        public string StepBy => run.Task.StepBy;
    }
}
