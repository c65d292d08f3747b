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
public sealed record PerceptronPredictor(bool IsLogistic, PerceptronLayer[][] Members) : IRowPredictor
{
    /// <inheritdoc/>
    public double Predict(ReadOnlySpan<double> x)
    {
        double sum = 0;
        foreach (PerceptronLayer[] layers in Members)
        {
            float[] h = new float[x.Length];
            for (int i = 0; i < h.Length; i++)
                h[i] = (float)x[i];
            for (int k = 0; k < layers.Length; k++)
                h = Forward(layers[k], h, k < layers.Length - 1);
            sum += IsLogistic ? 1 / (1 + Math.Exp(-h[0])) : h[0];
        }

        return sum / Members.Length;
    }

    static float[] Forward(PerceptronLayer layer, float[] input, bool activates)
    {
        float[] output = new float[layer.Bias.Length];
        for (int k = 0; k < output.Length; k++)
        {
            float sum = layer.Bias[k] + System.Numerics.Tensors.TensorPrimitives.Dot<float>(layer.Weights[k], input);
            output[k] = activates ? sum / (1 + MathF.Exp(-sum)) : sum;
        }

        return output;
    }
}
