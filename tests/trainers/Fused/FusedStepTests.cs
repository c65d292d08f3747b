using SurrogateEngine.Tests.Training.Streaming;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training.Fused;

/// <summary>The fused step beside the tensor library's autograd and optimizer: weights, averages and losses after 200 steps.</summary>
public sealed class FusedStepTests
{
    const int Steps = 200;

    static readonly CurveSet Set = FirstOrderRelease.Curves(700);

    static readonly TrainingPlan Plan = FirstOrderRelease.SmallPlan with
    {
        Network = FirstOrderRelease.SmallPlan.Network with { Width = 21 },
        Optimizer = FirstOrderRelease.SmallPlan.Optimizer with { LearningRate = 1e-3, EmaDecay = 0.98 },
        Schedule = FirstOrderRelease.SmallPlan.Schedule with { WarmupEpochs = 0.5, Epochs = 100 },
        Data = FirstOrderRelease.SmallPlan.Data with { Batch = 52 },
        Runtime = FirstOrderRelease.SmallPlan.Runtime with { Threads = 1 },
    };

    [Test, Pairwise]
    public void Weights_are_the_tensor_librarys_within_rounding(
        [Values("gelu", "silu", "tanh")] string activation,
        [Values("adam", "adamw", "sgd")] string optimizer,
        [Values("relative", "absolute", "transformed", "gradient-weighted", "relative transformed gradient-weighted")] string losses,
        [Values(0, 1e-3, 1)] double clip,
        [Values(0, 0.9)] double momentum,
        [Values(1, 3)] int members) => ShouldAgree(Plan with
        {
            Network = Plan.Network with { Activation = activation, Members = members },
            Loss = Plan.Loss with { Weights = losses.Split(' ').ToDictionary(loss => loss, loss => loss == "transformed" ? 0.05 : 1.0) },
            Optimizer = Plan.Optimizer with
            {
                Name = optimizer,
                GradientClip = clip,
                Momentum = momentum,
                WeightDecay = optimizer == "adam" ? 0 : 0.02,
            },
        }, Set);

    [TestCase("pod", 1), TestCase("learned", 1), TestCase("learned", 2)]
    public void A_basis_is_one_more_layer(string basis, int members) =>
        ShouldAgree(Plan with { Network = Plan.Network with { Basis = basis, Modes = 5, Members = members } }, Set);

    [TestCase("effective-rates", 1, "pod"), TestCase("effective-rates", 3, "none")]
    [TestCase("fourier", 2, "none"), TestCase("fourier effective-rates", 1, "none")]
    public void Features_stand_before_the_layers(string features, int members, string basis) => ShouldAgree(Plan with
    {
        Network = Plan.Network with { Features = features.Split(' '), FourierFeatures = 4, Members = members, Basis = basis, Modes = 5 },
    }, Set);

    [TestCase(1, 0), TestCase(40, 1), TestCase(64, 3)]
    public void Any_width_and_depth_is_served(int width, int depth) => ShouldAgree(Plan with
    {
        Network = Plan.Network with { Width = width, Depth = depth },
    }, Set);

    [Test]
    public void Two_curves_time_weights_and_no_average_are_served() => ShouldAgree(
        Plan with
        {
            Loss = Plan.Loss with { TimeWeights = [1, 2, 0, 1, 1, 3, 1, 1] },
            Optimizer = Plan.Optimizer with { EmaDecay = 0 },
        }, FirstOrderRelease.Curves(FirstOrderRelease.SpaceOfTwo, 300));

    [TestCase(1, 0), TestCase(2, 7)]
    public void A_stream_is_learned_to_the_same_weights(int members, int spoilsEvery)
    {
        var plan = Plan with
        {
            Network = Plan.Network with { Members = members },
            Data = Plan.Data with { EpochRows = 2600 },
            Runtime = Plan.Runtime with { SimulationThreads = 1 },
        };
        using TrainingData data = new(plan, new CountedRelease { SpoilsEvery = spoilsEvery }, default),
            same = new(plan, new CountedRelease { SpoilsEvery = spoilsEvery }, default);
        using TrainingRun ours = CurveRun.Of(plan, data),
            torch = CurveRun.Of(plan with { Runtime = plan.Runtime with { Fused = false } }, same);
        double loss = Go(torch, same, Steps);
        Go(ours, data, Steps).ShouldBe(loss, 1e-4 * loss);
        ShouldBeNear(Weights.Of(ours.Average), Weights.Of(torch.Average));
    }

