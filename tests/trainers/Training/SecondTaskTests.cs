using System.Text.Json;
using System.Text.Json.Nodes;
using SurrogateEngine.Tests.Cli;
using SurrogateEngine.Trainers;
using SurrogateEngine.Workflows;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Training;

/// <summary>Another kind of training through the loop, the checkpoint and the log of them all: a denoising autoencoder of curves.</summary>
public sealed class SecondTaskTests
{
    static readonly TrainingPlan Plan = new()
    {
        Optimizer = new() { LearningRate = 1e-2, EmaDecay = 0.9 },
        Schedule = new() { Epochs = 6, Patience = 0, WarmupEpochs = 1 },
        Runtime = new() { Threads = 1, CheckpointSeconds = 1e9 },
    };

    [SetUp]
    public void OneThread() => set_num_threads(1);

    [Test]
    public void It_learns_and_is_recorded_like_curves()
    {
        using var folder = new TemporaryFolder();
        var heard = new List<TrainingProgress>();
        using var run = Trainer.Run(Plan, new Autoencoder(Plan.Seed), folder.Root, new SynchronousProgress<TrainingProgress>(heard.Add));
        run.State.Best.ShouldBeLessThan(0.5 * new Autoencoder(Plan.Seed).Validate());
        run.State.Step.ShouldBe(6 * Autoencoder.StepsOfEpoch);
        JsonElement[] lines = [.. File.ReadLines(folder["metrics.jsonl"]).Select(line => JsonDocument.Parse(line).RootElement)];
        lines.Select(line => line.GetProperty("epoch").GetInt32()).ShouldBe([1, 2, 3, 4, 5, 6]);
        lines[^1].GetProperty("val_loss").GetDouble().ShouldBe(run.State.Validation);
        lines[^1].GetProperty("noise").GetDouble().ShouldBe(run.Task.Metrics.Single().Value);
        lines[^1].GetProperty("training_step").GetString().ShouldBe("torch");
        Directory.GetFiles(folder.Root).Select(Path.GetFileName).ShouldContain("last.checkpoint");
        Directory.GetFiles(folder.Root, "events.out.tfevents.*").ShouldHaveSingleItem();
        TrainingPlan.FromJson(File.ReadAllText(folder["plan.json"])).Hash().ShouldBe(Plan.Hash());
        heard[^1].Metrics.ShouldBe(run.Task.Metrics);
    }

    [TestCase(1), TestCase(13), TestCase(2 * Autoencoder.StepsOfEpoch)]
    public void Stopped_and_resumed_it_has_the_bits_of_an_uninterrupted_run(int steps)
    {
        using var folder = new TemporaryFolder();
        using var straight = Trainer.Run(Plan, new Autoencoder(Plan.Seed));
        using var stop = new CancellationTokenSource();
        var stopped = new Autoencoder(Plan.Seed)
        {
            Taken = number =>
            {
                if (number + 1 == steps)
                    stop.Cancel();
            },
        };
        Should.Throw<TrainingInterruptedException>(() => Trainer.Run(Plan, stopped, folder.Root, cancellation: stop.Token));
        using var resumed = Trainer.Run(Plan, new Autoencoder(Plan.Seed), folder.Root, resume: true);
        resumed.Task.Metrics.ShouldBe(straight.Task.Metrics);
        resumed.State.ShouldBe(straight.State with { Seconds = resumed.State.Seconds, StepBudget = resumed.State.StepBudget });
        foreach (var (was, had) in resumed.Task.Trained.Zip(straight.Task.Trained))
        {
            ShouldBeSame(Weights.Of(was.Network), Weights.Of(had.Network));
            ShouldBeSame(Weights.Of(was.Average), Weights.Of(had.Average));
            ShouldBeSame(was.Best, had.Best);
        }
    }

    [Test]
    public void Its_checkpoint_is_not_that_of_other_data()
    {
        using var folder = new TemporaryFolder();
        Trainer.Run(Plan, new Autoencoder(Plan.Seed), folder.Root).Dispose();
        Should.Throw<RefusedException>(() => Trainer.Run(Plan, new Autoencoder(Plan.Seed, rows: 96), folder.Root, resume: true))
            .Message.ShouldContain("was made with other curves");
    }

    static void ShouldBeSame(IReadOnlyList<NamedArray> actual, IReadOnlyList<NamedArray> expected) =>
        actual.SelectMany(weight => weight.Values).ShouldBe(expected.SelectMany(weight => weight.Values));

    /// <summary>All that a kind of training has to say of itself: data, networks, a step, and what is measured.</summary>
    sealed class Autoencoder : ITrainingTask
    {
        public const int StepsOfEpoch = 5;

        readonly long seed;
        readonly Tensor learned, held;
        double noise;

        public Autoencoder(long seed, int rows = 160)
        {
            NativeTorch.Require();
            this.seed = seed;
            var set = FirstOrderRelease.Curves(rows + 40);
            int points = set.Space.Points;
            var all = tensor(set.Curves.ToArray(), [set.Count, points]);
            (learned, held) = (all.narrow(0, 0, rows).DetachFromDisposeScope(), all.narrow(0, rows, 40).DetachFromDisposeScope());
            var (network, average) = (Network(points), Network(points));
            Trained = [new TrainedNetwork("autoencoder", network, average, [.. network.parameters()], Plan.Optimizer)];
        }

        public Action<long>? Taken { get; init; }

        public int Batches => StepsOfEpoch;

        public int Rows => (int)learned.shape[0] / StepsOfEpoch;

        public IReadOnlyList<TrainedNetwork> Trained { get; }

        public string ContentHash => $"{learned.shape[0]} closed forms";

        public IReadOnlyList<(string Name, double Value)> Metrics => [("noise", noise)];

        public JsonObject State
        {
            get => new() { ["noise"] = noise };
            set => noise = value["noise"]!.GetValue<double>();
        }

        public double Step(in TrainingStep at)
        {
            var truth = learned.narrow(0, at.Batch * Rows, Rows);
            random.manual_seed(seed + at.Number);
            var spoiled = randn_like(truth) * 0.02;
            // Over the whole training, so that a resumed one needs what the checkpoint says of it.
            noise += spoiled.square().sum().item<float>();
            double loss = Trained[0].Step(at, () =>
            {
                var error = nn.functional.mse_loss(Trained[0].Network.forward(truth + spoiled), truth);
                error.backward();
                return error.item<float>();
            });
            Taken?.Invoke(at.Number);
            return loss;
        }

        public double Validate()
        {
            using var quiet = no_grad();
            using var scope = NewDisposeScope();
            return nn.functional.mse_loss(Trained[0].Average.forward(held), held).item<float>();
        }

        public void Dispose()
        {
            Trained[0].Dispose();
            learned.Dispose();
            held.Dispose();
        }

        nn.Module<Tensor, Tensor> Network(int points)
        {
            random.manual_seed(seed);
            return nn.Sequential(nn.Linear(points, 8), nn.Tanh(), nn.Linear(8, 2), nn.Linear(2, points));
        }
    }
}
