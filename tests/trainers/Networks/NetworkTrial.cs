using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training;

/// <summary>What every network must do: learn, survive its file, and go on after a stop with the same bits.</summary>
static class NetworkTrial
{
    /// <summary>A plan that trains in a second.</summary>
    public static TrainingPlan Plan { get; } = FirstOrderRelease.SmallPlan with
    {
        Network = FirstOrderRelease.SmallPlan.Network with { Depth = 1 },
        Optimizer = FirstOrderRelease.SmallPlan.Optimizer with { EmaDecay = 0.98 },
        Schedule = FirstOrderRelease.SmallPlan.Schedule with { Epochs = 60 },
    };

    static readonly CurveSet Set = FirstOrderRelease.Curves(600);

    public static void Passes(TrainingPlan plan, double error)
    {
        string folder = Directory.CreateTempSubdirectory("network-").FullName;
        try
        {
            using var trained = Trainer.Train(plan, Set);
            trained.Card.Test!.RelL2Mean.ShouldBeLessThan(error);
            string path = Path.Combine(folder, "a.surrogate");
            trained.Save(path);
            using var loaded = Surrogate.Load(path);
            Predicted(loaded).ShouldBe(Predicted(trained));
            loaded.Predict(Set.Formulation(7)).ShouldBe(Predicted(trained)[(7 * Set.Space.Points)..(8 * Set.Space.Points)]);
            GoesOnAfterAStop(plan with { Schedule = plan.Schedule with { Epochs = 2 } }, Path.Combine(folder, "run"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static void GoesOnAfterAStop(TrainingPlan plan, string folder)
    {
        using var straight = Trainer.Train(plan, Set);
        using var stop = new CancellationTokenSource();
        Should.Throw<TrainingInterruptedException>(() => Trainer.Train(plan, Set, folder, new StopAfter(0, stop), stop.Token));
        using var resumed = Trainer.Train(plan, Set, folder, resume: true);
        Predicted(resumed).ShouldBe(Predicted(straight));
    }

    static float[] Predicted(Surrogate surrogate) => SurrogateChecks.Predict(surrogate, Set);
}