    [Test]
    public void Ten_thousand_steps_leave_native_memory_as_it_was()
    {
        using var data = new TrainingData(Plan, Set);
        using var run = CurveRun.Of(Plan, data);
        Go(run, data, 500);
        long before = Resident();
        Go(run, data, 10_000);
        (Resident() - before).ShouldBeLessThan(24L << 20);

        static long Resident()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            using var process = System.Diagnostics.Process.GetCurrentProcess();
            return process.WorkingSet64;
        }
    }

    [TestCase(1), TestCase(2)]
    public void Frozen_layers_stay_and_the_others_agree(int freeze)
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.surrogate");
        try
        {
            using (var source = Trainer.Train(Plan with { Schedule = Plan.Schedule with { Epochs = 2 } }, Set))
                source.Save(path);
            ShouldAgree(TrainingPlan.StartingFrom(path) with
            {
                Network = TrainingPlan.StartingFrom(path).Network with { Freeze = freeze },
                Schedule = TrainingPlan.StartingFrom(path).Schedule with { Epochs = 100 },
            }, Set);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestCase("adam"), TestCase("adamw"), TestCase("sgd")]
    public void Either_goes_on_from_the_others_checkpoint(string optimizer)
    {
        var plan = Plan with { Optimizer = Plan.Optimizer with { Name = optimizer } };
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.checkpoint");
        try
        {
            foreach (bool first in (bool[])[true, false])
            {
                using var data = new TrainingData(plan, Set);
                TrainingPlan begins = plan with { Runtime = plan.Runtime with { Fused = first } };
                using TrainingRun straight = CurveRun.Of(begins, data), begun = CurveRun.Of(begins, data),
                    other = CurveRun.Of(plan with { Runtime = plan.Runtime with { Fused = !first } }, data);
                Go(straight, data, 40);
                Go(begun, data, 17);
                Checkpoint.Save(path, begun.Plan, begun);
                Checkpoint.Restore(path, other.Plan, other);
                Go(other, data, 23);
                ShouldBeNear(Weights.Of(other.Network), Weights.Of(straight.Network));
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestCase("adam"), TestCase("sgd")]
    public void A_resumed_run_has_the_bits_of_one_that_was_never_stopped(string optimizer)
    {
        var plan = Plan with { Network = Plan.Network with { Members = 2 }, Optimizer = Plan.Optimizer with { Name = optimizer } };
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.checkpoint");
        using var data = new TrainingData(plan, Set);
        using TrainingRun straight = CurveRun.Of(plan, data), stopped = CurveRun.Of(plan, data), resumed = CurveRun.Of(plan, data);
        straight.StepBy.ShouldBe("fused");
        Go(straight, data, 30);
        Go(stopped, data, 17);
        Go(resumed, data, 3);
        Checkpoint.Save(path, plan, stopped);
        Checkpoint.Restore(path, plan, resumed);
        File.Delete(path);
        Go(resumed, data, 13);
        ShouldBeSame(resumed, straight);
    }

    [TestCase("")]
    [TestCase("effective-rates fourier")]
    public void The_number_of_threads_changes_no_bit(string features)
    {
        var plan = Plan with
        {
            Network = Plan.Network with { Width = 96, Features = features.Split(' ', StringSplitOptions.RemoveEmptyEntries) },
            Data = Plan.Data with { Batch = 300 },
        };
        using var data = new TrainingData(plan, Set);
        using TrainingRun one = CurveRun.Of(plan, data), two = CurveRun.Of(plan, data);
        TorchSharp.torch.set_num_threads(1);
        Go(one, data, 10);
        TorchSharp.torch.set_num_threads(2);
        Go(two, data, 10);
        ShouldBeSame(two, one);
    }

    [TestCase("""{ "runtime": { "fused": false } }""")]
    [TestCase("""{ "optimizer": { "name": "lbfgs" } }""")]
    [TestCase("""{ "network": { "name": "gru", "width": 8, "depth": 1 } }""")]
    [TestCase("""{ "network": { "monotone": true } }""")]
    public void What_it_cannot_serve_goes_through_the_tensor_library(string json)
    {
        var plan = TrainingPlan.FromJson(json) with
        {
            Schedule = TrainingPlan.FromJson(json).Schedule with { Epochs = 1 },
            Data = TrainingPlan.FromJson(json).Data with { Batch = 64 },
        };
        using var data = new TrainingData(plan, Set);
        using var run = CurveRun.Of(plan, data);
        run.StepBy.ShouldBe("torch");
        run.Step();
        run.State.LossSum.ShouldBeGreaterThan(0);
    }

    [TestCase(true, "fused"), TestCase(false, "torch")]
    public void Card_and_metrics_say_who_took_the_steps(bool fused, string who)
    {
        string folder = Directory.CreateTempSubdirectory("fused-").FullName;
        using var surrogate = Trainer.Train(Plan with
        {
            Schedule = Plan.Schedule with { Epochs = 2 },
            Runtime = Plan.Runtime with { Fused = fused },
        }, Set, folder);
        surrogate.Card.TrainingStep.ShouldBe(who);
        File.ReadAllLines(Path.Combine(folder, "metrics.jsonl")).ShouldAllBe(line => line.Contains($"\"training_step\":\"{who}\""));
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void A_step_leaves_nothing_behind_on_the_managed_heap()
    {
        using var data = new TrainingData(Plan, Set);
        using var run = CurveRun.Of(Plan, data);
        for (int i = 0; i < 3; i++)
            run.Step();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 6; i++)
            run.Step();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(6 * 1000);
    }

    static void ShouldAgree(TrainingPlan plan, CurveSet set)
    {
        using var data = new TrainingData(plan, set);
        using TrainingRun ours = CurveRun.Of(plan, data),
            torch = CurveRun.Of(plan with { Runtime = plan.Runtime with { Fused = false } }, data);
        (ours.StepBy, torch.StepBy).ShouldBe(("fused", "torch"));
        TorchSharp.torch.set_num_threads(1);
        double loss = Go(torch, data, Steps);
        Go(ours, data, Steps).ShouldBe(loss, 1e-4 * loss);
        ours.State.Validation.ShouldBe(torch.State.Validation, 2e-3 * torch.State.Validation);
        ShouldBeNear(Weights.Of(ours.Network), Weights.Of(torch.Network));
        ShouldBeNear(Weights.Of(ours.Average), Weights.Of(torch.Average));
    }

    /// <summary>Takes steps and adds up their losses.</summary>
    static double Go(TrainingRun run, TrainingData data, int steps)
    {
        double sum = 0;
        for (int i = 0; i < steps; i++)
        {
            double before = run.State.LossSum;
            run.Step();
            sum += run.State.LossSum - before;
            if (run.State.Batch == data.Batches.Batches)
                run.FinishEpoch();
        }
        return sum;
    }

    /// <summary>Rounding of sums is a millionth; Adam divides by the size of gradients, so where these are small it shows more.</summary>
    static void ShouldBeNear(IReadOnlyList<NamedArray> actual, IReadOnlyList<NamedArray> expected)
    {
        for (int i = 0; i < expected.Count; i++)
            for (int j = 0; j < expected[i].Values.Length; j++)
                actual[i].Values[j].ShouldBe(expected[i].Values[j], 2e-4f, $"{expected[i].Name}[{j}]");
    }

    static void ShouldBeSame(TrainingRun actual, TrainingRun expected)
    {
        foreach (var (a, b) in Weights.Of(actual.Network).Concat(Weights.Of(actual.Average))
            .Zip(Weights.Of(expected.Network).Concat(Weights.Of(expected.Average))))
            a.Values.ShouldBe(b.Values, a.Name);
        actual.State.LossSum.ShouldBe(expected.State.LossSum);
    }
}
