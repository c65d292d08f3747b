using System.Text.Json;
using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training.Physics;

public sealed class PhysicsTrainingTests
{
    static readonly CurveSet Set = PhysicsProblem.Curves(PhysicsProblem.Compartments, 80);

    static TrainingPlan With(string balancing) =>
        PhysicsProblem.SmallPlan with { Physics = PhysicsProblem.SmallPlan.Physics with { Balancing = balancing } };

    [TestCase("burst-erosion", 500, 0.03), TestCase("nanocarrier-plasma", 2000, 0.04), TestCase("thermo-liposome", 500, 0.03)]
    public void Physics_alone_solves_every_compartment_model_without_a_single_curve(string name, int epochs, double most)
    {
        ReleaseModel model = Catalog.Models.Find(name)!;
        var set = PhysicsProblem.Curves(model, 60, narrower: 0.4);
        var plan = PhysicsProblem.SmallPlan with
        {
            Network = PhysicsProblem.SmallPlan.Network with { Width = 24 },
            Loss = new() { Weights = new Dictionary<string, double> { ["physics"] = 1 } },
            Optimizer = PhysicsProblem.SmallPlan.Optimizer with { LearningRate = 1e-2, EmaDecay = 0.98 },
            Schedule = PhysicsProblem.SmallPlan.Schedule with { Epochs = epochs },
        };
        using var surrogate = Trainer.Train(plan, set);
        var unseen = PhysicsProblem.Curves(model, 200, narrower: 0.4, seed: 5);
        Evaluation.Of(surrogate, unseen).Summary.RelL2Mean.ShouldBeLessThan(most);
    }

    [TestCase("burst-erosion"), TestCase("plga-sphere")]
    public void Curves_start_where_the_model_does_whatever_the_weights(string model)
    {
        var atStart = PhysicsProblem.Curves(Catalog.Models.Find(model)!, 40);
        var space = atStart.Space with { Times = [0, .. atStart.Space.Times] };
        float[] curves = new float[40 * space.Points];
        HostBatchSolver.Solve(Catalog.Models.Find(model)!, atStart.Parameters, space.Times.ToArray(), curves, new Outcome[40]);
        using var surrogate = Trainer.Train(PhysicsProblem.SmallPlan with
        {
            Schedule = PhysicsProblem.SmallPlan.Schedule with { Epochs = 1 },
        }, new CurveSet(space, atStart.Parameters, curves));
        float[] curve = surrogate.Predict(PhysicsProblem.Draw(Catalog.Models.Find(model)!, 1, seed: 77));
        for (int output = 0; output < space.Outputs.Count; output++)
            curve[output * space.Times.Count].ShouldBe(0, 1e-7f);
    }

    [TestCase("fixed"), TestCase("gradient-norms"), TestCase("relobralo")]
    public void Same_seed_same_bits(string balancing)
    {
        using var one = Trainer.Train(With(balancing), Set);
        using var same = Trainer.Train(With(balancing) with { Runtime = With(balancing).Runtime with { Threads = 1 } }, Set);
        using var other = Trainer.Train(With(balancing) with { Seed = 2 }, Set);
        float[] curve = Predict(one);
        Predict(same).ShouldBe(curve);
        Predict(other).ShouldNotBe(curve);
    }

    [TestCase("gradient-norms", 3), TestCase("gradient-norms", 11), TestCase("relobralo", 8)]
    public void A_restored_run_goes_on_bit_for_bit(string balancing, int stop) => Restores(With(balancing), stop);

    [TestCase("relobralo", "adam", 8), TestCase("gradient-norms", "adam", 11), TestCase("relobralo", "lbfgs", 5)]
    public void So_does_one_that_learns_derivatives_as_well(string balancing, string optimizer, int stop) => Restores(With(balancing) with
    {
        Loss = new() { Weights = new Dictionary<string, double> { ["relative"] = 1, ["sobolev"] = 0.1, ["physics"] = 1 } },
        Optimizer = With(balancing).Optimizer with { Name = optimizer, LearningRate = optimizer == "lbfgs" ? 0.5 : 5e-3 },
    }, stop);

    /// <summary>No derivative depends on the last layer's bias: at first only the model has a gradient for it.</summary>
    [TestCase("gradient-norms"), TestCase("relobralo")]
    public void So_does_one_that_learns_derivatives_and_the_model_and_no_points(string balancing) => Restores(With(balancing) with
    {
        Loss = new() { Weights = new Dictionary<string, double> { ["sobolev"] = 0.1, ["physics"] = 1 } },
    }, 11);

    [TestCase("residual-mlp"), TestCase("deeponet")]
    public void Members_and_features_go_with_it(string network)
    {
        var plan = With("gradient-norms") with
        {
            Network = With("gradient-norms").Network with { Members = 3, Name = network, Modes = 6, Features = ["ratios"] },
            Schedule = With("gradient-norms").Schedule with { Epochs = 4 },
            Data = With("gradient-norms").Data with { CalibrationShare = 0.2 },
        };
        Restores(plan, 7);
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.surrogate");
        using var trained = Trainer.Train(plan, Set);
        trained.Save(path);
        using var loaded = Surrogate.Load(path);
        File.Delete(path);
        Predict(loaded).ShouldBe(Predict(trained));
        // Bands widen where members disagree.
        float[] curves = new float[Set.Curves.Length], spread = new float[curves.Length];
        trained.PredictWithSpread(Set.Parameters.Span, Set.Count, curves, spread);
        for (int i = 0; i < curves.Length; i++)
            curves[i].ShouldBe(Predict(trained)[i], 1e-5f);
        spread.Average().ShouldBeGreaterThan(1e-3f);
    }

