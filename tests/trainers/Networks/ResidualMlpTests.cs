using SurrogateEngine.Trainers;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Training;

public sealed class ResidualMlpTests
{
    [Test]
    public void A_residual_mlp_is_its_formula()
    {
        using var scope = NewDisposeScope();
        using var network = new ResidualMlp(2, 3, 2, 1, x => x.tanh());
        var w = Weights.Of(network).ToDictionary(a => a.Name, a => a.Values);
        float[] x = [0.3f, -0.8f];
        double[] h = [.. Enumerable.Range(0, 3).Select(i =>
            w["first.weight"][2 * i] * x[0] + w["first.weight"][2 * i + 1] * x[1] + (double)w["first.bias"][i])];
        for (int block = 0; block < 2; block++)
        {
            double[] a = [.. h.Select(Math.Tanh)];
            for (int i = 0; i < 3; i++)
                h[i] += w[$"block{block}.bias"][i] + Enumerable.Range(0, 3).Sum(j => w[$"block{block}.weight"][3 * i + j] * a[j]);
        }
        double y = w["last.bias"][0] + Enumerable.Range(0, 3).Sum(j => w["last.weight"][j] * Math.Tanh(h[j]));
        network.forward(tensor(x, [1, 2])).item<float>().ShouldBe((float)y, 1e-6f);
    }
}
