using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// Any network, giving a law's states instead of curves, and behind it the fixed linear map from those to normalised curves.
/// The map is part of the weights, so that a surrogate needs neither the law nor its snapshots to predict.
/// </summary>
sealed partial class PhysicsNetwork : nn.Module<Tensor, Tensor>
{
    readonly nn.Module<Tensor, Tensor> core;
    readonly Linear curves;

    /// <param name="core">Scaled parameters to the numbers of a <see cref="StateModel"/>.</param>
    /// <param name="numbers">How many those are.</param>
    /// <param name="points">Points of the curves.</param>
    public PhysicsNetwork(nn.Module<Tensor, Tensor> core, int numbers, int points) : base("physics")
    {
        this.core = core;
        curves = nn.Linear(numbers, points);
        RegisterComponents();
        foreach (var parameter in curves.parameters()) parameter.requires_grad = false;
    }

    /// <summary>Normalised curves, shape [rows, points].</summary>
    public override Tensor forward(Tensor x) => curves.forward(core.forward(x));

    /// <summary>The numbers of a <see cref="StateModel"/>, shape [rows, numbers].</summary>
    public Tensor Numbers(Tensor x) => core.forward(x);

    /// <summary>Fixes the map to curves.</summary>
    public void MapTo(StateModel model, OutputTransform transform)
    {
        var (weights, offsets) = model.Curves();
        int points = offsets.Length;
        float[] matrix = new float[points * model.Numbers], bias = new float[points];
        for (int point = 0; point < points; point++)
        {
            bias[point] = (float)((offsets[point] - transform.Mean[point]) / transform.Deviation[point]);
            for (int number = 0; number < model.Numbers; number++)
                matrix[point * model.Numbers + number] = (float)(weights[number * points + point] / transform.Deviation[point]);
        }
        curves.weight.Write(matrix);
        curves.bias!.Write(bias);
    }
}
