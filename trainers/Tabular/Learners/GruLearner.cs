using System.Text.Json;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers.Tabular;

/// <summary>
/// A gated recurrent network (Cho et al., EMNLP 2014) along the times of a profile: rows that agree in every column but the one named time
/// are one profile; what they agree in sets the state at the start, each step is told the time and the step to it.
/// </summary>
public sealed class GruLearner : ITabularLearner
{
    const int Patience = 30, ProfilesInABatch = 32;

    static readonly TabularSetting[] All =
        [new("width", 32, 8, 96, Logarithmic: true, Whole: true), new("rate", 0.005, 5e-4, 0.02, Logarithmic: true), new("decay", 0.02,
            1e-4, 0.2, Logarithmic: true), new("epochs", 120, 20, 300, Whole: true)];

    Dictionary<string, double> given = [];

    /// <inheritdoc/>
    public string Name => "gru";

    /// <inheritdoc/>
    public int Rank => 43;

    /// <inheritdoc/>
    public string Title => "GRU over time";

    /// <inheritdoc/>
    public IReadOnlyList<TabularSetting> Settings => All;

    /// <inheritdoc/>
    public bool Serves(TabularTask task) => task == TabularTask.Regression;

    /// <inheritdoc/>
    public bool Suits(TabularData features) => TimeOf(features.Names) is { } time && features.Columns.Count > 1 && features[time].IsNumeric
        && ProfileInputs.GroupsOf(features, time).Distinct().Count() <= features.Count / 3;

    /// <inheritdoc/>
    public ITabularLearner With(IReadOnlyDictionary<string, double> settings) =>
        new GruLearner { given = given.Concat(settings).GroupBy(one => one.Key).ToDictionary(one => one.Key, one => one.Last().Value) };

    /// <inheritdoc/>
    public ITabularModel Restore(JsonElement state) => state.Deserialize<GruModel>(TabularModelFile.Options)!;

    /// <inheritdoc/>
    public ITabularModel Fit(TabularData features, TabularTarget target, ulong seed = 1, CancellationToken cancellation = default)
    {
        NativeTorch.Require();
        string time = TimeOf(features.Names) ?? throw new RefusedException($"{Name}: no column is named time; name the one with the times so.");
        double[] y = target.Outcome.IsLogarithmic ? [.. target.Values.Select(value => Math.Log(value))] : target.Values;
        double center = y.Average(), deviation = Math.Sqrt(y.Average(value => (value - center) * (value - center)));
        var model = new GruModel(Name, target.Outcome, [.. features.Columns.Select(TabularFeature.Of)], time,
            FeatureEncoding.Fit(features.Without([time]), scaled: true), Math.Max(features[time].Values.Max(), 1e-12),
                (int)Setting("width"),
            center, deviation > 0 ? deviation : 1, []);
        using var scope = NewDisposeScope();
        random.manual_seed((long)(seed >> 1));
        var network = new GruNetwork(model.Encoding.Width, model.Width);
        var inputs = new ProfileInputs(features, time, model.Encoding, model.TimeScale);
        Tensor wanted = inputs.Padded([.. y.Select(value => (float)((value - center) / model.Scale))]),
            mask = inputs.Padded([.. y.Select(_ => 1f)]);
        long[] order = [.. Enumerable.Range(0, inputs.Profiles).OrderBy(i => SplitMix64.Hash(seed, (ulong)i)).Select(i => (long)i)];
        int held = order.Length >= 12 ? order.Length / 6 : 0;
        Tensor train = tensor(order[held..]), check = tensor(held > 0 ? order[..held] : order);
        var optimizer = optim.AdamW(network.parameters(), lr: Setting("rate"), weight_decay: Setting("decay"));
        Dictionary<string, float[]> best = GruNetwork.Weights(network);
        double least = double.PositiveInfinity;
        for (int epoch = 0, since = 0; epoch < (int)Setting("epochs") && since < Patience; epoch++, since++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var inner = NewDisposeScope();
            Tensor shuffled = train[randperm(train.shape[0])];
            for (long from = 0; from < train.shape[0]; from += ProfilesInABatch)
            {
                optimizer.zero_grad();
                Loss(shuffled[TensorIndex.Slice(from, Math.Min(from + ProfilesInABatch, train.shape[0]))]).backward();
                nn.utils.clip_grad_norm_(network.parameters(), 1);
                optimizer.step();
            }

            using var still = no_grad();
            double loss = Loss(check).ToDouble();
            if (loss < least)
                (least, since, best) = (loss, 0, GruNetwork.Weights(network));
        }

        return model with { Weights = best };

        Tensor Loss(Tensor rows)
        {
            Tensor there = mask[rows], missed = (network.forward(inputs.Fixed[rows], inputs.Steps[rows]) - wanted[rows]).abs() * there;
            return missed.sum() / there.sum();
        }
    }

    /// <summary>The column with the times: the first whose name begins with that word.</summary>
    internal static string? TimeOf(IEnumerable<string> names) => names.FirstOrDefault(name => name.StartsWith("time",
        StringComparison.OrdinalIgnoreCase));

    double Setting(string name) => given.TryGetValue(name, out double value) ? value : All.First(setting => setting.Name == name).Usual;
}

