using System.IO.Compression;
using SurrogateEngine.Kernels;
using SurrogateEngine.Tests.Cli;
using SurrogateEngine.Trainers;
using SurrogateEngine.Workflows;
using static TorchSharp.torch;
using Generator = SurrogateEngine.Trainers.Generator;

namespace SurrogateEngine.Tests.Training.Generative;

/// <summary>001.01, 001.03, 001.04, 004.13: generative models of designs, on first-order release whose curve leaves a third parameter
/// free.</summary>
public sealed class GenerativeTests
{
    /// <summary>Releasable fraction and rate, which the curve tells, and a size of which it says nothing; a fourth is held.</summary>
    static readonly CurveSpace Space = FirstOrderRelease.Space with
    {
        Parameters =
        [
            .. FirstOrderRelease.Space.Parameters, new("size", "nm", 50, 500, Scale.Log, "says nothing", "test"),
            new("held", "", 7, 7, Scale.Linear, "held", "test"),
        ],
    };

    static Generator vae = null!, gan = null!;

    [OneTimeSetUp]
    public void Train()
    {
        vae = GeneratorTrainer.Train(Plan("vae", 25), Designs(3000));
        gan = GeneratorTrainer.Train(Plan("gan", 80), Designs(3000));
    }

    [OneTimeTearDown]
    public void Dispose()
    {
        vae.Dispose();
        gan.Dispose();
    }

    [TestCase("vae"), TestCase("gan")]
    public void Designs_are_within_their_ranges_new_diverse_and_release_as_wanted(string kind)
    {
        Generator generator = Of(kind);
        double[] planted = [0.6, 0.4, 100, 7];
        double[] made = generator.Sample(Curve(planted), 200, seed: 3);
        double[][] rows = [.. made.Chunk(4)];
        rows.ShouldAllBe(row => Space.Parameters.Index().All(p => CurveSpace.Holds(p.Item, row[p.Index])));
        rows.ShouldAllBe(row => row[3] == 7);
        generator.Novelty(made).ShouldAllBe(distance => distance > 0);
        double[] misses = [.. rows.Select(row => Miss(Curve(row), Curve(planted))).Order()];
        misses[100].ShouldBeLessThan(0.04);
        // What the curve does not say is drawn over its whole range: uniform in the logarithm has a standard deviation of 0.289.
        double[] sizes = [.. rows.Select(row => Math.Log(row[2] / 50) / Math.Log(10))];
        Deviation(sizes).ShouldBeGreaterThan(0.15);
        Deviation([.. rows.Select(row => row[0])]).ShouldBeLessThan(0.06);
        generator.Diversity(made).ShouldBeGreaterThan(0.2);
    }

    [TestCase("vae"), TestCase("gan")]
    public void Same_seed_same_designs(string kind)
    {
        float[] wanted = Curve([0.5, 0.5, 100, 7]);
        Of(kind).Sample(wanted, 5, 1).ShouldBe(Of(kind).Sample(wanted, 5, 1));
        Of(kind).Sample(wanted, 5, 1).ShouldBe(Of(kind).Sample(wanted, 300, 1)[..20]);
        Of(kind).Sample(wanted, 5, 2).ShouldNotBe(Of(kind).Sample(wanted, 5, 1));
    }

    [Test]
    public void The_latent_space_of_a_vae_says_something_and_designs_come_back_from_it()
    {
        vae.Card.Evaluation!.KullbackLeibler!.Value.ShouldBeGreaterThan(0.5);
        vae.Card.Evaluation.Reconstruction!.Value.ShouldBeLessThan(0.08);
        CurveSet designs = Designs(50, seed: 9);
        float[] latent = vae.Encode(designs.Parameters.Span, designs.Curves.Span);
        for (int row = 0; row < designs.Count; row++)
        {
            double[] again = vae.Decode(latent.AsSpan(row * vae.Latent, vae.Latent), designs.Curve(row));
            Math.Abs(Math.Log(again[2] / designs.Formulation(row)[2])).ShouldBeLessThan(0.9);
        }
    }

