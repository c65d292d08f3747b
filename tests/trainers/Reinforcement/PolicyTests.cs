using System.Text.Json.Nodes;
using SurrogateEngine.Tests.Cli;
using SurrogateEngine.Trainers;
using SurrogateEngine.Workflows;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Training.Reinforcement;

/// <summary>002.09: both algorithms on tasks whose best return is known.</summary>
public sealed class PolicyTests
{
    /// <summary>Choose or name the number that is seen: 1 for the right choice, or minus the squared miss.</summary>
    sealed class Copy(bool continuous) : IEnvironment
    {
        double shown;
        int steps;
        ulong seed;

        public BoxSpace Observations { get; } = BoxSpace.Unit(1);

        public ActionSpace Actions { get; } = continuous ? ActionSpace.Continuous(new([-2], [2])) : ActionSpace.Discrete(3);

        public double[] State
        {
            get => [shown, steps, BitConverter.UInt64BitsToDouble(seed >> 12)];
            set => (shown, steps, seed) = (value[0], (int)value[1], BitConverter.DoubleToUInt64Bits(value[2]) << 12);
        }

        public double[] Reset(ulong seed)
        {
            (this.seed, steps) = (seed >> 12 << 12, 0);
            return [Show()];
        }

        public EnvironmentStep Step(ReadOnlySpan<double> action)
        {
            double reward = continuous ? -(action[0] - shown) * (action[0] - shown) : (int)action[0] == (int)(1.5 * (shown + 1)) ? 1 : 0;
            return new([Show()], reward, false, ++steps >= 10);
        }

        double Show() => shown = 2 * SplitMix64.ToUnit(SplitMix64.Hash(seed, (ulong)steps)) - 1;
    }

    static IVectorEnvironment Discrete(int count) => new IndependentEnvironments(() => new Copy(continuous: false), count);

    static IVectorEnvironment Continuous(int count) => new IndependentEnvironments(() => new Copy(continuous: true), count);

    static TrainingPlan Plan(string name, int steps)
    {
        TrainingPlan plan = PolicyPlan.Usual(name);
        return plan with
        {
            Network = plan.Network with { Width = 16 },
            Optimizer = plan.Optimizer with { LearningRate = 5e-3 },
            Schedule = plan.Schedule with { Epochs = 4 },
            Data = new() { Batch = 64 },
            Runtime = plan.Runtime with { CheckpointSeconds = 1e9 },
            Policy = plan.Policy! with { Steps = steps, Horizon = 32, Passes = 5, RandomSteps = 100 },
        };
    }

    [Test]
    public void Ppo_learns_choices_and_continuous_actions_far_above_random()
    {
        using Policy chooses = PolicyTrainer.Train(Plan("ppo", 12_000), Discrete, []);
        Mean(chooses, Discrete).ShouldBeGreaterThan(9);
        Random(Discrete).ShouldBeLessThan(5);
        using Policy names = PolicyTrainer.Train(Plan("ppo", 20_000), Continuous, []);
        Mean(names, Continuous).ShouldBeGreaterThan(-0.5);
        Random(Continuous).ShouldBeLessThan(-10);
    }

    [Test]
    public void Sac_learns_continuous_actions_far_above_random()
    {
        using Policy names = PolicyTrainer.Train(Plan("sac", 1_500), Continuous, []);
        Mean(names, Continuous).ShouldBeGreaterThan(-0.5);
        Should.Throw<RefusedException>(() => PolicyTrainer.Train(Plan("sac", 100), Discrete, [])).Message.ShouldContain("use ppo");
    }

    [TestCase("ppo", 1), TestCase("ppo", 3), TestCase("sac", 130)]
    public void Stopped_and_resumed_it_has_the_bits_of_an_uninterrupted_run(string name, int steps)
    {
        TrainingPlan plan = Plan(name, name == "ppo" ? 1_536 : 200);
        using var folder = new TemporaryFolder();
        using Policy straight = PolicyTrainer.Train(plan, Continuous, []);
        using var stop = new CancellationTokenSource();
        int taken = 0;
        void Taken()
        {
            if (++taken == steps * (name == "ppo" ? 32 : 1))
                stop.Cancel();
        }

        var task = PolicyTrainer.Task(plan,
            count => count == plan.Policy!.Environments ? new Heard(Continuous(count), Taken) : Continuous(count), []);
        Should.Throw<TrainingInterruptedException>(() => Trainer.Run(plan, task, folder.Root, cancellation: stop.Token));
        using Policy resumed = PolicyTrainer.Train(plan, Continuous, [], folder.Root, resume: true);
        float[] seen = [-0.9f, -0.2f, 0.1f, 0.8f];
        resumed.Act(seen).ShouldBe(straight.Act(seen));
        resumed.Card.MeanReturn.ShouldBe(straight.Card.MeanReturn);
        File.Exists(folder["best.policy"]).ShouldBeTrue();
    }

