using System.Text.Json.Nodes;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>What learning a policy by ppo and by sac have in common: environments that go on from step to step, means of what a step
/// measures, and the return of episodes by which the policy is judged.</summary>
abstract class PolicyTask : ITrainingTask
{
    readonly EpochMeans means;
    readonly IVectorEnvironment judged;

    protected PolicyTask(TrainingPlan plan, Func<int, IVectorEnvironment> create, string content, params string[] measures)
    {
        (Plan, ContentHash, means) = (plan, content, new([.. measures, "episode_return"]));
        Environment = create(plan.Policy!.Environments);
        judged = create(plan.Policy.EvaluationEpisodes);
        Runner = new EpisodeRunner(Environment, SplitMix64.Hash((ulong)plan.Seed, 1));
    }

    public TrainingPlan Plan { get; }

    public int Batches => Math.Max(1, (int)Math.Ceiling((double)Settings.Steps / Rows / Plan.Schedule.Epochs));

    public abstract int Rows { get; }

    public abstract IReadOnlyList<TrainedNetwork> Trained { get; }

    /// <summary>What chooses actions.</summary>
    public abstract TrainedNetwork Actor { get; }

    public string ContentHash { get; }

    public virtual JsonObject State
    {
        get => new() { ["means"] = means.State, ["runner"] = Runner.State };
        set
        {
            means.State = (JsonObject)value["means"]!;
            Runner.State = (JsonObject)value["runner"]!;
        }
    }

    public IReadOnlyList<(string Name, double Value)> Metrics => means.Metrics;

    public string ValidationMetric => "val_negative_return";

    protected IVectorEnvironment Environment { get; }

    protected EpisodeRunner Runner { get; }

    protected PolicyPlan Settings => Plan.Policy!;

    public double Step(in TrainingStep at)
    {
        if (at.Batch == 0)
            means.Begin();
        ulong seed = SplitMix64.Hash((ulong)Plan.Seed, (ulong)at.Number, 2);
        random.manual_seed((long)(seed >> 1));
        double loss = Step(at, new RandomStream(seed));
        foreach (double finished in Runner.TakeFinished())
            means.Add("episode_return", finished);
        return loss;
    }

    /// <summary>The negative mean return of episodes that are always the same, with the policy's best guess of an action.</summary>
    public double Validate()
    {
        using var policy = new Policy(Environment.Observations, Environment.Actions, Plan, Weights.Of(Actor.Average));
        return -PolicyEvaluation.Returns(judged, policy.Act, (ulong)Plan.Seed).Average();
    }

    public void SaveBest(string folder, TrainingRun run) =>
        PolicyTrainer.Card(this, run, null).Write(Path.Combine(folder, "best.policy"));

    public BoxSpace Observations => Environment.Observations;

    public ActionSpace Actions => Environment.Actions;

    public void Dispose()
    {
        foreach (var network in Trained)
            network.Dispose();
    }

    protected abstract double Step(in TrainingStep at, RandomStream random);

    protected void Measured(string name, double value) => means.Add(name, value);

    /// <summary>Two networks with the same first weights: one to train, one for the average.</summary>
    protected TrainedNetwork Made(string name, int draw, Func<nn.Module<Tensor, Tensor>> create, double decay = 0)
    {
        nn.Module<Tensor, Tensor> Drawn()
        {
            random.manual_seed(Plan.Seed + draw);
            return create();
        }

        var (network, average) = (Drawn(), Drawn());
        return new TrainedNetwork(name, network, average, [.. network.parameters()], Plan.Optimizer with { EmaDecay = decay });
    }

    /// <summary>Observations as a tensor, shape [rows, observation].</summary>
    protected Tensor Seen(float[] observations) =>
        DeviceTensors.Copied(observations, observations.Length / Environment.Observations.Count, Environment.Observations.Count);
}
