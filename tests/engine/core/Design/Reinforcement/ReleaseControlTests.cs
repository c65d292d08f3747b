using SurrogateEngine.Design;
using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Design.Reinforcement;

/// <summary>Control of a release rate over time, by light on a depot.</summary>
public sealed class ReleaseControlTests
{
    static ReleaseControlTask Task => new()
    {
        Model = Catalog.Get("light-release"),
        Input = "I",
        MostLevel = 1,
        Interval = 1,
        Intervals = 12,
        Target = 0.05,
    };

    [Test]
    public void The_plasma_level_is_that_of_the_closed_form()
    {
        var environment = new ReleaseControl(Task with { MeasurementError = 0 }, 2);
        double[] seen = new double[10], rewards = new double[2];
        environment.Reset([0, 1], [3, 4], seen);
        double[] state = environment.State;
        double[] row = state[..5];
        double ke = state[2 * 5 + 2 * 12 + 2];
        double k(double share) => row[0] * (1 + row[1] * Light(share) / (row[2] + Light(share)));
        double Light(double share) => share * Math.Exp(-row[3] * row[4]);
        double left = 1, level = 0;
        foreach (double share in (double[])[1, 0.3, 0])
        {
            environment.Step([share, 0.5], seen, rewards, new bool[2], new bool[2]);
            double released = left * (1 - Math.Exp(-k(share)));
            left -= released;
            level = level * Math.Exp(-ke) + released * (1 - Math.Exp(-ke)) / ke;
            environment.Level(0).ShouldBe(level / 0.05, 1e-4 * Math.Max(1, level / 0.05));
            seen[0].ShouldBe(Math.Min(5, environment.Level(0) - 1), 1e-12);
            double miss = environment.Level(0) - 1;
            rewards[0].ShouldBe(-Math.Min(1, miss * miss) - 2 * Math.Clamp(environment.Level(0) - 1.5, 0, 1) - 0.01 * share, 1e-12);
        }
    }

    [Test]
    public void Episodes_end_with_their_last_interval_and_go_on_from_their_state()
    {
        var environment = new ReleaseControl(Task, 3);
        double[] seen = new double[15], again = new double[15], rewards = new double[3];
        bool[] over = new bool[3];
        environment.Reset([0, 1, 2], [1, 2, 3], seen);
        for (int k = 0; k < 12; k++)
        {
            var other = new ReleaseControl(Task, 3) { State = environment.State };
            environment.Step([0.1, 0.2, 0.3], seen, rewards, over, new bool[3]);
            other.Step([0.1, 0.2, 0.3], again, rewards, new bool[3], new bool[3]);
            again.ShouldBe(seen);
            over.ShouldAllBe(done => done == (k == 11));
        }

        Should.Throw<RefusedException>(() => new ReleaseControl(Task with { Input = "T" }, 1)).Message.ShouldContain("it has I");
    }

    [Test]
    public void A_policy_holds_the_level_better_than_the_best_constant_trigger()
    {
        ReleaseControlTask task = Task;
        TrainingPlan plan = PolicyPlan.Usual("ppo");
        plan = plan with
        {
            Network = plan.Network with { Width = 32 },
            Optimizer = plan.Optimizer with { LearningRate = 3e-3 },
            Schedule = plan.Schedule with { Epochs = 5 },
            Policy = plan.Policy! with { Steps = 40_000, Environments = 32, Horizon = 24, Passes = 6, Discount = 0.9, Entropy = 0 },
        };
        using Policy policy = PolicyTrainer.Train(plan, count => new ReleaseControl(task, count), []);
        double learned = PolicyEvaluation.Returns(new ReleaseControl(task, 100), policy.Act, 77).Average();
        double open = Enumerable.Range(0, 11).Max(level => PolicyEvaluation.Returns(new ReleaseControl(task, 100),
            _ => [.. Enumerable.Repeat(level / 10.0, 100)], 77).Average());
        double random = PolicyEvaluation.Returns(new ReleaseControl(task, 100),
            PolicyEvaluation.Random(new ReleaseControl(task, 100), 1), 77).Average();
        TestContext.Out.WriteLine($"policy {learned}, best constant {open}, random {random}");
        learned.ShouldBeGreaterThan(open + 0.5);
        learned.ShouldBeGreaterThan(random + 0.5);
    }
}
