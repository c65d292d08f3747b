using TorchSharp;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Training;

/// <summary>
/// The training of curves as a student would write it down: parameters to [-1, 1], curves through cloglog and standardized, a residual
/// network, the relative error of the curve as loss, Adam with warm-up and a cosine, all rows in every step.
/// </summary>
static class NaiveTraining
{
    /// <summary>The weights after some steps, in the order in which layers were made.</summary>
    /// <param name="parameters">phi (linear, 0.3 to 0.9) and k (logarithmic, 0.05 to 2) of each row.</param>
    /// <param name="curves">Fraction released, shape [rows, points].</param>
    /// <param name="warmup">Steps over which the learning rate rises.</param>
    /// <param name="steps">Steps in all.</param>
    public static List<float[]> Weights(double[,] parameters, float[,] curves, int width, int depth, double peak, int warmup, int steps)
    {
        using var scope = NewDisposeScope();
        Tensor p = tensor(parameters), q = tensor(curves);
        Tensor phi = (p.select(1, 0) - 0.6) / 0.3, k = 2 * (p.select(1, 1).log() - Math.Log(0.05)) / Math.Log(2 / 0.05) - 1;
        Tensor inputs = stack([phi, k], 1).to(ScalarType.Float32);
        Tensor z = (-(-q).log1p()).log(), mean = z.mean([0]), deviation = z.std([0], unbiased: false);
        Tensor targets = (z - mean) / deviation;
        // dq/dz of q = 1 - exp(-exp z): an error of the network's output weighs as the error of the curve it makes.
        Tensor slope = (z - z.exp()).exp() * deviation;
        Tensor weights = slope.square() / q.square().mean([1], keepdim: true);

        random.manual_seed(1);
        var first = nn.Linear(inputs.shape[1], width);
        var blocks = Enumerable.Range(0, depth).Select(_ => nn.Linear(width, width)).ToList();
        var last = nn.Linear(width, q.shape[1]);
        var all = new[] { first }.Concat(blocks).Append(last).SelectMany(layer => layer.parameters()).ToList();
        var adam = optim.Adam(all, beta2: 0.999);
        for (int step = 0; step < steps; step++)
        {
            double progress = Math.Clamp((step + 1.0 - warmup) / (steps - warmup), 0, 1);
            double rate = step < warmup ? peak * (step + 1) / warmup : peak * 0.5 * (1 + Math.Cos(Math.PI * progress));
            foreach (var group in adam.ParamGroups)
                group.LearningRate = rate;
            Tensor h = first.forward(inputs);
            foreach (var block in blocks)
                h = h + block.forward(nn.functional.gelu(h));
            Tensor loss = (weights * (last.forward(nn.functional.gelu(h)) - targets).square()).mean();
            adam.zero_grad();
            loss.backward();
            adam.step();
        }
        return [.. all.Select(weight => weight.data<float>().ToArray())];
    }
}
