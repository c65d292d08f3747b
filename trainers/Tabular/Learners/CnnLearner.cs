using System.Text.Json;
using System.Text.RegularExpressions;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers.Tabular;

/// <summary>
/// A convolutional network for particle images: three convolutions of 3 x 3 pixels with pooling, the mean over what is left, a linear
/// layer.
/// Pixels are columns named <c>image: pixel 3 14</c> (row, column), so that every other learner can be compared on the same table; other
/// columns are not asked.
/// </summary>
public sealed partial class CnnLearner : ITabularLearner
{
    const int LongestBatch = 32, Patience = 20;

    static readonly TabularSetting[] All =
        [new("channels", 12, 4, 32, Logarithmic: true, Whole: true), new("rate", 0.005, 5e-4, 0.02, Logarithmic: true), new("epochs", 80,
            10, 200, Whole: true)];

    Dictionary<string, double> given = [];

    /// <inheritdoc/>
    public string Name => "cnn";

    /// <inheritdoc/>
    public int Rank => 42;

    /// <inheritdoc/>
    public string Title => "convolutional network";

    /// <inheritdoc/>
    public IReadOnlyList<TabularSetting> Settings => All;

    /// <inheritdoc/>
    public bool Serves(TabularTask task) => true;

    /// <inheritdoc/>
    public bool Suits(TabularData features) => features.Names.Any(Pixel().IsMatch);

    /// <inheritdoc/>
    public ITabularLearner With(IReadOnlyDictionary<string, double> settings) =>
        new CnnLearner { given = given.Concat(settings).GroupBy(one => one.Key).ToDictionary(one => one.Key, one => one.Last().Value) };

    /// <inheritdoc/>
    public ITabularModel Restore(JsonElement state) => state.Deserialize<CnnModel>(TabularModelFile.Options)!;

    /// <inheritdoc/>
    public ITabularModel Fit(TabularData features, TabularTarget target, ulong seed = 1, CancellationToken cancellation = default)
    {
        NativeTorch.Require();
        TabularOutcome outcome = target.Outcome;
        string[] pixels = [.. features.Names.Where(name => Pixel().IsMatch(name))];
        if (pixels.Length == 0)
            throw new RefusedException($"{Name}: no column is a pixel; name pixels 'image: pixel ROW COLUMN'.");
        bool isNumber = outcome.Task == TabularTask.Regression;
        double[] y = outcome.IsLogarithmic ? [.. target.Values.Select(value => Math.Log(value))] : target.Values;
        double center = isNumber ? y.Average() : 0, deviation = isNumber ? Math.Sqrt(y.Average(value =>
            (value - center) * (value - center))) : 1;
        var model = new CnnModel(Name, outcome, [.. pixels.Select(name => TabularFeature.Of(features[name]))], (int)Setting("channels"),
            center,
            deviation > 0 ? deviation : 1, []);
        using var scope = NewDisposeScope();
        random.manual_seed((long)(seed >> 1));
        var network = new ParticleCnn(model.Channels, outcome.Outputs);
        Tensor images = model.Images(features);
        Tensor wanted = isNumber ? tensor(y.Select(value => (float)((value - center) / model.Scale)).ToArray()) : tensor(y.Select(value =>
            (long)value).ToArray());
        long[] order = [.. Enumerable.Range(0, y.Length).OrderBy(i => SplitMix64.Hash(seed, (ulong)i)).Select(i => (long)i)];
        int held = y.Length >= 30 ? y.Length / 6 : 0;
        Tensor train = tensor(order[held..]), check = tensor(held > 0 ? order[..held] : order);
        var optimizer = optim.AdamW(network.parameters(), lr: Setting("rate"), weight_decay: 0.01);
        Dictionary<string, float[]> best = ParticleCnn.Weights(network);
        double least = double.PositiveInfinity;
        for (int epoch = 0, since = 0; epoch < (int)Setting("epochs") && since < Patience; epoch++, since++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var inner = NewDisposeScope();
            Tensor shuffled = train[randperm(train.shape[0])];
            for (long from = 0; from < train.shape[0]; from += LongestBatch)
            {
                optimizer.zero_grad();
                Tensor rows = shuffled[TensorIndex.Slice(from, Math.Min(from + LongestBatch, train.shape[0]))];
                // What an image shows does not hang on which way up it lies.
                Tensor turned = images[rows].rot90(epoch % 4, (2, 3));
                Loss(network.forward(epoch % 2 == 0 ? turned : turned.flip(3)), wanted[rows]).backward();
                optimizer.step();
            }

            using var still = no_grad();
            double loss = Loss(network.forward(images[check]), wanted[check]).ToDouble();
            if (loss < least)
                (least, since, best) = (loss, 0, ParticleCnn.Weights(network));
        }

        return model with { Weights = best };

        Tensor Loss(Tensor output, Tensor truth) =>
            isNumber ? nn.functional.smooth_l1_loss(output.squeeze(1), truth) : nn.functional.cross_entropy(output, truth);
    }

