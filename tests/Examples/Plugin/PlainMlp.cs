using SurrogateEngine.Trainers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExamplePlugin;

/// <summary>A network of one's own: one hidden layer after another, without skips.</summary>
public sealed class PlainMlp : Module<Tensor, Tensor>, IOnnxNetwork
{
    readonly ModuleList<Linear> layers;

    public PlainMlp(BodyShape shape, int width, int depth) : base("plain-mlp")
    {
        int[] sizes = [shape.Inputs, .. Enumerable.Repeat(width, depth + 1), shape.Points];
        layers = ModuleList([.. Enumerable.Range(0, sizes.Length - 1).Select(i => Linear(sizes[i], sizes[i + 1]))]);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        Tensor h = input;
        for (int i = 0; i < layers.Count; i++)
            h = i == 0 ? layers[i].forward(h) : layers[i].forward(functional.silu(h));
        return h;
    }

    public string ToOnnx(OnnxGraph graph, string inputs)
    {
        string h = graph.Linear(inputs, layers[0]);
        foreach (var layer in layers.Skip(1))
            h = graph.Linear(graph.Multiply(h, graph.Node("Sigmoid", [h])), layer);
        return h;
    }
}

/// <summary>What a plan finds by its name.</summary>
public sealed class PlainMlpFactory : NetworkFactory
{
    public override string Name => "plain-mlp";

    public override Module<Tensor, Tensor> Create(BodyShape shape, TrainingPlan plan) =>
        new PlainMlp(shape, plan.Network.Width, plan.Network.Depth);
}
