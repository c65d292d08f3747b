using System.Text.Json;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers.Tabular;

/// <summary>
/// A transformer over the columns of a row (Gorishniy et al., NeurIPS 2021, FT-Transformer): each number becomes a vector by a weight and
/// an
/// offset of its own, each category by an embedding, and one more vector collects what attention finds. A value that is missing or a
/// category
/// never seen has a vector of its own.
/// </summary>
public sealed class FtTransformerLearner : ITabularLearner
{
    const int Patience = 20, LongestBatch = 128;

    static readonly TabularSetting[] All =
    [
        new("width", 24, 8, 64, Logarithmic: true, Whole: true), new("blocks", 1, 1, 3, Whole: true), new("dropout", 0.1, 0, 0.4),
        new("rate", 0.004, 3e-4, 0.01, Logarithmic: true), new("decay", 0.01, 1e-5, 0.1, Logarithmic: true), new("epochs", 80, 20, 200,
            Whole: true),
    ];

    Dictionary<string, double> given = [];

    /// <inheritdoc/>
    public string Name => "ft-transformer";

    /// <inheritdoc/>
    public int Rank => 41;

    /// <inheritdoc/>
    public string Title => "FT-transformer";

    /// <inheritdoc/>
    public IReadOnlyList<TabularSetting> Settings => All;

    /// <inheritdoc/>
    public bool Serves(TabularTask task) => true;

    /// <inheritdoc/>
    public ITabularLearner With(IReadOnlyDictionary<string, double> settings)
    {
        foreach (string name in settings.Keys)
            if (All.All(setting => setting.Name != name))
                throw new RefusedException(
                    $"{Name}: this learner has no setting '{name}'; {Spelling.Suggest(name, [.. All.Select(setting => setting.Name)])}");
        return new FtTransformerLearner
        {
            given = given.Concat(settings).GroupBy(one => one.Key).ToDictionary(one => one.Key, one =>
            one.Last().Value)
        };
    }

    /// <inheritdoc/>
    public ITabularModel Restore(JsonElement state) => state.Deserialize<FtTransformerModel>(TabularModelFile.Options)!;

    /// <inheritdoc/>
    public ITabularModel Fit(TabularData features, TabularTarget target, ulong seed = 1, CancellationToken cancellation = default)
    {
        NativeTorch.Require();
        TabularOutcome outcome = target.Outcome;
        double[] y = outcome.IsLogarithmic ? [.. target.Values.Select(value => Math.Log(value))] : target.Values;
        bool isNumber = outcome.Task == TabularTask.Regression;
        double center = isNumber ? y.Average() : 0, deviation = isNumber ? Math.Sqrt(y.Average(value =>
            (value - center) * (value - center))) : 1;
        var model = new FtTransformerModel(Name, outcome, FeatureEncoding.Fit(features, scaled: true), (int)Setting("width"),
            (int)Setting("blocks"),
            center, deviation > 0 ? deviation : 1, []);
        using var scope = NewDisposeScope();
        random.manual_seed((long)(seed >> 1));
        var network = new FtTransformer(model.Tokens, model.Width, model.Blocks, outcome.Outputs, Setting("dropout"));
        (Tensor numbers, Tensor codes) = model.Inputs(features);
        Tensor wanted = isNumber ? tensor(y.Select(value => (float)((value - model.Center) / model.Scale)).ToArray())
            : tensor(y.Select(value => (long)value).ToArray());
        int[] order = [.. Enumerable.Range(0, y.Length).OrderBy(i => SplitMix64.Hash(seed, (ulong)i))];
        int held = y.Length >= 30 ? y.Length / 6 : 0;
        Tensor train = tensor(order[held..].Select(i => (long)i).ToArray()), check = tensor((held > 0 ? order[..held] : order).Select(i =>
            (long)i).ToArray());
        var optimizer = optim.AdamW(network.parameters(), lr: Setting("rate"), weight_decay: Setting("decay"));
        Dictionary<string, float[]> best = Weights(network);
        double least = double.PositiveInfinity;
        for (int epoch = 0, since = 0; epoch < (int)Setting("epochs") && since < Patience; epoch++, since++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var inner = NewDisposeScope();
            network.train();
            Tensor shuffled = train[randperm(train.shape[0])];
            for (long from = 0; from < train.shape[0]; from += LongestBatch)
            {
                optimizer.zero_grad();
                Loss(shuffled[TensorIndex.Slice(from, Math.Min(from + LongestBatch, train.shape[0]))]).backward();
                optimizer.step();
            }

            network.eval();
            using var still = no_grad();
            double loss = Loss(check).ToDouble();
            if (loss < least)
                (least, since, best) = (loss, 0, Weights(network));
        }

        return model with { Weights = best };

        Tensor Loss(Tensor rows)
        {
            Tensor output = network.forward(numbers[rows], codes[rows]);
            return isNumber ? nn.functional.smooth_l1_loss(output.squeeze(1), wanted[rows]) : nn.functional.cross_entropy(output,
                wanted[rows]);
        }
    }

