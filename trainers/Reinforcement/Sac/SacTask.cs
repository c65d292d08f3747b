using System.Text.Json.Nodes;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// Soft actor-critic with twin critics and a temperature that keeps the entropy (Haarnoja et al., "Soft actor-critic algorithms and
/// applications", 2018, algorithm 1). Each step every environment takes one action, and for each of them the critics learn
/// r + gamma (min Q'(s', a') - alpha log pi(a'|s')), the policy makes min Q(s, a) - alpha log pi(a|s) large, and alpha follows the target
/// entropy, minus the number of actions. The target critics are the moving average of the critics.
/// </summary>
sealed class SacTask : PolicyTask
{
    readonly TrainedNetwork actor, critics;
    readonly ReplayBuffer replay;
    readonly Temperature temperature = new();
    readonly int observation, width;
    long updates;

    public SacTask(TrainingPlan plan, Func<int, IVectorEnvironment> create, string content)
        : base(plan, create, content, "critic_loss", "actor_loss", "entropy", "temperature")
    {
        (observation, width) = (Environment.Observations.Count, Environment.Actions.Width);
        actor = Made("actor", 0, () => new SquashedPolicy(observation, width, plan.Network));
        critics = Made("critics", 1, () => new TwinCritic(observation + width, plan.Network), plan.Policy!.TargetDecay);
        Trained = [actor, critics];
        replay = new ReplayBuffer(plan.Policy!.Steps, observation, width);
    }

    public override int Rows => Settings.Environments;

    public override IReadOnlyList<TrainedNetwork> Trained { get; }

    public override TrainedNetwork Actor => actor;

    public override JsonObject State
    {
        get
        {
            JsonObject state = base.State;
            (state["replay"], state["temperature"], state["updates"]) = (replay.State, temperature.State, updates);
            return state;
        }
        set
        {
            base.State = value;
            replay.State = (JsonObject)value["replay"]!;
            temperature.State = (JsonArray)value["temperature"]!;
            updates = value["updates"]!.GetValue<long>();
        }
    }

    protected override double Step(in TrainingStep at, RandomStream random)
    {
        Act(at.Number * Rows < Settings.RandomSteps, random);
        double loss = 0;
        for (int i = 0; i < Rows && replay.Count >= Math.Max(Plan.Data.Batch, Settings.RandomSteps); i++)
            loss = Learn(at, replay.Draw(Plan.Data.Batch, random));
        return loss;
    }

    void Act(bool blindly, RandomStream random)
    {
        float[] unit = new float[Environment.Count * width], before = [.. Runner.Observations];
        if (blindly)
        {
            for (int i = 0; i < unit.Length; i++)
                unit[i] = (float)(2 * random.Unit() - 1);
        }
        else
        {
            using var quiet = no_grad();
            using var scope = NewDisposeScope();
            var policy = (SquashedPolicy)actor.Network;
            Tensor noise = randn(Environment.Count, width);
            policy.Draw(policy.forward(Seen(before)), noise).Actions.contiguous().Floats().CopyTo(unit);
        }

        Runner.Step(Policy.Scaled(unit, Environment.Actions.Box!));
        for (int i = 0; i < Environment.Count; i++)
            replay.Add(before.AsSpan(i * observation, observation), unit.AsSpan(i * width, width), Runner.Rewards[i],
                Runner.Next.AsSpan(i * observation, observation), Runner.Terminated[i]);
    }

    double Learn(in TrainingStep at, ReplayBatch batch)
    {
        using var scope = NewDisposeScope();
        Tensor seen = Seen(batch.Seen), taken = DeviceTensors.Copied(batch.Actions, batch.Rewards.Length, width);
        Tensor wanted = Target(batch);
        TrainingStep update = at with { Number = updates++ };
        double loss = critics.Step(update, () =>
        {
            Tensor error = (critics.Network.forward(cat([seen, taken], 1)) - wanted).square().mean() * 2;
            error.backward();
            return error.Number();
        });
        Measured("critic_loss", loss);
        StepActor(update, seen);
        return loss;
    }

    /// <summary>r + gamma (min Q'(s', a') - alpha log pi(a'|s')), shape [rows, 1].</summary>
    Tensor Target(ReplayBatch batch)
    {
        using var quiet = no_grad();
        var policy = (SquashedPolicy)actor.Network;
        Tensor next = Seen(batch.Next);
        var (actions, log) = policy.Draw(policy.forward(next), randn(batch.Rewards.Length, width));
        Tensor value = critics.Average.forward(cat([next, actions], 1)).min(1).values - log * temperature.Value;
        Tensor rewards = DeviceTensors.Copied(batch.Rewards, batch.Rewards.Length);
        Tensor goesOn = 1 - DeviceTensors.Copied(batch.Ended, batch.Ended.Length);
        return (rewards + goesOn * value * Settings.Discount).unsqueeze(1);
    }

    void StepActor(in TrainingStep at, Tensor seen)
    {
        double entropy = 0, rate = at.LearningRate;
        double loss = actor.Step(at, () =>
        {
            var policy = (SquashedPolicy)actor.Network;
            var (actions, log) = policy.Draw(policy.forward(seen), randn(seen.shape[0], width));
            entropy = -log.mean().Number();
            Tensor value = critics.Network.forward(cat([seen, actions], 1)).min(1).values;
            Tensor error = (log * temperature.Value - value).mean();
            error.backward();
            return error.Number();
        });
        temperature.Step(entropy, -width, rate);
        Measured("actor_loss", loss);
        Measured("entropy", entropy);
        Measured("temperature", temperature.Value);
    }
}

/// <summary>
/// The weight alpha of the entropy, by Adam on its logarithm: it grows while the entropy is below its target and shrinks above (Haarnoja et
/// al., 2018, equation 18; as usual with log alpha in place of alpha).
/// </summary>
sealed class Temperature
{
    const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;

    double log, mean, square;
    long steps;

    /// <summary>alpha.</summary>
    public double Value => Math.Exp(log);

    public JsonArray State
    {
        get => [log, mean, square, steps];
        set => (log, mean, square, steps) =
            (value[0]!.GetValue<double>(), value[1]!.GetValue<double>(), value[2]!.GetValue<double>(), value[3]!.GetValue<long>());
    }

    /// <summary>One step.</summary>
    /// <param name="entropy">Mean of -log pi.</param>
    /// <param name="target">What it should be.</param>
    /// <param name="rate">Learning rate.</param>
    public void Step(double entropy, double target, double rate)
    {
        double gradient = entropy - target;
        steps++;
        mean = Beta1 * mean + (1 - Beta1) * gradient;
        square = Beta2 * square + (1 - Beta2) * gradient * gradient;
        log -= rate * mean / (1 - Math.Pow(Beta1, steps)) / (Math.Sqrt(square / (1 - Math.Pow(Beta2, steps))) + Epsilon);
    }
}