    double Setting(string name) => given.TryGetValue(name, out double value) ? value : All.First(setting => setting.Name == name).Usual;

    [GeneratedRegex(@"^image: pixel \d+ \d+$")]
    private static partial Regex Pixel();
}

/// <summary>What the learner made.</summary>
/// <param name="Channels">Channels of the first convolution.</param>
/// <param name="Center">Mean of the outcome.</param>
/// <param name="Scale">Its standard deviation.</param>
/// <param name="Weights">Weights by name.</param>
public sealed record CnnModel(string Learner, TabularOutcome Outcome, IReadOnlyList<TabularFeature> Features, int Channels, double Center,
    double Scale, Dictionary<string, float[]> Weights) : ITabularModel
{
    /// <inheritdoc/>
    public double[][] Predict(TabularData data)
    {
        NativeTorch.Require();
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var network = new ParticleCnn(Channels, Outcome.Outputs);
        foreach (var (name, parameter) in network.named_parameters())
            parameter.copy_(tensor(Weights[name]).reshape(parameter.shape));
        Tensor output = network.forward(Images(data));
        bool isNumber = Outcome.Task == TabularTask.Regression;
        float[] values = (isNumber ? output : nn.functional.softmax(output, 1)).contiguous().data<float>().ToArray();
        return [.. values.Chunk(Outcome.Outputs).Select(row => isNumber ? [Number(row[0])] : row.Select(p => p / row.Sum(q =>
            (double)q)).ToArray())];
    }

    /// <inheritdoc/>
    public JsonElement State() => JsonSerializer.SerializeToElement(this, TabularModelFile.Options);

    /// <summary>Shape [rows, 1, height, width]; a pixel that is missing is gray.</summary>
    internal Tensor Images(TabularData data)
    {
        (int Row, int Column)[] places = [.. Features.Select(feature => feature.Name.Split(' ')).Select(words => (int.Parse(words[^2]),
            int.Parse(words[^1])))];
        int height = places.Max(place => place.Row) + 1, width = places.Max(place => place.Column) + 1;
        float[] all = new float[data.Count * height * width];
        for (int j = 0; j < places.Length; j++)
        {
            double[] values = Features[j].In(data).Values;
            for (int i = 0; i < values.Length; i++)
                all[(i * height + places[j].Row) * width + places[j].Column] = double.IsNaN(values[i]) ? 0 : (float)(values[i] - 0.5);
        }

        return tensor(all, data.Count, 1, height, width);
    }

    double Number(float standardized)
    {
        double number = Center + Scale * standardized;
        return Outcome.IsLogarithmic ? Math.Exp(number) : number;
    }
}

/// <summary>The network.</summary>
sealed class ParticleCnn : nn.Module<Tensor, Tensor>
{
    readonly Conv2d first, second, third;
    readonly Linear head;

    public ParticleCnn(int channels, int outputs) : base("particle-cnn")
    {
        first = nn.Conv2d(1, channels, 3, padding: 1);
        second = nn.Conv2d(channels, 2 * channels, 3, padding: 1);
        third = nn.Conv2d(2 * channels, 2 * channels, 3, padding: 1);
        head = nn.Linear(2 * channels, outputs);
        RegisterComponents();
    }

    public static Dictionary<string, float[]> Weights(ParticleCnn network) =>
        network.named_parameters().ToDictionary(one => one.name, one => one.parameter.data<float>().ToArray());

    public override Tensor forward(Tensor x)
    {
        x = nn.functional.max_pool2d(nn.functional.relu(first.forward(x)), 2);
        x = nn.functional.max_pool2d(nn.functional.relu(second.forward(x)), 2);
        return head.forward(nn.functional.relu(third.forward(x)).mean([2, 3]));
    }
}
