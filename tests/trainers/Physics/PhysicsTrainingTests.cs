using System.Text.Json;
using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training.Physics;

public sealed class PhysicsTrainingTests
{
    static readonly CurveSet Set = PhysicsProblem.Curves(PhysicsProblem.Compartments, 80);

    static TrainingPlan With(string balancing) => PhysicsProblem.SmallPlan with { Physics = PhysicsProblem.SmallPlan.Physics with { Balancing = balancing } };

    [TestCase("burst-erosion", 500, 0.03), TestCase("nanocarrier-plasma", 2000, 0.04), TestCase("thermo-liposome", 500, 0.03)]
    public void Physics_alone_solves_every_compartment_law_without_a_single_curve(string name, int epochs, double most)
    {
        ReleaseLaw law = Catalog.FindLaw(name)!;
        var set = PhysicsProblem.Curves(law, 60, narrower: 0.4);
        var plan = PhysicsProblem.SmallPlan with
        {
            Width = 24,
            Epochs = epochs,
            LearningRate = 1e-2,
            EmaDecay = 0.98,
            Losses = new Dictionary<string, double> { ["physics"] = 1 },
        };
        using var surrogate = Trainer.Train(plan, set);
        var unseen = PhysicsProblem.Curves(law, 200, narrower: 0.4, seed: 5);
        Evaluation.Of(surrogate, unseen).Summary.RelL2Mean.ShouldBeLessThan(most);
    }

    [TestCase("burst-erosion"), TestCase("plga-sphere")]
    public void Curves_start_where_the_law_does_whatever_the_weights(string law)
    {
        var atStart = PhysicsProblem.Curves(Catalog.FindLaw(law)!, 40);
        var space = atStart.Space with { Times = [0, .. atStart.Space.Times] };
        float[] curves = new float[40 * space.Points];
        HostEnsemble.Run(Catalog.FindLaw(law)!, atStart.Parameters, space.Times.ToArray(), curves, new Outcome[40]);
        using var surrogate = Trainer.Train(PhysicsProblem.SmallPlan with { Epochs = 1 }, new CurveSet(space, atStart.Parameters, curves));
        float[] curve = surrogate.Predict(PhysicsProblem.Draw(Catalog.FindLaw(law)!, 1, seed: 77));
        for (int output = 0; output < space.Outputs.Count; output++)
            curve[output * space.Times.Count].ShouldBe(0, 1e-7f);
    }

    [TestCase("fixed"), TestCase("gradient-norms"), TestCase("relobralo")]
    public void Same_seed_same_bits(string balancing)
    {
        using var one = Trainer.Train(With(balancing), Set);
        using var same = Trainer.Train(With(balancing) with { Threads = 1 }, Set);
        using var other = Trainer.Train(With(balancing) with { Seed = 2 }, Set);
        float[] curve = Predict(one);
        Predict(same).ShouldBe(curve);
        Predict(other).ShouldNotBe(curve);
    }

    [TestCase("gradient-norms", 3), TestCase("gradient-norms", 11), TestCase("relobralo", 8)]
    public void A_restored_run_goes_on_bit_for_bit(string balancing, int stop)
    {
        const int total = 25;
        var plan = With(balancing);
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.checkpoint");
        using var data = new TrainingData(plan, Set);
        using var straight = new TrainingRun(plan, data);
        Go(straight, data, total);
        using (var stopped = new TrainingRun(plan, data))
        {
            Go(stopped, data, stop);
            Checkpoint.Save(path, plan, data, stopped);
        }
        using var restored = new TrainingRun(plan, data);
        Checkpoint.Restore(path, plan, data, restored);
        Go(restored, data, total - stop);
        File.Delete(path);
        restored.Cursor.PhysicsLossSum.ShouldBe(straight.Cursor.PhysicsLossSum);
        restored.Cursor.Balance.Weight.ShouldBe(straight.Cursor.Balance.Weight);
        foreach (var (actual, expected) in Weights.Of(restored.Network).Zip(Weights.Of(straight.Network)))
            actual.Values.ShouldBe(expected.Values, actual.Name);
    }

    [Test]
    public void The_surrogate_file_needs_no_snapshots()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.surrogate");
        using var trained = Trainer.Train(PhysicsProblem.SmallPlan, Set);
        trained.Save(path);
        using var loaded = Surrogate.Load(path);
        File.Delete(path);
        Predict(loaded).ShouldBe(Predict(trained));
    }

    [Test]
    public void Progress_and_metrics_tell_both_losses()
    {
        string folder = Directory.CreateTempSubdirectory("physics-").FullName;
        var heard = new List<TrainingProgress>();
        using var surrogate = Trainer.Train(PhysicsProblem.SmallPlan, Set, folder, new Listener(heard.Add));
        heard.Last().Loss.ShouldBeGreaterThan(0);
        heard.Last().PhysicsLoss.ShouldBeGreaterThan(0);
        var last = JsonDocument.Parse(File.ReadLines(Path.Combine(folder, "metrics.jsonl")).Last()).RootElement;
        last.GetProperty("physics_loss").GetDouble().ShouldBe(heard.Last().PhysicsLoss);
        last.GetProperty("physics_weight").GetDouble().ShouldBeGreaterThan(0);
        Directory.Delete(folder, recursive: true);
    }

    static void Go(TrainingRun run, TrainingData data, int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            run.Step();
            if (run.Cursor.Batch == data.Batches.Batches) run.FinishEpoch();
        }
    }

    static float[] Predict(Surrogate surrogate)
    {
        var curves = new float[Set.Curves.Length];
        surrogate.Predict(Set.Parameters.Span, Set.Count, curves);
        return curves;
    }

    sealed class Listener(Action<TrainingProgress> hear) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => hear(value);
    }
}