/// <summary>What the learner made.</summary>
/// <param name="Time">Name of the column with the times.</param>
/// <param name="Encoding">Of the other columns.</param>
/// <param name="TimeScale">The largest time learned from.</param>
/// <param name="Width">Length of the state.</param>
/// <param name="Center">Mean of the outcome.</param>
/// <param name="Scale">Its standard deviation.</param>
/// <param name="Weights">Weights by name.</param>
public sealed record GruModel(string Learner, TabularOutcome Outcome, IReadOnlyList<TabularFeature> Features, string Time,
    FeatureEncoding Encoding, double TimeScale, int Width, double Center, double Scale, Dictionary<string, float[]> Weights) : ITabularModel
{
    /// <inheritdoc/>
    public double[][] Predict(TabularData data)
    {
        if (data.Count == 0)
            return [];
        NativeTorch.Require();
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var network = new GruNetwork(Encoding.Width, Width);
        foreach (var (name, parameter) in network.named_parameters())
            parameter.copy_(tensor(Weights[name]).reshape(parameter.shape));
        TabularData mine = new([.. Features.Select(feature => feature.In(data))]);
        var inputs = new ProfileInputs(mine, Time, Encoding, TimeScale);
        float[] values = inputs.Rows(network.forward(inputs.Fixed, inputs.Steps));
        return [.. values.Select(value => Center + Scale * value).Select(value => new[] { Outcome.IsLogarithmic ? Math.Exp(value)
            : value })];
    }

    /// <inheritdoc/>
    public JsonElement State() => JsonSerializer.SerializeToElement(this, TabularModelFile.Options);
}

/// <summary>Rows as profiles: what is the same in a profile, and its steps of time, padded to the longest.</summary>
sealed class ProfileInputs
{
    readonly int[][] rows;
    readonly int longest;

    public ProfileInputs(TabularData data, string time, FeatureEncoding encoding, double scale)
    {
        double[] times = data[time].Values;
        int[] groups = GroupsOf(data, time);
        rows = [.. Enumerable.Range(0, data.Count).GroupBy(row => groups[row]).Select(group => group.OrderBy(row => times[row]).ToArray())];
        longest = rows.Max(profile => profile.Length);
        double[][] x = encoding.Apply(data);
        Fixed = tensor(rows.SelectMany(profile => x[profile[0]].Select(value => (float)value)).ToArray(), rows.Length, encoding.Width);
        float[] steps = new float[rows.Length * longest * 3];
        for (int p = 0; p < rows.Length; p++)
            for (int k = 0; k < rows[p].Length; k++)
            {
                double t = times[rows[p][k]] / scale, before = k > 0 ? times[rows[p][k - 1]] / scale : 0;
                t = double.IsNaN(t) ? before : t;
                // Early times matter as much as late ones: the time, its root, and the root of the step.
                (steps[(p * longest + k) * 3], steps[(p * longest + k) * 3 + 1], steps[(p * longest + k) * 3 + 2]) =
                    ((float)t, (float)Math.Sqrt(Math.Max(t, 0)), (float)Math.Sqrt(Math.Max(t - before, 0)));
            }

        Steps = tensor(steps, rows.Length, longest, 3);
    }

    public int Profiles => rows.Length;

    /// <summary>Shape [profiles, inputs].</summary>
    public Tensor Fixed { get; }

    /// <summary>Shape [profiles, longest, 3].</summary>
    public Tensor Steps { get; }

    /// <summary>One value a row as [profiles, longest], 0 where a profile has ended.</summary>
    public Tensor Padded(float[] values)
    {
        float[] all = new float[rows.Length * longest];
        for (int p = 0; p < rows.Length; p++)
            for (int k = 0; k < rows[p].Length; k++)
                all[p * longest + k] = values[rows[p][k]];
        return tensor(all, rows.Length, longest);
    }

    /// <summary>The other way round.</summary>
    public float[] Rows(Tensor padded)
    {
        float[] all = padded.contiguous().data<float>().ToArray(), values = new float[rows.Sum(profile => profile.Length)];
        for (int p = 0; p < rows.Length; p++)
            for (int k = 0; k < rows[p].Length; k++)
                values[rows[p][k]] = all[p * longest + k];
        return values;
    }

    /// <summary>A number for each row, the same for rows that agree in every column but the time.</summary>
    public static int[] GroupsOf(TabularData data, string time)
    {
        TabularColumn[] others = [.. data.Columns.Where(column => column.Name != time)];
        var known = new Dictionary<string, int>();
        return [.. Enumerable.Range(0, data.Count).Select(row =>
        {
            string key = string.Join('\u001F', others.Select(column => column.Text(row)));
            return known.TryGetValue(key, out int group) ? group : known[key] = known.Count;
        })];
    }
}

/// <summary>The network.</summary>
sealed class GruNetwork : nn.Module<Tensor, Tensor, Tensor>
{
    readonly Linear start, head;
    readonly GRU cell;

    public GruNetwork(int inputs, int width) : base("gru-over-time")
    {
        start = nn.Linear(inputs, width);
        cell = nn.GRU(3, width, batchFirst: true);
        head = nn.Linear(width, 1);
        RegisterComponents();
    }

    public static Dictionary<string, float[]> Weights(GruNetwork network) =>
        network.named_parameters().ToDictionary(one => one.name, one => one.parameter.data<float>().ToArray());

    /// <summary>Outcomes at each step, shape [profiles, steps].</summary>
    public override Tensor forward(Tensor inputs, Tensor steps)
    {
        (Tensor states, _) = cell.call(steps, start.forward(inputs).tanh().unsqueeze(0));
        return head.forward(states).squeeze(2);
    }
}
