using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// Proximal policy optimization with the clipped objective (Schulman et al., 2017, algorithm 1 and equation 7): the policy acts for some
/// steps in all environments, then min(r A, clip(r, 1 - e, 1 + e) A) of the probability ratio r and the advantage A is made large in a few
/// passes over them, with the entropy for exploration; a second network learns the value.
/// </summary>
sealed class PpoTask : PolicyTask
{
    readonly TrainedNetwork actor, critic;
    readonly int observation, width;

    public PpoTask(TrainingPlan plan, Func<int, IVectorEnvironment> create, string content)
        : base(plan, create, content, "policy_loss", "value_loss", "entropy", "kl", "clipped_share")
    {
        (observation, width) = (Environment.Observations.Count, Environment.Actions.Width);
        actor = Made("actor", 0, () => new PolicyNetwork(observation, Environment.Actions, plan.Network));
        critic = Made("critic", 1, () => ValueNetwork.Create(observation, plan.Network));
        Trained = [actor, critic];
    }

    public override int Rows => Settings.Horizon * Settings.Environments;

    public override IReadOnlyList<TrainedNetwork> Trained { get; }

    public override TrainedNetwork Actor => actor;

    protected override double Step(in TrainingStep at, RandomStream random)
    {
        Rollout rollout = Collect(random);
        float[] values = Values(rollout.Observations), next = Values(rollout.Next);
        float[] advantages = rollout.Advantages(values, next, Settings.Discount, Settings.Lambda);
        float[] returns = [.. advantages.Zip(values, (advantage, value) => advantage + value)];
        Tensor seen = Seen(rollout.Observations), taken = DeviceTensors.Copied(rollout.Actions, rollout.Rows, width);
        Tensor before = Column(rollout.LogProbabilities), gained = Column(advantages), worth = Column(returns);
        int batch = Math.Min(Plan.Data.Batch, rollout.Rows);
        double loss = 0;
        for (int pass = 0; pass < Settings.Passes; pass++)
        {
            long[] order = Shuffled(rollout.Rows, random);
            for (int from = 0; from + batch <= rollout.Rows; from += batch)
            {
                using var scope = NewDisposeScope();
                Tensor rows = DeviceTensors.Places(order[from..(from + batch)], CPU);
                Tensor observed = seen.index_select(0, rows);
                loss = StepActor(at, observed, taken.index_select(0, rows), before.index_select(0, rows), gained.index_select(0, rows))
                    + StepCritic(at, observed, worth.index_select(0, rows));
            }
        }

        return loss;
    }

    /// <summary>Acts for the steps of the horizon.</summary>
    Rollout Collect(RandomStream random)
    {
        int count = Environment.Count;
        var rollout = new Rollout(Settings.Horizon, count, observation, width);
        float[] deviation = Environment.Actions.Box is null ? []
            : ((PolicyNetwork)actor.Network).LogDeviation.Floats().ToArray().Select(MathF.Exp).ToArray();
        var actions = new double[count * width];
        for (int step = 0; step < Settings.Horizon; step++)
        {
            Runner.Observations.CopyTo(rollout.Observations, step * count * observation);
            float[] given = Given();
            Span<float> drawn = rollout.Actions.AsSpan(step * count * width, count * width);
            Span<float> log = rollout.LogProbabilities.AsSpan(step * count, count);
            if (Environment.Actions.Box is { } box)
            {
                DrawNormal(given, deviation, random, drawn, log);
                Policy.Scaled(drawn, box).CopyTo(actions, 0);
            }
            else
            {
                DrawChoices(given, Environment.Actions.Choices, random, drawn, log);
                for (int i = 0; i < actions.Length; i++)
                    actions[i] = drawn[i];
            }

            Runner.Step(actions);
            Runner.Next.CopyTo(rollout.Next, step * count * observation);
            for (int i = 0; i < count; i++)
            {
                int at = step * count + i;
                rollout.Rewards[at] = (float)Runner.Rewards[i];
                (rollout.Terminated[at], rollout.Ended[at]) = (Runner.Terminated[i], Runner.Terminated[i] || Runner.Truncated[i]);
            }
        }

        return rollout;

        float[] Given()
        {
            using var quiet = no_grad();
            using var scope = NewDisposeScope();
            return actor.Network.forward(Seen(Runner.Observations)).contiguous().Floats().ToArray();
        }
    }

