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

    public string Cos(string x) => Node("Cos", [x]);

    public string Tanh(string x) => Node("Tanh", [x]);

    public string Sigmoid(string x) => Node("Sigmoid", [x]);

    public string MatMul(string a, string b) => Node("MatMul", [a, b]);

    /// <summary>Places <paramref name="from"/> up to <paramref name="to"/> along a dimension.</summary>
    public string Slice(string x, int dimension, int from, int to) => Node("Slice", [x, Integers(from), Integers(to), Integers(dimension)]);

    /// <summary>Another shape: 0 keeps the size that stands there, -1 takes what is left.</summary>
    public string Reshape(string x, params ReadOnlySpan<long> shape) => Node("Reshape", [x, Integers(shape)]);

    /// <summary>The dimensions in another order.</summary>
    public string Transpose(string x, params long[] order) => Node("Transpose", [x], ("perm", order));

    /// <summary>Matrices side by side.</summary>
    public string Join(IEnumerable<string> columns) => Node("Concat", columns, ("axis", 1L));

    /// <summary>x W^T + b for rows of inputs.</summary>
    public string Linear(string x, Linear layer) => Linear(x, layer.weight!, layer.bias);

    /// <summary>The same with weights that are no layer's.</summary>
    public string Linear(string x, Tensor weight, Tensor? bias = null) =>
        Node("Gemm", [x, Constant(weight), bias is null ? Number(0) : Constant(bias)], ("transB", 1L));

    /// <summary>1 - exp(-exp z). ONNX has no expm1; with t = tanh(exp(z) / 2), 2 t / (1 + t) is the same and keeps the digits of small
    /// values.</summary>
    public string Released(string z)
    {
        string t = Tanh(Multiply(Exp(z), Number(0.5f)));
        return Divide(Add(t, t), Add(t, Number(1)));
    }

    /// <summary>A whole network.</summary>
    /// <exception cref="RefusedException">It does not say what it computes.</exception>
    public string Network(nn.Module<Tensor, Tensor> network, string inputs) => network is IOnnxNetwork known
        ? known.ToOnnx(this, inputs)
        : throw new RefusedException(
            $"A surrogate with a {network.GetName()} network cannot be written as ONNX: train one with \"network\": \"residual-mlp\".");

    /// <summary>The plan's activation.</summary>
    public string Activation(string x) => activation switch
    {
        "silu" => Multiply(x, Sigmoid(x)),
        "tanh" => Tanh(x),
        // x Phi(x) with the normal distribution's Phi, the exact form of Hendrycks & Gimpel (2016).
        "gelu" => Multiply(Multiply(x, Number(0.5f)), Add(Number(1), Node("Erf", [Multiply(x, Number((float)Math.Sqrt(0.5)))]))),
        _ => throw new RefusedException(
            $"The activation {activation} cannot be written as ONNX: train with \"activation\": \"gelu\", \"silu\" or \"tanh\"."),
    };
}
