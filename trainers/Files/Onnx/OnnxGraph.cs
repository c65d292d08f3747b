using System.Runtime.InteropServices;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// An ONNX graph in the making: operators are added one by one and each gives the name of its result. Messages and field
/// numbers are those of onnx.proto (onnx/onnx, GraphProto, NodeProto, AttributeProto, TensorProto).
/// </summary>
public sealed class OnnxGraph
{
    const int FloatType = 1, Int64Type = 7, BoolType = 9;

    readonly List<ProtoMessage> nodes = [], constants = [];
    readonly string activation;

    /// <summary>An empty graph.</summary>
    /// <param name="activation">Name of the activation in the surrogate's plan.</param>
    internal OnnxGraph(string activation) => this.activation = activation;

    /// <summary>Adds an operator.</summary>
    /// <param name="type">Its name in ONNX.</param>
    /// <param name="inputs">Names of what it works on.</param>
    /// <param name="attributes">Its attributes, each a long or several of them.</param>
    /// <returns>Name of its result.</returns>
    public string Node(string type, IEnumerable<string> inputs, params IEnumerable<(string Name, object Value)> attributes) =>
        Node($"{type.ToLowerInvariant()}_{nodes.Count}", type, inputs, attributes);

    /// <summary>Adds an operator whose result has a name of the caller's choice.</summary>
    internal string Node(string result, string type, IEnumerable<string> inputs, IEnumerable<(string Name, object Value)> attributes)
    {
        var node = new ProtoMessage();
        foreach (string input in inputs)
            node.Text(1, input);
        node.Text(2, result).Text(3, result).Text(4, type);
        foreach (var (name, value) in attributes)
            node.Message(5, Attribute(name, value));
        nodes.Add(node);
        return result;
    }

    /// <summary>Adds numbers that never change, such as weights.</summary>
    public string Constant(ReadOnlySpan<float> values, params ReadOnlySpan<long> shape) =>
        Constant(FloatType, MemoryMarshal.AsBytes(values), shape);

    /// <summary>Adds a contiguous tensor's numbers.</summary>
    public string Constant(Tensor values) => Constant(values.Floats(), values.shape);

    /// <summary>Adds one number.</summary>
    public string Number(float value) => Constant([value], []);

    /// <summary>Adds integers, as shapes and places are given.</summary>
    public string Integers(params ReadOnlySpan<long> values) => Constant(Int64Type, MemoryMarshal.AsBytes(values), [values.Length]);