    double Setting(string name) => given.TryGetValue(name, out double value) ? value : All.First(setting => setting.Name == name).Usual;

    static Dictionary<string, float[]> Weights(FtTransformer network) =>
        network.named_parameters().ToDictionary(one => one.name, one => one.parameter.data<float>().ToArray());
}

/// <summary>What the learner made: its weights by name, and what inputs it takes.</summary>
/// <param name="Encoding">Columns, their means and categories.</param>
/// <param name="Width">Length of a vector.</param>
/// <param name="Blocks">Number of attention blocks.</param>
/// <param name="Center">Mean of the outcome.</param>
/// <param name="Scale">Its standard deviation.</param>
/// <param name="Weights">Weights by name.</param>
public sealed record FtTransformerModel(string Learner, TabularOutcome Outcome, FeatureEncoding Encoding, int Width, int Blocks,
    double Center,
    double Scale, Dictionary<string, float[]> Weights) : IDifferentiableModel
{
    /// <inheritdoc/>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<TabularFeature> Features => [.. Encoding.Columns.Select(column => column.Feature)];

    /// <summary>For each column the number of its vectors to choose from: 0 for a number, whose missing values have one beside.</summary>
    internal int[] Tokens => [.. Encoding.Columns.Select(column => column.Feature.Levels.Count)];

    /// <inheritdoc/>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<int> Owners => [.. Encoding.Columns.SelectMany((_, j) => Enumerable.Repeat(j, FtTransformer.Vector(Width)))];

    /// <inheritdoc/>
    public double[][] Predict(TabularData data)
    {
        NativeTorch.Require();
        using var scope = NewDisposeScope();
        using var still = no_grad();
        FtTransformer network = Load();
        (Tensor numbers, Tensor codes) = Inputs(data);
        return Rows(Outputs(network.forward(numbers, codes)), Outcome.Outputs);
    }

    /// <inheritdoc/>
    /// <remarks>The vector of each column, as the first attention sees it.</remarks>
    public double[][] Embed(TabularData data)
    {
        NativeTorch.Require();
        using var scope = NewDisposeScope();
        using var still = no_grad();
        FtTransformer network = Load();
        (Tensor numbers, Tensor codes) = Inputs(data);
        return Rows(network.Vectors(numbers, codes), Owners.Count);
    }

    /// <inheritdoc/>
    public double[][][] Gradients(IReadOnlyList<double[]> points)
    {
        NativeTorch.Require();
        using var scope = NewDisposeScope();
        FtTransformer network = Load();
        Tensor vectors = tensor(points.SelectMany(point => point).ToArray(), points.Count, Encoding.Columns.Count,
            FtTransformer.Vector(Width)).requires_grad_();
        Tensor outputs = Outputs(network.Attend(vectors));
        double[][][] each = [.. Enumerable.Range(0, Outcome.Outputs).Select(o =>
            Rows(VectorJacobianProduct.Of(outputs, vectors, One(outputs, o)), Owners.Count))];
        return [.. points.Select((_, p) => Owners.Select((_, i) => each.Select(of => of[p][i]).ToArray()).ToArray())];
    }

    /// <summary>What the network says, in the outcome's own unit.</summary>
    Tensor Outputs(Tensor output)
    {
        if (Outcome.Task != TabularTask.Regression)
            return nn.functional.softmax(output, 1);
        Tensor number = Center + Scale * output;
        return Outcome.IsLogarithmic ? number.exp() : number;
    }

    /// <summary>One in a column, zero in all others.</summary>
    static Tensor One(Tensor outputs, int column)
    {
        Tensor ones = zeros_like(outputs);
        ones[TensorIndex.Colon, column] = 1;
        return ones;
    }

    static double[][] Rows(Tensor values, int width) => [.. values.contiguous().data<double>().ToArray().Chunk(width)];

    /// <inheritdoc/>
    public JsonElement State() => JsonSerializer.SerializeToElement(this, TabularModelFile.Options);

    /// <summary>Standardized numbers, 0 where missing, and codes: of a category its index, of a number 0 or 1 where missing; the last code
    /// of a
    /// category is for one that is missing or new.</summary>
    internal (Tensor Numbers, Tensor Codes) Inputs(TabularData data)
    {
        int n = data.Count, m = Encoding.Columns.Count;
        float[] numbers = new float[n * m];
        long[] codes = new long[n * m];
        for (int j = 0; j < m; j++)
        {
            EncodedColumn column = Encoding.Columns[j];
            TabularColumn source = column.Feature.In(data);
            int[] levels = source.IsNumeric ? [] : source.CodesIn(column.Feature.Levels);
            for (int i = 0; i < n; i++)
            {
                if (levels.Length > 0)
                    codes[i * m + j] = levels[i] >= 0 ? levels[i] : column.Feature.Levels.Count;
                else if (source.IsMissing(i))
                    codes[i * m + j] = column.Feature.Levels.Count > 0 ? column.Feature.Levels.Count : 1;
                else
                    numbers[i * m + j] = (float)((source.Values[i] - column.Center) / column.Scale);
            }
        }

        return (tensor(numbers, n, m), tensor(codes, n, m));
    }

    FtTransformer Load()
    {
        var made = new FtTransformer(Tokens, Width, Blocks, Outcome.Outputs, 0);
        using var still = no_grad();
        foreach (var (name, parameter) in made.named_parameters())
            parameter.copy_(tensor(Weights[name]).reshape(parameter.shape));
        made.eval();
        // In double precision, so that contributions along a way add up to a prediction to the last digits that a person may see.
        return made.to(ScalarType.Float64);
    }
}

