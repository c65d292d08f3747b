using SurrogateEngine.Trainers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SurrogateEngine.Bench.Training;

/// <summary>Our own kernels, as the trainers use them: the moving average of the weights, which the others do not take, is in the
/// step.</summary>
sealed unsafe class FusedTrainingStep : TrainingStep
{
    readonly TrainedMlp average;
    readonly Optimizer optimizer;
    readonly MovingAverage movingAverage;
    readonly FusedStep step;
    readonly Tensor weights = ones(Rows, TrainedMlp.Points);

    public FusedTrainingStep(TrainingJob job) : base(job)
    {
        average = new TrainedMlp(job.Width);
        movingAverage = new MovingAverage(Network, average, decay: 0.999);
        var plan = new OptimizerPlan { LearningRate = 1e-3, GradientClip = 0 };
        optimizer = Optimizers.All.Get(plan.Name).Create([.. Network.parameters()], plan);
        step = FusedStep.Of(Network, optimizer, movingAverage)
            ?? throw new RefusedException("This processor has no vectors of 256 bits, which the fused step needs: measure on another one.");
    }

    protected override string Who => "fused";

    public override void Dispose()
    {
        step.Dispose();
        optimizer.Dispose();
        average.Dispose();
        weights.Dispose();
        base.Dispose();
    }

    protected override double Step(int first, int rows)
    {
        long points = (long)first * TrainedMlp.Points;
        var batch = new FusedBatch(Inputs.Pointer() + (long)first * TrainedMlp.Inputs, weights.Pointer(), Targets.Pointer() + points, null,
            rows);
        return step.Step(batch, rate: 1e-3, movingAverage.MemoryAt(1000));
    }
}
