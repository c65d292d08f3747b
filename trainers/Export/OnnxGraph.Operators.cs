using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <content>Operators by the names networks and transforms know them by.</content>
sealed partial class OnnxGraph
{
    public string Add(string a, string b) => Node("Add", [a, b]);

    public string Subtract(string a, string b) => Node("Sub", [a, b]);

    public string Multiply(string a, string b) => Node("Mul", [a, b]);

    public string Divide(string a, string b) => Node("Div", [a, b]);

    public string Exp(string x) => Node("Exp", [x]);

    public string Log(string x) => Node("Log", [x]);

    public string Tanh(string x) => Node("Tanh", [x]);

    public string Sigmoid(string x) => Node("Sigmoid", [x]);

    public string MatMul(string a, string b) => Node("MatMul", [a, b]);

    /// <summary>Some columns of a matrix.</summary>
    public string Columns(string x, int from, int count) => Node("Slice", [x, Integers(from), Integers(from + count), Integers(1)]);

    /// <summary>Matrices side by side.</summary>
    public string Join(IEnumerable<string> columns) => Node("Concat", columns, ("axis", 1L));

    /// <summary>x W^T + b for rows of inputs.</summary>
    public string Linear(string x, Linear layer)
    {
        var weight = layer.weight!;
        string w = Constant(weight.Floats(), weight.shape), b = layer.bias is { } bias ? Constant(bias.Floats(), bias.shape) : Number(0);
        return Node("Gemm", [x, w, b], ("transB", 1L));
    }

    /// <summary>A whole network.</summary>
    /// <exception cref="ExportException">It does not say what it computes.</exception>
    public string Network(nn.Module<Tensor, Tensor> network, string inputs) => network is IOnnxNetwork known
        ? known.ToOnnx(this, inputs)
        : throw new ExportException($"A surrogate with a {network.GetName()} network cannot be written as ONNX: train one with \"network\": \"residual-mlp\".");

    /// <summary>The plan's activation.</summary>
    public string Activation(string x) => activation switch
    {
        "silu" => Multiply(x, Sigmoid(x)),
        "tanh" => Tanh(x),
        // x Phi(x) with the normal distribution's Phi, the exact form of Hendrycks & Gimpel (2016).
        "gelu" => Multiply(Multiply(x, Number(0.5f)), Add(Number(1), Node("Erf", [Multiply(x, Number((float)Math.Sqrt(0.5)))]))),
        _ => throw new ExportException($"The activation {activation} cannot be written as ONNX: train with \"activation\": \"gelu\", \"silu\" or \"tanh\"."),
    };
}
