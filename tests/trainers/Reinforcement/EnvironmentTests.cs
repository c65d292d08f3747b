using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training.Reinforcement;

public sealed class EnvironmentTests
{
    [Test]
    public void A_cart_without_force_on_average_follows_the_equations_of_motion()
    {
        var environment = new CartPole();
        environment.Reset(1);
        environment.State = [0, 0, 0.05, 0, 0];
        double[] seen = environment.Step([1]).Observation;
        // One Euler step by hand: velocities change by the accelerations of Florian (2007), positions by the velocities before.
        double pushed = 10 / 1.1, angular = (9.8 * Math.Sin(0.05) - Math.Cos(0.05) * pushed)
            / (0.5 * (4.0 / 3 - 0.1 * Math.Cos(0.05) * Math.Cos(0.05) / 1.1));
        seen[0].ShouldBe(0);
        seen[1].ShouldBe(0.02 * (pushed - 0.05 * angular * Math.Cos(0.05) / 1.1), 1e-12);
        seen[2].ShouldBe(0.05);
        seen[3].ShouldBe(0.02 * angular, 1e-12);
    }

    [Test]
    public void A_pole_falls_where_nobody_looks_and_time_ends_an_episode_that_lasts()
    {
        var environment = new CartPole();
        environment.Reset(3);
        int steps = 0;
        EnvironmentStep step;
        do
        {
            step = environment.Step([1]);
            step.Reward.ShouldBe(1);
            steps++;
        }
        while (!step.Terminated);
        steps.ShouldBeInRange(7, 12);
        environment.State = [0, 0, 0, 0, 499];
        environment.Step([0]).Truncated.ShouldBeTrue();
    }

    [Test]
    public void A_pendulum_keeps_its_energy_but_for_the_steps_and_costs_what_it_should()
    {
        var environment = new Pendulum();
        environment.Reset(1);
        environment.State = [Math.PI, 0, 0];
        EnvironmentStep hanging = environment.Step([0]);
        hanging.Reward.ShouldBe(-Math.PI * Math.PI, 1e-9);
        environment.State = [0.3, 0.5, 0];
        EnvironmentStep moved = environment.Step([1.5]);
        moved.Reward.ShouldBe(-(0.09 + 0.1 * 0.25 + 0.001 * 2.25), 1e-12);
        double velocity = 0.5 + 0.05 * (15 * Math.Sin(0.3) + 3 * 1.5);
        moved.Observation[2].ShouldBe(velocity, 1e-12);
        moved.Observation[0].ShouldBe(Math.Cos(0.3 + 0.05 * velocity), 1e-12);
        environment.State = [0.3, 0.5, 199];
        environment.Step([0]).Truncated.ShouldBeTrue();
    }

    [Test]
    public void Same_seed_and_actions_same_episodes_and_a_state_goes_on()
    {
        IVectorEnvironment Create() => new IndependentEnvironments(() => new Pendulum(), 3);
        double[] First(ulong seed) => PolicyEvaluation.Returns(Create(), PolicyEvaluation.Random(Create(), 4), seed);
        First(1).ShouldBe(First(1));
        First(1).ShouldNotBe(First(2));
        var runner = new EpisodeRunner(Create(), 7);
        for (int i = 0; i < 250; i++)
            runner.Step([0.5, -1, 2]);
        var later = new EpisodeRunner(Create(), 7) { State = runner.State };
        runner.Step([1, 1, 1]);
        later.Step([1, 1, 1]);
        later.Observations.ShouldBe(runner.Observations);
        later.Rewards.ShouldBe(runner.Rewards);
        runner.TakeFinished().Count.ShouldBe(3);
    }

    [Test]
    public void Advantages_are_those_of_a_sum_written_out()
    {
        var rollout = new Rollout(3, 1, 1, 1);
        ((float[])[1, 2, 3]).CopyTo(rollout.Rewards, 0);
        float[] values = [0.5f, 0.2f, -0.1f], next = [0.2f, -0.1f, 0.4f];
        double g = 0.9, l = 0.8, d0 = 1 + g * 0.2 - 0.5, d1 = 2 - g * 0.1 - 0.2, d2 = 3 + g * 0.4 + 0.1;
        ShouldBe(rollout.Advantages(values, next, g, l), d0 + g * l * (d1 + g * l * d2), d1 + g * l * d2, d2);
        // An episode that was cut short by time at the second step is worth what came next, one that ended is not.
        rollout.Ended[1] = true;
        ShouldBe(rollout.Advantages(values, next, g, l), d0 + g * l * d1, d1, d2);
        rollout.Terminated[1] = true;
        ShouldBe(rollout.Advantages(values, next, g, l), d0 + g * l * (2 - 0.2), 2 - 0.2, d2);

        static void ShouldBe(float[] found, params double[] wanted)
        {
            for (int i = 0; i < found.Length; i++)
                ((double)found[i]).ShouldBe(wanted[i], 1e-5);
        }
    }

    [Test]
    public void A_replay_buffer_forgets_the_oldest_and_comes_back_from_its_state()
    {
        var replay = new ReplayBuffer(4, 1, 1);
        for (int i = 0; i < 6; i++)
            replay.Add([i], [i], i, [i + 1], i == 5);
        var again = new ReplayBuffer(4, 1, 1) { State = replay.State };
        ReplayBatch drawn = again.Draw(200, new RandomStream(1));
        drawn.Rewards.Distinct().Order().ShouldBe([2, 3, 4, 5]);
        for (int i = 0; i < 200; i++)
        {
            drawn.Next[i].ShouldBe(drawn.Seen[i] + 1);
            drawn.Ended[i].ShouldBe(drawn.Rewards[i] == 5 ? 1 : 0);
        }
    }
}
