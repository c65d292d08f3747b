using TorchSharp;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers.Tabular;

/// <summary>
/// Multilayer perceptrons, several averaged: two hidden layers with SiLU, dropout, decoupled weight decay (AdamW), and training that stops
/// where the loss on a sixth of the rows, held out, has not fallen for so many epochs; a patience of 0 learns all rows to the last epoch.
/// </summary>
public sealed class PerceptronLearner : EncodedLearner<PerceptronPredictor>
{
    const int LongestBatch = 64;

    /// <inheritdoc/>
    public override string Name => "perceptron";

    /// <inheritdoc/>
    public override int Rank => 40;

    /// <inheritdoc/>
    public override string Title => "multilayer perceptron";

    /// <inheritdoc/>
    public override IReadOnlyList<TabularSetting> Settings =>
    [
        new("width", 48, 16, 128, Logarithmic: true, Whole: true), new("dropout", 0.15, 0, 0.5), new("decay", 0.02, 1e-4, 0.3,
            Logarithmic: true),
        new("rate", 0.004, 5e-4, 0.02, Logarithmic: true), new("epochs", 150, 20, 400, Whole: true), new("patience", 25, 10, 50,
            Whole: true),
        new("members", 3, 1, 5, Whole: true),
    ];

    /// <inheritdoc/>
    protected override PerceptronPredictor FitOne(double[][] x, double[] y, bool isClass, ulong seed, CancellationToken cancellation)
    {
        NativeTorch.Require();
        int members = (int)Setting("members");
        return new(isClass, [.. Enumerable.Range(0, members).Select(member => Train(x, y, isClass, SplitMix64.Hash(seed, (ulong)member),
            cancellation))]);
    }

    PerceptronLayer[] Train(double[][] x, double[] y, bool isClass, ulong seed, CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        random.manual_seed((long)(seed >> 1));
        int[] order = [.. Enumerable.Range(0, y.Length).OrderBy(i => SplitMix64.Hash(seed, (ulong)i))];
        int patience = (int)Setting("patience"), held = patience > 0 && y.Length >= 30 ? y.Length / 6 : 0, width = (int)Setting("width");
        (Tensor xs, Tensor ys) = Tensors(order[held..]);
        (Tensor xv, Tensor yv) = Tensors(held > 0 ? order[..held] : order);
        var linears = new[] { nn.Linear(x[0].Length, width), nn.Linear(width, width), nn.Linear(width, 1) };
        var dropout = nn.Dropout(Setting("dropout"));
        var optimizer = optim.AdamW(linears.SelectMany(layer => layer.parameters()), lr: Setting("rate"), weight_decay: Setting("decay"));
        PerceptronLayer[] best = [.. linears.Select(PerceptronLayer.Of)];
        double least = double.PositiveInfinity;
        for (int epoch = 0, since = 0; epoch < (int)Setting("epochs") && (patience == 0 || since < patience); epoch++, since++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var inner = NewDisposeScope();
            dropout.train();
            Tensor shuffled = randperm(xs.shape[0]);
            for (long from = 0; from < xs.shape[0]; from += LongestBatch)
            {
                Tensor rows = shuffled[TensorIndex.Slice(from, Math.Min(from + LongestBatch, xs.shape[0]))];
                optimizer.zero_grad();
                Loss(xs[rows], ys[rows]).backward();
                optimizer.step();
            }

            dropout.eval();
            using var still = no_grad();
            double loss = Loss(xv, yv).ToDouble();
            if (loss < least || patience == 0)
                (least, since, best) = (loss, 0, [.. linears.Select(PerceptronLayer.Of)]);
        }

        return best;

        Tensor Loss(Tensor inputs, Tensor wanted)
        {
            Tensor h = nn.functional.silu(linears[0].forward(inputs));
            h = nn.functional.silu(linears[1].forward(dropout.forward(h)));
            Tensor output = linears[2].forward(dropout.forward(h)).squeeze(1);
            // Numbers by Huber's loss, which a few wrong rows move less.
            return isClass ? nn.functional.binary_cross_entropy_with_logits(output, wanted)
                : nn.functional.smooth_l1_loss(output, wanted);
        }

        (Tensor, Tensor) Tensors(int[] rows) =>
            (tensor(rows.SelectMany(i => x[i].Select(value => (float)value)).ToArray(), rows.Length, x[0].Length),
                tensor(rows.Select(i => (float)y[i]).ToArray()));
    }
}

