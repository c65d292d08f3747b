using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// A network that gives a model's states, and behind it the fixed linear map from those to normalized curves. The map is part of the
/// weights, so that a surrogate needs neither the model nor its snapshots to predict.
/// </summary>
interface IStateNetwork
{
    /// <summary>What is learned: scaled parameters to the numbers of a <see cref="StateModel"/>.</summary>
    nn.Module<Tensor, Tensor> Core { get; }

    /// <summary>From those to normalized curves; not learned.</summary>
    Linear Curves { get; }

    /// <summary>A map from numbers to points of curves that training leaves alone, to be fixed by <see cref="MapTo"/>.</summary>
    static Linear UnlearnedMap(int numbers, int points)
    {
        var map = nn.Linear(numbers, points);
        foreach (var parameter in map.parameters())
            parameter.requires_grad = false;
        return map;
    }

    /// <summary>The numbers of a <see cref="StateModel"/>, shape [rows, numbers].</summary>
    Tensor Numbers(Tensor x) => Core.forward(x);

    /// <summary>Fixes the map to curves.</summary>
    void MapTo(StateModel stateModel, OutputTransform transform)
    {
        var (weights, offsets) = stateModel.Curves();
        int points = offsets.Length;
        float[] matrix = new float[points * stateModel.Numbers], bias = new float[points];
        for (int point = 0; point < points; point++)
        {
            bias[point] = (float)((offsets[point] - transform.Mean[point]) / transform.Deviation[point]);
            for (int number = 0; number < stateModel.Numbers; number++)
                matrix[point * stateModel.Numbers + number] = (float)(weights[number * points + point] / transform.Deviation[point]);
        }
        Curves.weight.Write(matrix);
        Curves.bias!.Write(bias);
    }
}