    /// <summary>Adds one integer.</summary>
    internal string Integer(long value) => Constant(Int64Type, MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in value)), []);

    /// <summary>Adds truths.</summary>
    internal string Truths(ReadOnlySpan<bool> values) => Constant(BoolType, MemoryMarshal.AsBytes(values), [values.Length]);

    /// <summary>The whole graph.</summary>
    /// <param name="name">Name of the graph.</param>
    /// <param name="inputs">What it is asked with.</param>
    /// <param name="outputs">What it answers; each is the result of an operator of that name.</param>
    internal ProtoMessage Finish(string name, IEnumerable<OnnxValue> inputs, IEnumerable<OnnxValue> outputs) => new ProtoMessage()
        .Messages(1, nodes).Text(2, name).Messages(5, constants)
        .Messages(11, inputs.Select(Value)).Messages(12, outputs.Select(Value));

    string Constant(int type, ReadOnlySpan<byte> bytes, ReadOnlySpan<long> shape)
    {
        string name = $"constant_{constants.Count}";
        var tensor = new ProtoMessage();
        foreach (long size in shape)
            tensor.Int(1, size);
        constants.Add(tensor.Int(2, type).Text(8, name).Bytes(9, bytes));
        return name;
    }

    // 20 is the type of the value: 2 for an integer, 7 for several.
    static ProtoMessage Attribute(string name, object value)
    {
        var attribute = new ProtoMessage().Text(1, name);
        if (value is long single)
            return attribute.Int(3, single).Int(20, 2);
        foreach (long one in (long[])value)
            attribute.Int(8, one);
        return attribute.Int(20, 7);
    }

    static ProtoMessage Value(OnnxValue value)
    {
        var shape = new ProtoMessage().Message(1, new ProtoMessage().Text(2, "formulations"));
        foreach (int size in value.Sizes)
            shape.Message(1, new ProtoMessage().Int(1, size));
        var tensor = new ProtoMessage().Int(1, FloatType).Message(2, shape);
        return new ProtoMessage().Text(1, value.Name).Message(2, new ProtoMessage().Message(1, tensor)).Text(3, value.Meaning);
    }

    /// <summary>a + b, broadcast as ONNX does.</summary>
    public string Add(string a, string b) => Node("Add", [a, b]);

    internal string Subtract(string a, string b) => Node("Sub", [a, b]);

    /// <summary>a b, element by element, broadcast as ONNX does.</summary>
    public string Multiply(string a, string b) => Node("Mul", [a, b]);

    internal string Divide(string a, string b) => Node("Div", [a, b]);

    internal string Exp(string x) => Node("Exp", [x]);

    internal string Log(string x) => Node("Log", [x]);

    internal string Cos(string x) => Node("Cos", [x]);

    internal string Tanh(string x) => Node("Tanh", [x]);

    internal string Sigmoid(string x) => Node("Sigmoid", [x]);

    /// <summary>The product of matrices.</summary>
    public string MatMul(string a, string b) => Node("MatMul", [a, b]);

    /// <summary>Places <paramref name="from"/> up to <paramref name="to"/> along a dimension.</summary>
    internal string Slice(string x, int dimension, int from, int to) =>
        Node("Slice", [x, Integers(from), Integers(to), Integers(dimension)]);

    /// <summary>Another shape: 0 keeps the size that stands there, -1 takes what is left.</summary>
    public string Reshape(string x, params ReadOnlySpan<long> shape) => Node("Reshape", [x, Integers(shape)]);

    /// <summary>The dimensions in another order.</summary>
    internal string Transpose(string x, params long[] order) => Node("Transpose", [x], ("perm", order));

    /// <summary>Matrices side by side.</summary>
    internal string Join(IEnumerable<string> columns) => Node("Concat", columns, ("axis", 1L));

    /// <summary>x W^T + b for rows of inputs.</summary>
    public string Linear(string x, Linear layer) => Linear(x, layer.weight!, layer.bias);

    /// <summary>The same with weights that are no layer's.</summary>
    public string Linear(string x, Tensor weight, Tensor? bias = null) =>
        Node("Gemm", [x, Constant(weight), bias is null ? Number(0) : Constant(bias)], ("transB", 1L));

    /// <summary>1 - exp(-exp z). ONNX has no expm1; with t = tanh(exp(z) / 2), 2 t / (1 + t) is the same and keeps the digits of small
    /// values.</summary>
    internal string Released(string z)
    {
        string t = Tanh(Multiply(Exp(z), Number(0.5f)));
        return Divide(Add(t, t), Add(t, Number(1)));
    }

    /// <summary>A whole network.</summary>
    /// <exception cref="RefusedException">It does not say what it computes.</exception>
    public string Network(nn.Module<Tensor, Tensor> network, string inputs) => network is IOnnxNetwork known
        ? known.ToOnnx(this, inputs)
        : throw new RefusedException(
            $"A surrogate with a {network.GetName()} network cannot be written as ONNX: let its class implement IOnnxNetwork, or train another such as residual-mlp.");

    /// <summary>The plan's activation.</summary>
    public string Activation(string x) => activation switch
    {
        "silu" => Multiply(x, Sigmoid(x)),
        "tanh" => Tanh(x),
        // x Phi(x) with the normal distribution's Phi, the exact form of Hendrycks & Gimpel (2016).
        "gelu" => Multiply(Multiply(x, Number(0.5f)), Add(Number(1), Node("Erf", [Multiply(x, Number((float)Math.Sqrt(0.5)))]))),
        _ => throw new RefusedException(
            $"The activation {activation} cannot be written as ONNX: train with gelu, silu or tanh."),
    };
}

/// <summary>A graph's input or output: single precision, shape [formulations, sizes].</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sizes">Sizes behind the number of formulations.</param>
/// <param name="Meaning">What it is, in words.</param>
sealed record OnnxValue(string Name, int[] Sizes, string Meaning);

/// <summary>A network that can say what it computes in ONNX's operators. One that cannot is refused by name when somebody exports
/// it.</summary>
public interface IOnnxNetwork
{
    /// <summary>Adds what <c>forward</c> does with rows of scaled parameters.</summary>
    /// <param name="graph">Receives operators and weights.</param>
    /// <param name="inputs">Name of the inputs, shape [rows, parameters].</param>
    /// <returns>Name of the normalized curves, shape [rows, points].</returns>
    string ToOnnx(OnnxGraph graph, string inputs);
}
