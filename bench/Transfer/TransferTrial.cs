using SurrogateEngine.Trainers;

namespace SurrogateEngine.Bench.Transfer;

/// <summary>One training on few curves, in one of several ways, all with as many steps.</summary>
sealed class TransferTrial(string source, int steps)
{
    const int Batch = 32;

    /// <summary>Ways to train.</summary>
    public static IReadOnlyList<string> Methods { get; } = ["from scratch", "fine-tuned", "2 layers frozen"];

    /// <summary>Mean relative L2 error over curves that were not learned.</summary>
    public double Error(string method, CurveSet set, int seed, CurveSet unseen)
    {
        TrainingPlan plan = method switch
        {
            "from scratch" => new TrainingPlan(),
            "fine-tuned" => TrainingPlan.StartingFrom(source),
            _ => TrainingPlan.StartingFrom(source) with { Network = TrainingPlan.StartingFrom(source).Network with { Freeze = 2 } },
        };
        using Surrogate trained = Trainer.Train(OfFewCurves(plan, set.Count, seed), set);
        return Evaluation.Of(trained, unseen).Summary.RelL2Mean;
    }

    /// <summary>Error of the source itself; null if the curves are of another kind.</summary>
    public double? ErrorOfSource(CurveSet unseen)
    {
        using Surrogate surrogate = Surrogate.Load(source);
        return surrogate.Card.Space.Model == unseen.Space.Model ? Evaluation.Of(surrogate, unseen).Summary.RelL2Mean : null;
    }

    // A fifth of the curves validates and chooses the epoch; the average forgets within a tenth of the training.
    TrainingPlan OfFewCurves(TrainingPlan plan, int curves, int seed)
    {
        const double validation = 0.2;
        int batches = Math.Max(1, (int)(curves * (1 - validation)) / Batch);
        return plan with
        {
            Optimizer = plan.Optimizer with { EmaDecay = 0.99 },
            Schedule = new()
            {
                Epochs = Math.Max(3, steps / batches),
                Patience = 0,
                WarmupEpochs = Math.Max(1, steps / batches / 20),
                FinalLearningRateShare = plan.Schedule.FinalLearningRateShare,
            },
            Data = plan.Data with { Batch = Batch, ValidationShare = validation, TestShare = 0, CalibrationShare = 0 },
            Seed = seed,
        };
    }
}
