using TorchSharp.Modules;

namespace SurrogateEngine.Trainers;

/// <content>The same levels in ONNX's operators.</content>
sealed partial class CnnDecoder : IOnnxNetwork
{
    public string ToOnnx(OnnxGraph graph, string inputs)
    {
        string h = graph.Reshape(graph.Network(dense, inputs), 0, width, FirstPoints);
        int points = FirstPoints;
        foreach (var level in levels)
        {
            h = Convolution(graph, graph.MatMul(graph.Activation(h), graph.Constant(Stretch(points), points, 2 * points)), level);
            points *= 2;
        }
        return graph.Reshape(graph.Slice(Convolution(graph, graph.Activation(h), last), 2, 0, times), 0, -1);
    }

    static string Convolution(OnnxGraph graph, string x, Conv1d layer) => graph.Node(
        "Conv", [x, graph.Constant(layer.weight!), graph.Constant(layer.bias!)], ("kernel_shape", new long[] { Reach }),
        ("pads", new long[] { Reach / 2, Reach / 2 }));

    // Doubling the points by straight lines as a matrix [points, 2 points]: new point j lies at (j + 1/2) / 2 - 1/2.
    static float[] Stretch(int points)
    {
        var matrix = new float[2 * points * points];
        for (int j = 0; j < 2 * points; j++)
        {
            double place = Math.Max(0, (j + 0.5) / 2 - 0.5);
            int left = (int)place, right = Math.Min(left + 1, points - 1);
            matrix[left * 2 * points + j] += (float)(1 - (place - left));
            matrix[right * 2 * points + j] += (float)(place - left);
        }
        return matrix;
    }
}