    double StepActor(in TrainingStep at, Tensor observed, Tensor taken, Tensor before, Tensor advantages) => actor.Step(at, () =>
    {
        var (log, entropy) = Judge(actor.Network.forward(observed), taken);
        // Advantages of one size whatever the rewards' is.
        Tensor scaled = (advantages - advantages.mean()) / (advantages.std() + 1e-8);
        Tensor ratio = (log - before).exp();
        Tensor gain = minimum(ratio * scaled, ratio.clamp(1 - Settings.Clip, 1 + Settings.Clip) * scaled).mean();
        Tensor loss = -gain - entropy * Settings.Entropy;
        Measured("policy_loss", -gain.Number());
        Measured("entropy", entropy.Number());
        Measured("kl", (before - log).mean().Number());
        Measured("clipped_share", (ratio - 1).abs().gt(Settings.Clip).to_type(ScalarType.Float32).mean().Number());
        loss.backward();
        return loss.Number();
    });

    double StepCritic(in TrainingStep at, Tensor observed, Tensor returns) => critic.Step(at, () =>
    {
        Tensor loss = nn.functional.mse_loss(critic.Network.forward(observed).squeeze(1), returns);
        Measured("value_loss", loss.Number());
        loss.backward();
        return loss.Number();
    });

    /// <summary>Logarithm of the probability of actions, shape [rows], and the mean entropy.</summary>
    (Tensor Log, Tensor Entropy) Judge(Tensor given, Tensor taken)
    {
        if (Environment.Actions.Box is null)
        {
            Tensor all = nn.functional.log_softmax(given, 1);
            return (all.gather(1, taken.to_type(ScalarType.Int64)).squeeze(1), -(all.exp() * all).sum(1).mean());
        }

        Tensor deviation = ((PolicyNetwork)actor.Network).LogDeviation;
        Tensor z = (taken - given) * (-deviation).exp();
        Tensor log = (z.square() * -0.5 - deviation - 0.5 * Math.Log(2 * Math.PI)).sum(1);
        return (log, (deviation + 0.5 * (1 + Math.Log(2 * Math.PI))).sum());
    }

    float[] Values(float[] observations)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        return critic.Network.forward(Seen(observations)).contiguous().Floats().ToArray();
    }

    static Tensor Column(float[] values) => DeviceTensors.Copied(values, values.Length);

    static long[] Shuffled(int count, RandomStream random)
    {
        long[] order = [.. Enumerable.Range(0, count).Select(i => (long)i)];
        for (int i = count - 1; i > 0; i--)
        {
            int j = (int)(random.Unit() * (i + 1));
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    static void DrawChoices(float[] logits, int choices, RandomStream random, Span<float> drawn, Span<float> log)
    {
        Span<double> weight = stackalloc double[choices];
        for (int row = 0; row < drawn.Length; row++)
        {
            ReadOnlySpan<float> own = logits.AsSpan(row * choices, choices);
            double most = System.Numerics.Tensors.TensorPrimitives.Max(own), sum = 0;
            for (int k = 0; k < choices; k++)
                sum += weight[k] = Math.Exp(own[k] - most);
            double left = random.Unit() * sum;
            int choice = 0;
            while (choice < choices - 1 && left >= weight[choice])
                left -= weight[choice++];
            drawn[row] = choice;
            log[row] = (float)(own[choice] - most - Math.Log(sum));
        }
    }

    static void DrawNormal(float[] mean, float[] deviation, RandomStream random, Span<float> drawn, Span<float> log)
    {
        log.Clear();
        for (int i = 0; i < drawn.Length; i++)
        {
            int k = i % deviation.Length;
            double z = random.Normal();
            drawn[i] = (float)(mean[i] + deviation[k] * z);
            log[i / deviation.Length] += (float)(-0.5 * z * z - Math.Log(deviation[k]) - 0.5 * Math.Log(2 * Math.PI));
        }
    }
}