    [Test]
    public void A_file_gives_the_same_policy_and_damage_is_refused()
    {
        using var folder = new TemporaryFolder();
        var words = new JsonObject { ["copy"] = "what is seen" };
        using Policy policy = PolicyTrainer.Train(Plan("ppo", 600), Continuous, words);
        policy.Save(folder["a.policy"]);
        using (Policy again = Policy.Load(folder["a.policy"]))
        {
            again.Act([0.3f, -0.4f]).ShouldBe(policy.Act([0.3f, -0.4f]));
            again.Card.Task.ToJsonString().ShouldBe(words.ToJsonString());
            again.Save(folder["b.policy"]);
        }

        byte[] whole = File.ReadAllBytes(folder["a.policy"]);
        File.ReadAllBytes(folder["b.policy"]).ShouldBe(whole);
        whole[whole.Length / 2] ^= 1;
        File.WriteAllBytes(folder["b.policy"], whole);
        Should.Throw<RefusedException>(() => Policy.Load(folder["b.policy"])).Message.ShouldContain("altered");
    }

    [Test]
    public void The_density_of_a_squashed_normal_is_that_of_the_change_of_variables_and_so_is_its_gradient()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var policy = new SquashedPolicy(1, 1, new NetworkPlan { Width = 4, Depth = 0, Activation = "silu" });
        double Closed(double mean, double log, double z) =>
            -0.5 * z * z - log - 0.5 * Math.Log(2 * Math.PI) - Math.Log(1 - Math.Pow(Math.Tanh(mean + Math.Exp(log) * z), 2));
        Tensor given = tensor(new double[] { 0.4, -0.3 }, [1, 2]).requires_grad_(), noise = tensor(new double[] { 0.7 }, [1, 1]);
        var (action, density) = policy.Draw(given, noise);
        action.item<double>().ShouldBe(Math.Tanh(0.4 + Math.Exp(-0.3) * 0.7), 1e-12);
        density.item<double>().ShouldBe(Closed(0.4, -0.3, 0.7), 1e-10);
        density.sum().backward();
        given.grad![0, 0].item<double>().ShouldBe((Closed(0.4 + 1e-6, -0.3, 0.7) - Closed(0.4 - 1e-6, -0.3, 0.7)) / 2e-6, 1e-7);
        given.grad![0, 1].item<double>().ShouldBe((Closed(0.4, -0.3 + 1e-6, 0.7) - Closed(0.4, -0.3 - 1e-6, 0.7)) / 2e-6, 1e-7);
    }

    [Test]
    public void A_temperature_grows_while_there_is_too_little_entropy_and_shrinks_while_there_is_too_much()
    {
        var temperature = new Temperature();
        temperature.Value.ShouldBe(1);
        // Adam's first step is one learning rate, whatever the gradient's size.
        temperature.Step(entropy: -3, target: -1, rate: 0.01);
        temperature.Value.ShouldBe(Math.Exp(0.01), 1e-8);
        var other = new Temperature();
        other.Step(entropy: 2, target: -1, rate: 0.01);
        other.Value.ShouldBe(Math.Exp(-0.01), 1e-8);
    }

    [TestCase("""{ "policy": { "name": "dqn" } }""", "policy.name")]
    [TestCase("""{ "policy": { "discount": 2 } }""", "policy.discount")]
    [TestCase("""{ "policy": {}, "generator": {} }""", "two things")]
    [TestCase("""{ "policy": {}, "network": { "members": 3 } }""", "residual-mlp")]
    public void What_a_plan_may_not_ask_is_refused_by_name(string json, string word) =>
        Should.Throw<RefusedException>(() => TrainingPlan.FromJson(json)).Message.ShouldContain(word);

    static double Mean(Policy policy, Func<int, IVectorEnvironment> create) =>
        PolicyEvaluation.Returns(create(50), policy.Act, 99).Average();

    static double Random(Func<int, IVectorEnvironment> create) =>
        PolicyEvaluation.Returns(create(50), PolicyEvaluation.Random(create(50), 1), 99).Average();

    /// <summary>The same environments, heard before each step.</summary>
    sealed class Heard(IVectorEnvironment environment, Action step) : IVectorEnvironment
    {
        public int Count => environment.Count;

        public BoxSpace Observations => environment.Observations;

        public ActionSpace Actions => environment.Actions;

        public double[] State
        {
            get => environment.State;
            set => environment.State = value;
        }

        public void Reset(ReadOnlySpan<int> which, ReadOnlySpan<ulong> seeds, Span<double> observations) =>
            environment.Reset(which, seeds, observations);

        public void Step(ReadOnlySpan<double> actions, Span<double> observations, Span<double> rewards, Span<bool> terminated,
            Span<bool> truncated)
        {
            environment.Step(actions, observations, rewards, terminated, truncated);
            step();
        }
    }
}
