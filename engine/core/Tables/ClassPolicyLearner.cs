using System.Text.Json;
using SurrogateEngine.Trainers;
using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Tables;

/// <summary>
/// A policy that learns classes by reward alone, as the founding study's reinforcement learning: it sees a row, names a class, and is told
/// only whether that was right. Proximal policy optimization over episodes of one step; its probabilities are those with which it would
/// name each class. It stands in the study's tables only: a learner that is told the right class learns the same from far fewer rows.
/// </summary>
/// <param name="steps">Rows it is shown, the same ones again and again.</param>
sealed class ClassPolicyLearner(int steps) : ITabularLearner
{
    /// <inheritdoc/>
    public string Name => "policy";

    /// <inheritdoc/>
    public int Rank => 50;

    /// <inheritdoc/>
    public string Title => "reinforcement learning (PPO)";

    /// <inheritdoc/>
    public IReadOnlyList<TabularSetting> Settings => [];

    /// <inheritdoc/>
    public bool Serves(TabularTask task) => task != TabularTask.Regression;

    /// <inheritdoc/>
    public ITabularLearner With(IReadOnlyDictionary<string, double> settings) => this;

    /// <inheritdoc/>
    public ITabularModel Fit(TabularData features, TabularTarget target, ulong seed = 1, CancellationToken cancellation = default)
    {
        FeatureEncoding encoding = FeatureEncoding.Fit(features, scaled: true);
        double[][] rows = encoding.Apply(features);
        int classes = target.Outcome.Classes.Count;
        TrainingPlan plan = PolicyPlan.Usual("ppo") with { Seed = (int)(seed % int.MaxValue) };
        plan = plan with
        {
            Schedule = plan.Schedule with { Epochs = 10 },
            Policy = plan.Policy! with { Steps = steps, Environments = 32, Horizon = 32, EvaluationEpisodes = Math.Min(256, rows.Length) },
        };
        Policy policy = PolicyTrainer.Train(plan, count => new Guesses(rows, target.Values, classes, count), [],
            cancellation: cancellation);
        return new Model(target.Outcome, encoding, policy);
    }

    /// <inheritdoc/>
    public ITabularModel Restore(JsonElement state) => throw new NotSupportedException("A policy is kept by surrogate train.");

    /// <summary>Episodes of one step: a row is seen, a class named, 1 for the right one.</summary>
    sealed class Guesses(double[][] rows, double[] truth, int classes, int count) : IVectorEnvironment
    {
        readonly int[] at = new int[count];

        public int Count => count;

        public BoxSpace Observations { get; } = new([.. rows[0].Select(_ => double.NegativeInfinity)],
            [.. rows[0].Select(_ => double.PositiveInfinity)]);

        public ActionSpace Actions { get; } = ActionSpace.Discrete(classes);

        public double[] State
        {
            get => [.. at.Select(row => (double)row)];
            set => value.Select(row => (int)row).ToArray().CopyTo(at, 0);
        }

        public void Reset(ReadOnlySpan<int> which, ReadOnlySpan<ulong> seeds, Span<double> observations)
        {
            for (int i = 0; i < which.Length; i++)
            {
                at[which[i]] = (int)(SplitMix64.Hash(seeds[i]) % (ulong)rows.Length);
                rows[at[which[i]]].CopyTo(observations[(i * rows[0].Length)..]);
            }
        }

        public void Step(ReadOnlySpan<double> actions, Span<double> observations, Span<double> rewards, Span<bool> terminated,
            Span<bool> truncated)
        {
            for (int i = 0; i < count; i++)
            {
                rewards[i] = (int)actions[i] == (int)truth[at[i]] ? 1 : 0;
                (terminated[i], truncated[i]) = (true, false);
                rows[at[i]].CopyTo(observations[(i * rows[0].Length)..]);
            }
        }
    }

    sealed class Model(TabularOutcome outcome, FeatureEncoding encoding, Policy policy) : ITabularModel
    {
        public string Learner => "policy";

        public TabularOutcome Outcome => outcome;

        public IReadOnlyList<TabularFeature> Features => [.. encoding.Columns.Select(column => column.Feature)];

        public double[][] Predict(TabularData data)
        {
            float[] seen = [.. encoding.Apply(data).SelectMany(row => row.Select(value => (float)value))];
            return [.. policy.Probabilities(seen).Chunk(outcome.Classes.Count)];
        }

        public JsonElement State() => throw new NotSupportedException("A policy is kept by surrogate train.");
    }
}