    [Test]
    public void Members_learn_the_equations_each_at_formulations_of_its_own()
    {
        var set = PhysicsProblem.Curves(PhysicsProblem.Compartments, 60, narrower: 0.4);
        var plan = PhysicsProblem.SmallPlan with
        {
            Network = PhysicsProblem.SmallPlan.Network with { Members = 2, Width = 24 },
            Loss = new() { Weights = new Dictionary<string, double> { ["physics"] = 1 } },
            Optimizer = PhysicsProblem.SmallPlan.Optimizer with { LearningRate = 1e-2, EmaDecay = 0.98 },
            Schedule = PhysicsProblem.SmallPlan.Schedule with { Epochs = 400 },
        };
        using var surrogate = Trainer.Train(plan, set);
        var unseen = PhysicsProblem.Curves(PhysicsProblem.Compartments, 200, narrower: 0.4, seed: 5);
        Evaluation.Of(surrogate, unseen).Summary.RelL2Mean.ShouldBeLessThan(0.03);
    }

    [Test]
    public void Gradients_of_all_terms_add_up()
    {
        var losses = new Dictionary<string, double> { ["relative"] = 1, ["sobolev"] = 0.3, ["physics"] = 2 };
        float[] Gradient(params string[] names)
        {
            // A weight of nearly nothing leaves the network one that gives states.
            var plan = With("fixed") with
            {
                Loss = new()
                {
                    Weights = losses.ToDictionary(loss => loss.Key, loss => names.Contains(loss.Key) ? loss.Value
                        : loss.Key == "physics" ? 1e-20 : 0),
                },
                Optimizer = With("fixed").Optimizer with { GradientClip = 0 },
            };
            using var data = new TrainingData(plan, Set);
            using var run = CurveRun.Of(plan, data);
            run.Step();
            return [.. run.Network.parameters().Where(p => p.requires_grad).SelectMany(p => p.grad!.Floats().ToArray())];
        }

        float[] curves = Gradient("relative"), both = Gradient("relative", "sobolev"), physics = Gradient("physics"),
            all = Gradient("relative", "sobolev", "physics");
        float largest = all.Max(Math.Abs);
        curves.ShouldNotBe(both);
        for (int i = 0; i < all.Length; i++)
            all[i].ShouldBe(both[i] + physics[i], 1e-5f * largest);
    }

    [Test]
    public void Derivatives_teach_a_network_of_states_too()
    {
        CurveSet few = PhysicsProblem.Curves(PhysicsProblem.Compartments, 24, narrower: 0.25),
            unseen = PhysicsProblem.Curves(PhysicsProblem.Compartments, 300, narrower: 0.25, seed: 5);
        double Error(double sobolev, double physics)
        {
            var plan = PhysicsProblem.SmallPlan with
            {
                Network = PhysicsProblem.SmallPlan.Network with { Width = 32 },
                Loss = new() { Weights = new Dictionary<string, double> { ["relative"] = 1, ["sobolev"] = sobolev, ["physics"] = physics } },
                Optimizer = PhysicsProblem.SmallPlan.Optimizer with { LearningRate = 5e-3, EmaDecay = 0.98 },
                Schedule = PhysicsProblem.SmallPlan.Schedule with { Epochs = 400 },
                Data = PhysicsProblem.SmallPlan.Data with { Transform = "raw" },
            };
            using var surrogate = Trainer.Train(plan, few);
            return Evaluation.Of(surrogate, unseen).Summary.RelL2Mean;
        }

        // So little physics that derivatives are all there is beside the curves.
        double none = Error(0, 1e-6), derivatives = Error(0.3, 1e-6);
        TestContext.Out.WriteLine($"{none:e2} {derivatives:e2} {Error(0, 1):e2} {Error(0.3, 1):e2}");
        derivatives.ShouldBeLessThan(0.7 * none);
        Error(0.3, 1).ShouldBeLessThan(Error(0, 1));
    }

    static void Restores(TrainingPlan plan, int stop)
    {
        const int total = 25;
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.checkpoint");
        using var data = new TrainingData(plan, Set);
        using var straight = CurveRun.Of(plan, data);
        Go(straight, data, total);
        using (var stopped = CurveRun.Of(plan, data))
        {
            Go(stopped, data, stop);
            Checkpoint.Save(path, plan, stopped);
        }
        using var restored = CurveRun.Of(plan, data);
        Checkpoint.Restore(path, plan, restored);
        Go(restored, data, total - stop);
        File.Delete(path);
        restored.Task.Metrics.Select(metric => metric.Name).ShouldBe(["physics_loss", "physics_weight"]);
        restored.Task.Metrics.ShouldBe(straight.Task.Metrics);
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
        var (name, physics) = heard.Last().Metrics[0];
        name.ShouldBe("physics_loss");
        physics.ShouldBeGreaterThan(0);
        var last = JsonDocument.Parse(File.ReadLines(Path.Combine(folder, "metrics.jsonl")).Last()).RootElement;
        last.GetProperty("physics_loss").GetDouble().ShouldBe(physics);
        last.GetProperty("physics_weight").GetDouble().ShouldBeGreaterThan(0);
        Directory.Delete(folder, recursive: true);
    }

    static void Go(TrainingRun run, TrainingData data, int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            run.Step();
            if (run.State.Batch == data.Batches.Batches)
                run.FinishEpoch();
        }
    }

    static float[] Predict(Surrogate surrogate) => SurrogateChecks.Predict(surrogate, Set);

    sealed class Listener(Action<TrainingProgress> hear) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => hear(value);
    }
}