/// <summary>A dense layer.</summary>
/// <param name="Weights">Shape [outputs, inputs].</param>
/// <param name="Bias">Shape [outputs].</param>
public sealed record PerceptronLayer(float[][] Weights, float[] Bias)
{
    internal static PerceptronLayer Of(TorchSharp.Modules.Linear layer)
    {
        float[] all = [.. layer.weight.data<float>()];
        int inputs = (int)layer.weight.shape[1];
        return new([.. all.Chunk(inputs)], [.. layer.bias!.data<float>()]);
    }
}

/// <summary>The mean of several networks, for classes of their probabilities.</summary>
/// <param name="IsLogistic">Whether the logistic function follows each.</param>
/// <param name="Members">Layers of each network.</param>
public sealed record PerceptronPredictor(bool IsLogistic, PerceptronLayer[][] Members) : IDifferentiableRow
{
    /// <inheritdoc/>
    public double Predict(ReadOnlySpan<double> x) => Predict(x, []);

    /// <inheritdoc/>
    /// <remarks>In double precision, so that contributions along a way add up to the last digits that a person may see.</remarks>
    public double Predict(ReadOnlySpan<double> x, Span<double> gradient)
    {
        gradient.Clear();
        double sum = 0;
        foreach (PerceptronLayer[] layers in Members)
        {
            double[][] slopes = new double[layers.Length][];
            double[] h = x.ToArray();
            for (int k = 0; k < layers.Length; k++)
                (h, slopes[k]) = Forward(layers[k], h, k < layers.Length - 1);
            double value = IsLogistic ? 1 / (1 + Math.Exp(-h[0])) : h[0];
            sum += value;
            if (gradient.Length > 0)
                Add(gradient, Backward(layers, slopes, IsLogistic ? value * (1 - value) : 1));
        }

        for (int i = 0; i < gradient.Length; i++)
            gradient[i] /= Members.Length;
        return sum / Members.Length;
    }

    /// <summary>Outputs of a layer, and the derivative of the activation at each.</summary>
    static (double[] Output, double[] Slopes) Forward(PerceptronLayer layer, double[] input, bool activates)
    {
        double[] output = new double[layer.Bias.Length], slopes = new double[output.Length];
        for (int k = 0; k < output.Length; k++)
        {
            double sum = layer.Bias[k];
            float[] weights = layer.Weights[k];
            for (int i = 0; i < weights.Length; i++)
                sum += weights[i] * input[i];
            double share = 1 / (1 + Math.Exp(-sum));
            // SiLU: s sigma(s), whose derivative is sigma (1 + s (1 - sigma)).
            (output[k], slopes[k]) = activates ? (sum * share, share * (1 + sum * (1 - share))) : (sum, 1);
        }

        return (output, slopes);
    }

    static double[] Backward(PerceptronLayer[] layers, double[][] slopes, double outer)
    {
        double[] back = [outer];
        for (int k = layers.Length - 1; k >= 0; k--)
        {
            double[] before = new double[layers[k].Weights[0].Length];
            for (int j = 0; j < back.Length; j++)
            {
                double slope = back[j] * slopes[k][j];
                for (int i = 0; i < before.Length; i++)
                    before[i] += slope * layers[k].Weights[j][i];
            }

            back = before;
        }

        return back;
    }

    static void Add(Span<double> to, double[] values)
    {
        for (int i = 0; i < to.Length; i++)
            to[i] += values[i];
    }
}