/// <summary>The network: vectors of columns, attention among them, and a linear layer behind the vector that collects.</summary>
sealed class FtTransformer : nn.Module<Tensor, Tensor, Tensor>
{
    const int Heads = 4;

    readonly Parameter weight, offset, collector;
    readonly Embedding choices;
    readonly TransformerEncoderLayer[] blocks;
    readonly LayerNorm norm;
    readonly Linear head;
    readonly Tensor starts, isNumber;

    /// <param name="tokens">Categories of each column; 0 for a number.</param>
    public FtTransformer(int[] tokens, int width, int depth, int outputs, double dropout) : base("ft-transformer")
    {
        width = Vector(width);
        weight = new Parameter(randn(tokens.Length, width) / Math.Sqrt(width));
        offset = new Parameter(randn(tokens.Length, width) / Math.Sqrt(width));
        collector = new Parameter(randn(1, 1, width) / Math.Sqrt(width));
        // A number has two vectors to add: none where it is there, one where it is missing.
        int[] counts = [.. tokens.Select(count => count > 0 ? count + 1 : 2)];
        choices = nn.Embedding(counts.Sum(), width);
        nn.init.normal_(choices.weight!, 0, 1 / Math.Sqrt(width));
        starts = tensor(counts.Select((_, i) => (long)counts[..i].Sum()).ToArray());
        isNumber = tensor(tokens.Select(count => count > 0 ? 0f : 1f).ToArray()).unsqueeze(1);
        blocks = [.. Enumerable.Range(0, depth).Select(_ => nn.TransformerEncoderLayer(width, Heads, 2 * width, dropout,
            nn.Activations.GELU))];
        norm = nn.LayerNorm(width);
        head = nn.Linear(width, outputs);
        RegisterComponents();
        for (int i = 0; i < depth; i++)
            register_module($"block{i}", blocks[i]);
    }

    /// <summary>Outputs of rows.</summary>
    /// <param name="numbers">Shape [rows, columns].</param>
    /// <param name="codes">Shape [rows, columns].</param>
    public override Tensor forward(Tensor numbers, Tensor codes) => Attend(Vectors(numbers, codes));

    /// <summary>Length of a vector: a multiple of the number of heads.</summary>
    public static int Vector(int width) => (width + Heads - 1) / Heads * Heads;

    /// <summary>Vectors of columns, shape [rows, columns, length].</summary>
    public Tensor Vectors(Tensor numbers, Tensor codes) =>
        numbers.unsqueeze(2).to(weight.dtype) * weight * isNumber + offset + choices.forward(codes + starts);

    /// <summary>Outputs of rows by the vectors of their columns.</summary>
    public Tensor Attend(Tensor columns)
    {
        Tensor all = cat([collector.expand(columns.shape[0], 1, -1), columns], 1).transpose(0, 1);
        foreach (TransformerEncoderLayer block in blocks)
            all = block.call(all);
        return head.forward(norm.forward(all[0]));
    }
}