    [Test]
    public void Interpolation_in_the_latent_space_is_smooth()
    {
        float[] wanted = Curve([0.6, 0.4, 100, 7]), ends = vae.Prior(2, 5);
        double[][] strip = [.. Enumerable.Range(0, 21).Select(i => vae.Decode(
            [.. ends[..vae.Latent].Zip(ends[vae.Latent..], (a, b) => a + (b - a) * i / 20f)], wanted))];
        double whole = strip.Zip(strip.Skip(1), Step).Sum();
        strip.Zip(strip.Skip(1), Step).Max().ShouldBeLessThan(0.25 * whole);

        static double Step(double[] a, double[] b) => Math.Abs(Math.Log(b[2] / a[2])) + Math.Abs(b[0] - a[0]);
    }

    [Test]
    public void A_critic_can_hardly_tell_generated_designs_from_true_ones()
    {
        GeneratorEvaluation held = gan.Card.Evaluation!;
        held.CriticAuc!.Value.ShouldBeInRange(0.3, 0.75);
        held.LargestKolmogorovSmirnov.ShouldBeLessThan(0.25);
        using var untrained = GeneratorTrainer.Train(Plan("gan", 1), Designs(300));
        untrained.Card.Evaluation!.EnergyDistance.ShouldBeGreaterThan(3 * held.EnergyDistance);
    }

    [Test]
    public void The_divergence_is_the_closed_form_and_its_gradient_that_of_differences()
    {
        using var scope = NewDisposeScope();
        double[] mean = [0.3, -1.2], log = [0.5, -0.7];
        double Closed(double[] m, double[] l) => 0.5 * m.Zip(l, (a, b) => a * a + Math.Exp(b) - 1 - b).Sum();
        Tensor m = tensor(mean, [1, 2]).requires_grad_(), l = tensor(log, [1, 2]).requires_grad_();
        Tensor found = VaeTask.Divergence(m, l);
        found.item<double>().ShouldBe(Closed(mean, log), 1e-12);
        found.backward();
        for (int k = 0; k < 2; k++)
        {
            double[] up = [.. log], down = [.. log];
            (up[k], down[k]) = (up[k] + 1e-6, down[k] - 1e-6);
            l.grad![0, k].item<double>().ShouldBe((Closed(mean, up) - Closed(mean, down)) / 2e-6, 1e-7);
            m.grad![0, k].item<double>().ShouldBe(mean[k], 1e-12);
        }
    }

    [TestCase("vae", 5), TestCase("gan", 7)]
    public void Stopped_and_resumed_it_has_the_bits_of_an_uninterrupted_run(string kind, int steps)
    {
        TrainingPlan plan = Plan(kind, 2);
        CurveSet set = Designs(600);
        using var folder = new TemporaryFolder();
        using Generator straight = GeneratorTrainer.Train(plan, set);
        using var stop = new CancellationTokenSource();
        int taken = 0;
        Should.Throw<TrainingInterruptedException>(() => Trainer.Run(plan, new Counted(GeneratorTrainer.Task(plan, new(plan, set)), () =>
        {
            if (++taken == steps)
                stop.Cancel();
        }), folder.Root, cancellation: stop.Token));
        using Generator resumed = GeneratorTrainer.Train(plan, set, folder.Root, resume: true);
        float[] wanted = Curve([0.5, 0.5, 100, 7]);
        resumed.Sample(wanted, 20).ShouldBe(straight.Sample(wanted, 20));
        File.Exists(folder["best.generator"]).ShouldBeTrue();
    }

    [Test]
    public void A_file_gives_the_same_generator_and_damage_is_refused()
    {
        using var folder = new TemporaryFolder();
        vae.Save(folder["a.generator"]);
        using (Generator again = Generator.Load(folder["a.generator"]))
        {
            again.Card.ShouldBe(vae.Card with { Space = again.Card.Space, Curves = again.Card.Curves });
            again.Sample(Curve([0.5, 0.5, 100, 7]), 10).ShouldBe(vae.Sample(Curve([0.5, 0.5, 100, 7]), 10));
            again.Save(folder["b.generator"]);
        }

        byte[] whole = File.ReadAllBytes(folder["a.generator"]);
        File.ReadAllBytes(folder["b.generator"]).ShouldBe(whole);
        whole[whole.Length / 2] ^= 1;
        File.WriteAllBytes(folder["b.generator"], whole);
        Should.Throw<RefusedException>(() => Generator.Load(folder["b.generator"])).Message.ShouldContain("altered");
        File.WriteAllBytes(folder["b.generator"], whole[..(whole.Length / 3)]);
        Should.Throw<RefusedException>(() => Generator.Load(folder["b.generator"])).Message.ShouldContain("damaged");
        using Surrogate other = Trainer.Train(FirstOrderRelease.SmallPlan, FirstOrderRelease.Curves(300));
        other.Save(folder["c.surrogate"]);
        Should.Throw<RefusedException>(() => Generator.Load(folder["c.surrogate"])).Message.ShouldContain("c.surrogate");
    }

    [TestCase("vae"), TestCase("gan")]
    public void An_onnx_runtime_generates_the_same_designs(string kind)
    {
        Generator generator = Of(kind);
        float[] latent = generator.Prior(30, 4), wanted = Curve([0.6, 0.4, 100, 7]);
        using var session = new Microsoft.ML.OnnxRuntime.InferenceSession(GeneratorOnnx.ToBytes(generator));
        using var z = Microsoft.ML.OnnxRuntime.OrtValue.CreateTensorValueFromMemory(latent, [30, generator.Latent]);
        float[] curves = [.. Enumerable.Repeat(wanted, 30).SelectMany(one => one)];
        using var c = Microsoft.ML.OnnxRuntime.OrtValue.CreateTensorValueFromMemory(curves, [30, Space.Times.Count]);
        using var options = new Microsoft.ML.OnnxRuntime.RunOptions();
        using var results = session.Run(options, ["latent", "curves"], [z, c], ["designs"]);
        float[] theirs = results[0].GetTensorDataAsSpan<float>().ToArray();
        double[] ours = generator.Decode(latent, wanted);
        theirs.Length.ShouldBe(ours.Length);
        for (int i = 0; i < ours.Length; i++)
            ((double)theirs[i]).ShouldBe(ours[i], 2e-5 * Math.Abs(ours[i]));
    }

    [Test]
    public void What_a_plan_may_not_ask_is_refused_by_name()
    {
        Refused("""{ "generator": { "name": "diffusion" } }""").ShouldContain("generator.name");
        Refused("""{ "generator": { "latent": 0 } }""").ShouldContain("generator.latent");
        Refused("""{ "generator": {}, "network": { "monotone": true } }""").ShouldContain("residual-mlp");
        Should.Throw<RefusedException>(() => GeneratorTrainer.Train(Plan("vae", 1), Designs(40))).Message.ShouldContain("too few");

        static string Refused(string json) => Should.Throw<RefusedException>(() => TrainingPlan.FromJson(json)).Message;
    }

    static Generator Of(string kind) => kind == "vae" ? vae : gan;

    static TrainingPlan Plan(string kind, int epochs)
    {
        TrainingPlan plan = GeneratorPlan.Usual(kind);
        return plan with
        {
            Network = plan.Network with { Width = 32, Depth = 1 },
            Optimizer = plan.Optimizer with { LearningRate = 5e-3, EmaDecay = 0.98 },
            Schedule = plan.Schedule with { Epochs = epochs },
            Data = plan.Data with { Batch = 128 },
            Runtime = plan.Runtime with { CheckpointSeconds = 1e9 },
            Generator = plan.Generator! with { Latent = 3 },
        };
    }

    static CurveSet Designs(int count, ulong seed = 0)
    {
        CurveSet two = FirstOrderRelease.Curves(count, seed);
        double[] rows = [.. Enumerable.Range(0, count).SelectMany(row => (double[])
            [.. two.Formulation(row), Space.Parameters[2].At(SplitMix64.ToUnit(SplitMix64.Hash(seed + 7, (ulong)row))), 7])];
        return new CurveSet(Space, rows, two.Curves, "closed form");
    }

    static float[] Curve(double[] row) => [.. Space.Times.Select(time => (float)(row[0] * (1 - Math.Exp(-row[1] * time))))];

    static double Miss(float[] a, float[] b) => Math.Sqrt(a.Zip(b, (x, y) => (double)(x - y) * (x - y)).Average());

    static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }

    /// <summary>The same task, heard after each step.</summary>
    sealed class Counted(GenerativeTask task, Action taken) : ITrainingTask
    {
        public int Batches => task.Batches;

        public int Rows => task.Rows;

        public IReadOnlyList<TrainedNetwork> Trained => task.Trained;

        public string ContentHash => task.ContentHash;

        public System.Text.Json.Nodes.JsonObject State
        {
            get => task.State;
            set => task.State = value;
        }

        public double Step(in TrainingStep at)
        {
            double loss = ((ITrainingTask)task).Step(at);
            taken();
            return loss;
        }

        public double Validate() => task.Validate();

        public void Dispose() => task.Dispose();
    }
}
